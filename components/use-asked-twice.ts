import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

/** What cannot be undone is asked for twice, by the buttons of a group. */
export interface AskedTwice {
  /** For the group of buttons, of which the last is the harmless one. */
  group: RefObject<HTMLFieldSetElement | null>;
  /** Whether the second question is open. */
  asking: boolean;
  setAsking(asking: boolean): void;
  onKeyDown(event: KeyboardEvent): void;
}

/**
 * Opens and closes the second question, by Escape as well. The button that had the focus goes with
 * either; the last one in its place takes the focus over.
 */
export function useAskedTwice(): AskedTwice {
  const [asking, setAsking] = useState(false);
  const group = useRef<HTMLFieldSetElement>(null);
  const wasAsking = useRef(false);
  useEffect(() => {
    if (asking !== wasAsking.current) {
      group.current?.querySelector<HTMLButtonElement>('button:last-of-type')?.focus();
    }
    wasAsking.current = asking;
  }, [asking]);
  return {
    group,
    asking,
    setAsking,
    onKeyDown: ({ key }) => {
      if (key === 'Escape') setAsking(false);
    },
  };
}
