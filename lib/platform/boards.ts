import type { BoardRun } from '../board/board-run.ts';
import { type ImportedBoard, importBoard } from '../board/insights/board-file.ts';
import { atRest, boardOf, type KeptBoard, readRun, runFromFile } from '../board/kept-board.ts';
import { imageUrlsOf } from '../board/pin-look.ts';
import { reckonInsights } from '../board/reckon-insights.ts';
import { type KeptRun, openRunStore } from '../board/run-store.ts';
import { boardMessages } from './board-messages.ts';

/** A board in the list of boards. */
export interface BoardGlance {
  run: BoardRun;
  /** How many of its pins were looked at. */
  looked: number;
  /** Pictures of a few of its pins. */
  pictures: string[];
}

/** Puts back what was before. */
type Undo = () => Promise<void>;

/** What became of a file that was to be taken in. */
export type TakenIn =
  | { ok: true; run: BoardRun; pins: number; replaced: boolean; undo: Undo }
  | { ok: false; reason: (ImportedBoard & { ok: false })['reason'] | 'running' };

/** As many pictures as a board's cover has. */
const PICTURES = 4;

/** The boards that are kept. */
export const boardStore = openRunStore();

/** The boards that were analysed, the latest first. */
export async function readBoards(): Promise<BoardGlance[]> {
  const runs = await boardStore.runs();
  const glances = await Promise.all(
    runs.map(async (run): Promise<BoardGlance> => {
      const { looked, pins } = await boardStore.glimpse(run.id, PICTURES);
      return { run, looked, pictures: pins.flatMap(({ pin }) => imageUrlsOf(pin)?.[0] ?? []) };
    }),
  );
  return glances.sort((a, b) => b.run.startedAt - a.run.startedAt);
}

/** A board with what was found in it; null where it is not kept. */
export async function readBoard(runId: string): Promise<KeptBoard | null> {
  const kept = await readRun(boardStore, runId);
  return kept && boardOf(kept);
}

/** Deletes a board with all that was found. Answers with how to put it back. */
export async function deleteBoard(runId: string): Promise<Undo> {
  const kept = await readRun(boardStore, runId);
  await forget(runId);
  return async () => {
    if (kept) await putBack(kept);
  };
}

/** Takes in the board of a file, in place of what may be kept of it. */
export async function takeInBoard(file: Blob): Promise<TakenIn> {
  const imported = importBoard(await file.text());
  if (!imported.ok) return imported;
  const { id } = imported;
  const former = await readRun(boardStore, id);
  if (former?.run.status === 'running') return { ok: false, reason: 'running' };
  const kept = runFromFile(imported.file, id);
  await putBack(kept);
  await reckonInsights(boardStore, id).catch((error: unknown) => {
    console.warn('Magpie: what the board says was not reckoned; its page will do it.', error);
  });
  return {
    ok: true,
    run: kept.run,
    pins: kept.pins.length,
    replaced: former !== null,
    undo: () => (former ? putBack(former) : forget(id)),
  };
}

/** Rejects, with what was there left or put back, where the board is being analysed or there is no room. */
async function putBack(kept: KeptRun): Promise<void> {
  const present = await readRun(boardStore, kept.run.id);
  if (present?.run.status === 'running') throw new Error('the board is being analysed');
  // The background may know the run as it was.
  await forget(kept.run.id);
  try {
    await boardStore.restore(atRest(kept));
  } catch (error) {
    // What was there fitted before.
    if (present) await boardStore.restore(present);
    throw error;
  }
}

/** The background deletes: it may be looking at the board's pins. */
async function forget(runId: string): Promise<void> {
  await boardMessages.sendMessage('board:control', { action: 'delete', runId });
}
