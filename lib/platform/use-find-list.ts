import { useEffect, useState } from 'preact/hooks';
import * as v from 'valibot';
import { browser } from 'wxt/browser';
import type { FindList } from '../../components/finds/Finds.tsx';
import type { FindStore } from '../finds/find-store.ts';
import type { SavedFind } from '../finds/saved-find.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { FindChangesSchema, findMessages } from './find-messages.ts';

/** Finds that are shown before all are read. */
const FIRST = 16;

/** Finds that are read at a time: what takes longer is felt. */
const PART = 400;

/**
 * The saved finds, followed as they change. They are read from the store, in which only the
 * background writes; in a private window that store is another one, so there they are not.
 */
export function useFindList(store: FindStore): FindList {
  const [list, setList] = useState<FindList>({ status: 'loading' });
  useEffect(() => {
    if (browser.extension.inIncognitoContext) {
      setList({ status: 'private' });
      return;
    }
    let isShown = true;
    let known = new Map<string, SavedFind>();
    const inTurn = oneAtATime();
    const step = (read: () => Promise<void>): void => {
      inTurn(read).catch((error: unknown) => {
        console.warn('Magpie: the finds could not be read.', error);
        if (isShown) setList({ status: 'failed' });
      });
    };
    const show = (finds: readonly SavedFind[], isComplete: boolean): void => {
      if (isShown) setList({ status: 'ready', finds, isComplete });
    };
    /** Those in `same` have not changed: as the same objects, they need not be drawn again. */
    const readAll = async (same: readonly SavedFind[] = []): Promise<void> => {
      const all = new Map<string, SavedFind>();
      let after: string | null = null;
      do {
        const { finds, next }: Awaited<ReturnType<FindStore['part']>> = await store.part(
          after,
          PART,
        );
        for (const find of finds) all.set(find.id, find);
        after = next;
      } while (after !== null && isShown);
      for (const find of same) if (all.has(find.id)) all.set(find.id, find);
      known = all;
      show([...known.values()], true);
    };

    const stop = findMessages.onMessage('finds:changed', ({ data }) => {
      const changes = v.parse(FindChangesSchema, data);
      step(async () => {
        if (!changes) return readAll();
        const ids = changes.map(({ id }) => id);
        for (const id of ids) known.delete(id);
        for (const find of await store.get(ids)) known.set(find.id, find);
        show([...known.values()], true);
      });
    });
    step(async () => {
      const newest = await store.newest(FIRST);
      if (newest.length === FIRST) show(newest, false);
      await readAll(newest);
    });
    return () => {
      isShown = false;
      stop();
    };
  }, [store]);
  return list;
}
