import type { Pin } from '../pin/pin.ts';
import { type BoardRun, RUN_LIMIT, type RunPin, restoredRun } from './board-run.ts';
import type { BoardEntry } from './insights/board-entry.ts';
import type { BoardFile } from './insights/board-file.ts';
import type { PinLook } from './pin-look.ts';
import { progressOf, type RunProgress } from './run-progress.ts';
import type { KeptRun, RunStore } from './run-store.ts';

/** A board with what was found in its pins. */
export interface KeptBoard {
  run: BoardRun;
  /** The pins that were looked at, in the board's order. */
  entries: BoardEntry[];
}

/** What is known of a board before anything that was found in it is read. */
export interface BoardHead {
  run: BoardRun;
  /** The pins that were looked at, in the board's order. */
  pins: Pin[];
  /** How far the run had come. */
  progress: RunProgress;
}

/** All that is kept of a run; null where there is none. */
export async function readRun(store: RunStore, runId: string): Promise<KeptRun | null> {
  const [kept, looks] = await Promise.all([store.open(runId), store.looks(runId)]);
  return kept && { ...kept, looks };
}

/** The head of a run's board. */
export function headOf({ run, pins }: Pick<KeptRun, 'run' | 'pins'>): BoardHead {
  const state = restoredRun(run, pins);
  const looked = [...state.pins.values()].filter((each) => each.state === 'done');
  return { run, pins: looked.map(({ pin }) => pin), progress: progressOf(state, []) };
}

/** Pins with what was found in them; a pin of which nothing is kept is left out. */
export function entriesOf(pins: readonly Pin[], looks: ReadonlyMap<string, PinLook>): BoardEntry[] {
  return pins.flatMap((pin) => {
    const look = looks.get(pin.id);
    return look ? [{ pin, look }] : [];
  });
}

/** A run as a board with what was found in it. */
export function boardOf(kept: KeptRun): KeptBoard {
  return { run: kept.run, entries: entriesOf(headOf(kept).pins, kept.looks) };
}

/** The run that a board's file makes: done, with all its pins. */
export function runFromFile({ board, pins, exportedAt }: BoardFile, id: string): KeptRun {
  const run: BoardRun = {
    id,
    page: board.page,
    title: board.title,
    pinCount: null,
    limit: Math.min(RUN_LIMIT.most, Math.max(RUN_LIMIT.least, pins.length)),
    status: 'done',
    stop: null,
    walk: { mode: 'ended', bookmark: null, refused: null },
    startedAt: Date.parse(exportedAt),
  };
  return {
    run,
    pins: pins.map(
      ({ pin }, place): RunPin => ({
        runId: id,
        pin,
        place,
        state: 'done',
        failure: null,
        attempts: 0,
      }),
    ),
    looks: new Map(pins.map(({ pin, look }) => [pin.id, look])),
  };
}

/** A run as it is put back: it rests until the user has it go on. */
export function atRest(kept: KeptRun): KeptRun {
  return kept.run.status === 'running' ? { ...kept, run: { ...kept.run, status: 'paused' } } : kept;
}
