import { useEffect, useState } from 'preact/hooks';
import type { RunProgress } from '../board/run-progress.ts';
import { openRunStore } from '../board/run-store.ts';
import { boardMessages } from './board-messages.ts';
import { mayUsePinterestApi, watchPermissions } from './permissions.ts';
import {
  getPinterestApiState,
  type PinterestApiState,
  watchPinterestApi,
} from './pinterest-api-store.ts';

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

/** How far the analyses of boards of Pinterest's API have come, by the board's id, followed. */
export function useApiRuns(): ReadonlyMap<string, RunProgress> {
  const [runs, setRuns] = useState<ReadonlyMap<string, RunProgress>>(new Map());
  useEffect(() => {
    const take = (progress: RunProgress | null, isLatest: boolean): void => {
      const page = progress?.page;
      if (!progress || page?.kind !== 'api') return;
      setRuns((known) =>
        isLatest || !known.has(page.id) ? new Map(known).set(page.id, progress) : known,
      );
    };
    const stop = boardMessages.onMessage('board:progress', ({ data }) => take(data, true));
    void openRunStore()
      .runs()
      .then(async (kept) => {
        for (const { id, page } of kept) {
          if (page.kind !== 'api') continue;
          const asked = { action: 'progress', runId: id } as const;
          take(await boardMessages.sendMessage('board:control', asked), false);
        }
      })
      .catch((error: unknown) => console.warn('Magpie: the analyses are not known.', error));
    return stop;
  }, []);
  return runs;
}
