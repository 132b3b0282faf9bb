import { useEffect, useRef, useState } from 'preact/hooks';
import * as v from 'valibot';
import type { FindSaving } from '../../components/Star.tsx';
import { FindChangesSchema, findMessages, SavedMarksSchema } from './find-messages.ts';

/**
 * What is saved of a picture, followed as it changes, and how to save more of it.
 *
 * @param key the picture's `correctionsKey`; null where there is none to save from
 * @param tabId the tab that shows it; null where that is the asking one
 */
export function useSavedFinds(key: string | null, tabId: number | null): FindSaving | null {
  const shown = useRef(key);
  shown.current = key;
  const [known, setKnown] = useState<{ key: string; saved: FindSaving['saved'] } | null>(null);
  useEffect(() => {
    if (key === null) return;
    let isShown = true;
    const ask = (): void => {
      findMessages
        .sendMessage('finds:open', { tabId, key })
        .then((answer) => {
          if (isShown) setKnown({ key, saved: v.parse(SavedMarksSchema, answer) });
        })
        .catch((error: unknown) => console.debug('Magpie: no word of saved finds.', error));
    };
    ask();
    const stop = findMessages.onMessage('finds:changed', ({ data }) => {
      const changes = v.parse(FindChangesSchema, data);
      if (!changes || changes.some(({ subject }) => subject === key)) ask();
    });
    return () => {
      isShown = false;
      stop();
    };
  }, [key, tabId]);

  if (key === null) return null;
  const take = async (answer: Promise<unknown>): Promise<void> => {
    const saved = v.parse(SavedMarksSchema, await answer);
    // An answer may come when another pin is open.
    if (shown.current === key) setKnown({ key, saved });
  };
  return {
    saved: known?.key === key ? known.saved : [],
    save: (find, query, searches) =>
      take(findMessages.sendMessage('finds:save', { tabId, key, find, query, searches })),
    unsave: (id) => take(findMessages.sendMessage('finds:unsave', { tabId, key, id })),
  };
}
