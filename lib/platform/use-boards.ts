import { useEffect, useState } from 'preact/hooks';
import * as v from 'valibot';
import type { KeptBoard } from '../board/kept-board.ts';
import { type RunProgress, RunProgressSchema } from '../board/run-progress.ts';
import { boardMessages } from './board-messages.ts';
import { readBoard } from './boards.ts';

/** A board that is being read, was read, or is not kept. */
export type BoardReading =
  | { status: 'reading' }
  | { status: 'missing' }
  | { status: 'failed' }
  | { status: 'read'; board: KeptBoard; progress: RunProgress };

/** While pins come in, a board is read anew no more often than this, in milliseconds. */
const CALM = 3_000;

/** A board that takes long to read is read less often: no more than this share of the time. */
const SHARE_OF_TIME = 1 / 8;

/** Calls `follow` whenever a run has come further, until the returned function is called. */
export function followProgress(follow: (progress: RunProgress) => void): () => void {
  return boardMessages.onMessage('board:progress', ({ data }) => {
    const progress = v.safeParse(RunProgressSchema, data);
    if (progress.success) follow(progress.output);
  });
}

/** A board, followed as its pins come in; null asks for none. */
export function useBoard(runId: string | null): BoardReading {
  const [reading, setReading] = useState<{ of: string | null; is: BoardReading }>(NONE);
  useEffect(() => {
    if (runId === null) return;
    let isWanted = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    /** What is shown; a later message may know of more. */
    let shownPins = -1;
    let latest: RunProgress | null = null;
    const show = (is: BoardReading) => isWanted && setReading({ of: runId, is });

    const read = async (): Promise<void> => {
      const began = performance.now();
      const board = await readBoard(runId);
      if (!isWanted) return;
      shownPins = board?.progress.done ?? -1;
      show(
        board
          ? { status: 'read', board, progress: latest ?? board.progress }
          : { status: 'missing' },
      );
      const wait = Math.max(CALM, (performance.now() - began) / SHARE_OF_TIME);
      timer = setTimeout(() => {
        timer = undefined;
        if (latest && latest.done > shownPins) void readAnew();
      }, wait);
    };
    const readAnew = (): Promise<void> =>
      read().catch((error: unknown) => {
        console.warn('Magpie: a board could not be read.', error);
        show({ status: 'failed' });
      });

    void readAnew();
    const stop = followProgress((progress) => {
      if (progress.id !== runId) return;
      latest = progress;
      setReading((former) =>
        former.is.status === 'read' ? { ...former, is: { ...former.is, progress } } : former,
      );
      if (timer === undefined && shownPins >= 0 && progress.done > shownPins) void readAnew();
    });
    return () => {
      isWanted = false;
      clearTimeout(timer);
      stop();
    };
  }, [runId]);
  return reading.of === runId ? reading.is : { status: 'reading' };
}

const NONE = { of: null, is: { status: 'reading' } } as const;
