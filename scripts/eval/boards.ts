import {
  aucOf,
  type BoardModel,
  type Described,
  fitOf,
  learnBoard,
} from '../../lib/board/model/board-model.ts';

/** A picture of a labelled set as models of boards see it. */
export interface BoardPicture extends Described {
  /** Which board it would be pinned to. */
  board: string;
  /** Whether boards are learned from it, judged by it, or, in one draw or another, both. */
  use: 'teach' | 'ask' | 'both';
}

/** What boards are learned and judged with. */
export interface BoardTrial {
  pictures: readonly BoardPicture[];
  /** General pictures that a board is told from, beside the other boards' pins. */
  background: readonly Float32Array[];
  /** Pins that each board is learned from. */
  pins: number;
  /** How often pins are drawn; the draws are the same every time. */
  draws: number;
}

/** How well boards are told apart that were learned from few pins. */
export interface BoardFigures {
  /** In the order of the alphabet. */
  boards: string[];
  /** Unweighted mean of the boards' F1: each picture goes to the board that it fits best. */
  macroF1: number;
  /** What guessing at random would come to. */
  chance: number;
  /** By board: how often a picture of it fits better than one of another board. */
  auc: ReadonlyMap<string, number>;
  /** How far fits are from the truth: the expected calibration error over ten bins. */
  calibrationError: number;
}

/**
 * Learns each board from pins that are drawn, the other boards' pins and general pictures being
 * what it is told from, and judges it by the pictures that were not drawn; the mean of all draws.
 *
 * @returns null where a board has too few pictures
 */
export function judgeBoards({
  pictures,
  background,
  pins,
  draws,
}: BoardTrial): BoardFigures | null {
  const boards = [...new Set(pictures.map(({ board }) => board))].sort();
  const aucs = new Map<string, number>();
  const fits: { fit: number; isOwn: boolean }[] = [];
  let sumF1 = 0;
  for (let draw = 0; draw < draws; draw++) {
    const drawn = new Map(
      boards.map((name) => {
        const all = pictures.filter(({ board, use }) => board === name && use !== 'ask');
        return [name, shuffled(all, draw).slice(0, pins)] as const;
      }),
    );
    const models = new Map<string, BoardModel>();
    for (const [board, own] of drawn) {
      const others = [...drawn].flatMap(([name, theirs]) => (name === board ? [] : theirs));
      const model = own.length < pins ? null : learnBoard(own, others, background);
      if (!model) return null;
      models.set(board, model);
    }
    const taught = new Set([...drawn.values()].flat());
    const told = pictures
      .filter((picture) => picture.use !== 'teach' && !taught.has(picture))
      .map(({ board, whole }) => ({
        board,
        fits: new Map([...models].map(([name, model]) => [name, fitOf(model, whole)])),
      }));
    sumF1 += macroF1(
      told.map((each) => ({ board: each.board, guess: best(each.fits) })),
      boards,
    );
    for (const name of boards) {
      const ofBoard = told.map((each) => ({
        score: each.fits.get(name) ?? 0,
        positive: each.board === name,
      }));
      aucs.set(name, (aucs.get(name) ?? 0) + aucOf(ofBoard) / draws);
      fits.push(...ofBoard.map(({ score, positive }) => ({ fit: score, isOwn: positive })));
    }
  }
  return {
    boards,
    macroF1: sumF1 / draws,
    chance: 1 / boards.length,
    auc: aucs,
    calibrationError: calibrationErrorOf(fits),
  };
}

/** The unweighted mean of the classes' F1; a class that is neither there nor guessed counts 0. */
export function macroF1(
  told: readonly { board: string; guess: string }[],
  boards: readonly string[],
): number {
  const f1s = boards.map((board) => {
    const right = told.filter((each) => each.board === board && each.guess === board).length;
    const wrong = told.filter((each) => (each.board === board) !== (each.guess === board)).length;
    return right === 0 ? 0 : (2 * right) / (2 * right + wrong);
  });
  return f1s.reduce((sum, f1) => sum + f1, 0) / boards.length;
}

const BINS = 10;

/**
 * How far probabilities are from how often they are right (Guo et al. 2017), a board's own pictures
 * weighing as much as all others, as models see it.
 */
function calibrationErrorOf(fits: readonly { fit: number; isOwn: boolean }[]): number {
  const own = fits.filter(({ isOwn }) => isOwn).length;
  const weightOf = (isOwn: boolean) => 0.5 / (isOwn ? own : fits.length - own);
  const bins = Array.from({ length: BINS }, () => ({ fit: 0, own: 0 }));
  for (const { fit, isOwn } of fits) {
    const bin = bins[Math.min(BINS - 1, Math.floor(fit * BINS))];
    if (!bin) continue;
    bin.fit += fit * weightOf(isOwn);
    if (isOwn) bin.own += weightOf(isOwn);
  }
  return bins.reduce((sum, bin) => sum + Math.abs(bin.fit - bin.own), 0);
}

function best(fits: ReadonlyMap<string, number>): string {
  const [first, ...more] = [...fits];
  return more.reduce((a, b) => (b[1] > (a?.[1] ?? 0) ? b : a), first)?.[0] ?? '';
}

/** The items in an order that depends on `seed` alone (Fisher and Yates, by a small generator). */
function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  const left = [...items];
  let state = seed + 1;
  return items.flatMap(() => {
    state = (state * 48_271) % 2_147_483_647;
    return left.splice(state % left.length, 1);
  });
}
