import { useEffect, useState } from 'preact/hooks';
import * as v from 'valibot';
import { type RunProgress, RunProgressSchema } from '../board/run-progress.ts';
import { openRunStore } from '../board/run-store.ts';
import { boardMessages } from './board-messages.ts';
import { followProgress } from './follow-progress.ts';
import { mayUsePinterestApi, watchPermissions } from './permissions.ts';
import {
  getPinterestApiState,
  type PinterestApiState,
  watchPinterestApi,
} from './pinterest-api-store.ts';
import { stayWithRun } from './stay-with-run.ts';

/** What the options page shows of Pinterest's API, followed as it changes; null until read. */
export function usePinterestApi(): (PinterestApiState & { allowed: boolean }) | null {
  const [state, setState] = useState<PinterestApiState | null>(null);
  const [allowed, setAllowed] = useState(false);
  useEffect(() => {
    void getPinterestApiState().then(setState);
    return watchPinterestApi(setState);
  }, []);
  useEffect(() => {
    const ask = () => void mayUsePinterestApi().then(setAllowed);
    ask();
    return watchPermissions(ask);
  }, []);
  return state && { ...state, allowed };
}

/**
 * How far the analyses of boards of Pinterest's API have come, by the board's id, followed. The view
 * stays with those that run: where the background dies, its question wakes it, and with it the run.
 */
export function useApiRuns(): ReadonlyMap<string, RunProgress> {
  const [runs, setRuns] = useState<ReadonlyMap<string, RunProgress>>(new Map());
  useEffect(() => {
    const ends = new AbortController();
    const watched = new Set<string>();
    const take = (progress: RunProgress | null, isLatest: boolean): void => {
      const page = progress?.page;
      if (!progress || page?.kind !== 'api') return;
      setRuns((known) =>
        isLatest || !known.has(page.id) ? new Map(known).set(page.id, progress) : known,
      );
      if (progress.status !== 'running' || watched.has(progress.id)) return;
      watched.add(progress.id);
      void stayWithRun(progress.id, ends.signal).then(() => watched.delete(progress.id));
    };
    const stop = followProgress((progress) => take(progress, true));
    void openRunStore()
      .runs()
      .then(async (kept) => {
        for (const { id, page } of kept) {
          if (page.kind !== 'api') continue;
          const asked = { action: 'progress', runId: id } as const;
          const answer = await boardMessages.sendMessage('board:control', asked);
          take(v.parse(v.nullable(RunProgressSchema), answer), false);
        }
      })
      .catch((error: unknown) => console.warn('Magpie: the analyses are not known.', error));
    return () => {
      stop();
      ends.abort();
    };
  }, []);
  return runs;
}
