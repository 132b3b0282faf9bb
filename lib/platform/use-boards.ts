import { useEffect, useState } from 'preact/hooks';
import type { BoardEntry } from '../board/insights/board-entry.ts';
import { type BoardInsights, insightsInParts } from '../board/insights/insights.ts';
import { fromKeptInsights, toKeptInsights } from '../board/insights/kept-insights.ts';
import { type BoardHead, entriesOf, headOf } from '../board/kept-board.ts';
import type { PinLook } from '../board/pin-look.ts';
import type { RunProgress } from '../board/run-progress.ts';
import { boardStore } from './boards.ts';
import { followProgress } from './follow-progress.ts';

/** A board that is being read, was read, or is not kept. */
export type BoardReading =
  | { status: 'reading' }
  | { status: 'missing' }
  | { status: 'failed' }
  | ({
      status: 'read';
      /** The pins with what was found in them; null while that is read. */
      entries: BoardEntry[] | null;
      /** Null where they are still to be reckoned. */
      insights: BoardInsights | null;
    } & BoardHead);

/** While pins come in, a board is read anew no more often than this, in milliseconds. */
const CALM = 3_000;

/** A board that takes long to read is read less often: no more than this share of the time. */
const SHARE_OF_TIME = 1 / 8;

const readKept = (runId: string) =>
  Promise.all([boardStore.open(runId), boardStore.insights(runId)]);

let ahead: { runId: string; kept: ReturnType<typeof readKept>; stop(): void } | null = null;

/** Reads what is shown first of a board, for {@link useBoard} to have at once. */
export function readAhead(runId: string): void {
  const kept = readKept(runId);
  // Whoever takes it says so.
  kept.catch(() => {});
  const stop = followProgress(({ id }) => {
    // It is outdated.
    if (id === runId) takeAhead(runId);
  });
  ahead = { runId, kept, stop };
}

/** What was read ahead of this board, once. */
function takeAhead(runId: string): ReturnType<typeof readKept> | null {
  const taken = ahead;
  ahead = null;
  taken?.stop();
  return taken?.runId === runId ? taken.kept : null;
}

/**
 * A board, followed as its pins come in. What was reckoned of it before is there almost at once;
 * what was found in each pin follows, in parts, so that the page can be used meanwhile.
 */
export function useBoard(runId: string): BoardReading {
  const [reading, setReading] = useState<BoardReading>({ status: 'reading' });
  useEffect(() => {
    let isWanted = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isReading = false;
    /** How many pins are shown; a later message may know of more. */
    let shownPins = 0;
    let latest: RunProgress | null = null;

    const read = async (): Promise<void> => {
      const [kept, keptInsights] = await (takeAhead(runId) ?? readKept(runId));
      if (!isWanted) return;
      if (!kept) {
        setReading({ status: 'missing' });
        return;
      }
      const head = headOf(kept);
      const { run, pins } = head;
      const basis = { looked: pins.length, startedAt: run.startedAt };
      const known = fromKeptInsights(keptInsights, basis);
      const progress = latest ?? head.progress;
      setReading((former) =>
        // What is shown stays until all of the new is there.
        former.status === 'read'
          ? former
          : { status: 'read', ...head, progress, entries: null, insights: known },
      );
      const looks = new Map<string, PinLook>();
      for await (const part of boardStore.looksInParts(runId)) {
        if (!isWanted) return;
        for (const [pinId, look] of part) looks.set(pinId, look);
      }
      const entries = entriesOf(pins, looks);
      const insights = known ?? (await insightsInParts(entries, pause));
      if (!isWanted) return;
      // As progress counts them: a limit may have been lowered since.
      shownPins = head.progress.done;
      setReading({ status: 'read', ...head, progress: latest ?? progress, entries, insights });
      if (!known && run.status !== 'running') {
        // With no room left for it, it is reckoned anew each time.
        await boardStore
          .keepInsights(runId, toKeptInsights(insights, basis))
          .catch((error: unknown) => console.warn('Magpie: insights were not kept.', error));
      }
    };
    const readAnew = async (): Promise<void> => {
      isReading = true;
      const began = performance.now();
      try {
        await read();
      } catch (error) {
        console.warn('Magpie: a board could not be read.', error);
        if (isWanted) setReading({ status: 'failed' });
      }
      isReading = false;
      if (!isWanted) return;
      const wait = Math.max(CALM, (performance.now() - began) / SHARE_OF_TIME);
      timer = setTimeout(() => {
        timer = undefined;
        if (latest && latest.done !== shownPins) void readAnew();
      }, wait);
    };

    void readAnew();
    const stop = followProgress((progress) => {
      if (progress.id !== runId) return;
      latest = progress;
      setReading((former) => (former.status === 'read' ? { ...former, progress } : former));
      if (timer === undefined && !isReading && progress.done !== shownPins) void readAnew();
    });
    return () => {
      isWanted = false;
      clearTimeout(timer);
      stop();
    };
  }, [runId]);
  return reading;
}

/** Lets the page draw and answer. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
