import type { BoardEntry } from '../insights/board-entry.ts';
import { traitsOf } from '../insights/traits.ts';
import { entriesOf } from '../kept-board.ts';
import type { PinLook } from '../pin-look.ts';
import type { RunStore } from '../run-store.ts';
import { type Described, FEWEST_PINS, learnBoard } from './board-model.ts';
import { describedOf } from './described.ts';
import { embedderOf } from './embedder.ts';
import type { SavedModel } from './model-store.ts';

/** Pins of other boards that are read; more would only take time. */
const ENOUGH_OTHERS = 300;

/** A style is a board's when at least this share of its pins has it, and this many. */
const STYLE_SHARE = 0.15;
const STYLE_PINS = 3;

/** What learning needs of its surroundings. */
export interface Learning {
  runs: Pick<RunStore, 'runs' | 'open' | 'looks' | 'looksInParts'>;
  /** What makes the embeddings of this build. */
  embedder: string;
  /** General pictures in numbers. */
  background(): Promise<readonly Float32Array[]>;
}

/** What became of learning a board. */
export type Learned =
  | { ok: true; saved: SavedModel }
  /** It has no pins, or too few that are described in numbers. */
  | { ok: false; reason: 'too-few-pins' }
  /** There is nothing to tell it from. */
  | { ok: false; reason: 'nothing-else' };

/**
 * Learns the board of a run from what was found in its pins, told from the pins of other boards and
 * from general pictures.
 *
 * @param former the model that it takes the place of: a style that the user chose is kept
 */
export async function learnRun(
  runId: string,
  { runs, embedder, background }: Learning,
  former: SavedModel | null,
): Promise<Learned> {
  const [opened, looks] = await Promise.all([runs.open(runId), runs.looks(runId)]);
  const pins = [...looks.values()].flatMap((look) => usable(look, embedder));
  if (!opened || pins.length < FEWEST_PINS) return { ok: false, reason: 'too-few-pins' };
  const others = await othersOf(runId, looks, runs, embedder);
  const model = learnBoard(pins, others, await background());
  if (!model) return { ok: false, reason: 'nothing-else' };
  const { page, title } = opened.run;
  const entries = entriesOf(
    opened.pins.map(({ pin }) => pin),
    looks,
  );
  const chosen = former?.subject.styleByUser === true ? former.subject : null;
  return {
    ok: true,
    saved: {
      id: runId,
      subject: {
        page,
        title,
        style: chosen ? chosen.style : leadingStyle(entries),
        ...(chosen && { styleByUser: true }),
        embedder,
      },
      model,
    },
  };
}

/** How many pins of a run a model can be learned from. */
export async function countLearnable(
  runId: string,
  { runs, embedder }: Pick<Learning, 'runs' | 'embedder'>,
): Promise<number> {
  const looks = await runs.looks(runId);
  return [...looks.values()].filter((look) => isUsable(look, embedder)).length;
}

/** The style that most pins have; null where too few share one. */
export function leadingStyle(entries: readonly BoardEntry[]): string | null {
  const [first] = traitsOf(entries).styles;
  const needed = Math.max(STYLE_PINS, entries.length * STYLE_SHARE);
  return first && first.pinIds.length >= needed ? first.value : null;
}

/** Pins of other boards, of the latest run first, without those that are on this board as well. */
async function othersOf(
  runId: string,
  own: ReadonlyMap<string, PinLook>,
  runs: Learning['runs'],
  embedder: string,
): Promise<Described[]> {
  const others = (await runs.runs())
    .filter(({ id }) => id !== runId)
    .sort((a, b) => b.startedAt - a.startedAt);
  const described: Described[] = [];
  for (const { id } of others) {
    for await (const part of runs.looksInParts(id)) {
      for (const [pinId, look] of part) {
        if (!own.has(pinId)) described.push(...usable(look, embedder));
      }
      if (described.length >= ENOUGH_OTHERS) return described.slice(0, ENOUGH_OTHERS);
    }
  }
  return described;
}

function usable(look: PinLook, embedder: string): Described[] {
  const described = isUsable(look, embedder) ? describedOf(look) : null;
  return described ? [described] : [];
}

function isUsable({ embedding, models }: PinLook, embedder: string): boolean {
  return embedding !== null && embedderOf(models) === embedder;
}
