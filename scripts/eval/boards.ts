import { aucOf, type BoardModel, fitOf, learnBoard } from '../../lib/board/model/board-model.ts';

/** A picture of the labelled set as models of boards see it. */
export interface BoardPicture {
  /** Which board it would be pinned to. */
  board: string;
  split: 'tune' | 'report';
  /** Normalised. */
  embedding: Float32Array;
}

/** How well boards are told apart that were learned from few pins. */
export interface BoardFigures {
  /** Pins that each board was learned from. */
  pins: number;
  /** Unweighted mean of the boards' F1: each picture goes to the board that it fits best. */
  macroF1: number;
  /** What guessing at random would come to. */
  chance: number;
  /** By board: how often a picture of it fits better than another of the whole set. */
  auc: ReadonlyMap<string, number>;
}

/**
 * Learns each board from `pins` pictures of the tune half, all else of that half being the others,
 * and judges it by the report half; the mean of `draws` draws, the same every time.
 *
 * @param boards those that are learned; pictures of other boards only serve as others
 * @returns null where a board has too few pictures
 */
export function judgeBoards(
  pictures: readonly BoardPicture[],
  boards: readonly string[],
  pins: number,
  draws: number,
): BoardFigures | null {
  const taught = pictures.filter(({ split }) => split === 'tune');
  const asked = pictures.filter(({ split }) => split === 'report');
  let sumF1 = 0;
  const aucs = new Map<string, number>();
  for (let draw = 0; draw < draws; draw++) {
    const models = new Map<string, BoardModel>();
    for (const board of boards) {
      const own = shuffled(
        taught.filter((each) => each.board === board),
        draw,
      ).slice(0, pins);
      const others = taught.filter((each) => each.board !== board);
      const model = learnBoard(own.map(embeddingOf), others.map(embeddingOf));
      if (!model || own.length < pins) return null;
      models.set(board, model);
    }
    const told = asked
      .filter(({ board }) => models.has(board))
      .map(({ board, embedding }) => ({ board, guess: best(models, embedding) }));
    sumF1 += macroF1(told, boards);
    for (const [board, model] of models) {
      const scores = asked.map((each) => ({
        score: fitOf(model, each.embedding),
        positive: each.board === board,
      }));
      aucs.set(board, (aucs.get(board) ?? 0) + aucOf(scores) / draws);
    }
  }
  return { pins, macroF1: sumF1 / draws, chance: 1 / boards.length, auc: aucs };
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

function best(models: ReadonlyMap<string, BoardModel>, embedding: Float32Array): string {
  const fits = [...models].map(([board, model]) => ({ board, fit: fitOf(model, embedding) }));
  return fits.reduce((a, b) => (b.fit > a.fit ? b : a)).board;
}

function embeddingOf({ embedding }: BoardPicture): Float32Array {
  return embedding;
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
