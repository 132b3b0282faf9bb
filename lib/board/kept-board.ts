import { type BoardRun, RUN_LIMIT, type RunPin, restoredRun } from './board-run.ts';
import type { BoardEntry } from './insights/board-entry.ts';
import type { BoardFile } from './insights/board-file.ts';
import { progressOf, type RunProgress } from './run-progress.ts';
import type { KeptRun, RunStore } from './run-store.ts';

/** A board as the page of insights shows it. */
export interface KeptBoard {
  run: BoardRun;
  /** The pins that were looked at, in the board's order. */
  entries: BoardEntry[];
  /** How far the run had come when the board was read. */
  progress: RunProgress;
}

/** All that is kept of a run; null where there is none. */
export async function readRun(store: RunStore, runId: string): Promise<KeptRun | null> {
  const [kept, looks] = await Promise.all([store.open(runId), store.looks(runId)]);
  return kept && { ...kept, looks };
}

/** What is shown of a run: the pins with what was found in them. */
export function boardOf({ run, pins, looks }: KeptRun): KeptBoard {
  const state = restoredRun(run, pins);
  const entries = [...state.pins.values()].flatMap(({ pin }): BoardEntry[] => {
    const look = looks.get(pin.id);
    return look ? [{ pin, look }] : [];
  });
  return { run, entries, progress: progressOf(state, []) };
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
