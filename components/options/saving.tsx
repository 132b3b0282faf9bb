import { type ComponentChildren, createContext } from 'preact';
import { useCallback, useContext, useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../lib/i18n.ts';
import type { Kept } from '../../lib/platform/settings.ts';

/** How long "Saved" is shown, in milliseconds. */
const SAVED_SHOWN_FOR = 2000;

/** What a change answers that is too large for anywhere else. */
const ON_THIS_DEVICE: Kept = 'on-this-device';

/** Takes note of a change that is being saved, and says what became of it. */
export type Keep = (saving: Promise<unknown>) => void;

const KeepContext = createContext<Keep>(() => {});

/** How a section hands over a change that is being saved, for the page's head to say so. */
export function useKeep(): Keep {
  return useContext(KeepContext);
}

/** Says "Saved" when a change is kept, where it is only kept here, or that it was not. */
export function useSaving(): [said: string, keep: Keep] {
  const [said, setSaid] = useState('');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const keep = useCallback<Keep>((saving) => {
    clearTimeout(timer.current);
    setSaid('');
    saving.then(
      (kept) => {
        if (kept === ON_THIS_DEVICE) {
          setSaid(t('options.savedHere'));
          return;
        }
        setSaid(t('options.saved'));
        timer.current = setTimeout(() => setSaid(''), SAVED_SHOWN_FOR);
      },
      () => setSaid(t('options.notSaved')),
    );
  }, []);
  return [said, keep];
}

/** Lets everything inside it say "Saved" in one place, which `render` gets to show. */
export function Saving(props: { render(said: string): ComponentChildren }) {
  const [said, keep] = useSaving();
  return <KeepContext.Provider value={keep}>{props.render(said)}</KeepContext.Provider>;
}
