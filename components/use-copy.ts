import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../lib/i18n.ts';

/** How long "copied" stands in for what was copied, in milliseconds. */
const SHOWN_FOR = 1600;

/** Puts a text on the clipboard; rejects where the browser refuses. */
export type CopyText = (text: string) => Promise<void>;

/** The state of a view's copying. */
export interface Copying {
  /** The key of what was copied last, for a moment; else `null`. */
  copied: string | null;
  /** For a live region: what happened last. */
  announcement: string;
  /** Copies `text`; `key` tells equal texts in different places apart. */
  copy(text: string, key: string): void;
}

/** Copying with feedback: one at a time, announced, and taken back after a moment. */
export function useCopy(copyText: CopyText): Copying {
  const [copied, setCopied] = useState<string | null>(null);
  const [announcement, setAnnouncement] = useState('');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const show = (key: string | null, words: string): void => {
    clearTimeout(timer.current);
    setCopied(key);
    setAnnouncement(words);
    timer.current = setTimeout(() => {
      setCopied(null);
      setAnnouncement('');
    }, SHOWN_FOR);
  };
  const copy = (text: string, key: string): void => {
    copyText(text).then(
      () => show(key, t('common.copied', { text })),
      () => show(null, t('common.notCopied', { text })),
    );
  };
  return { copied, announcement, copy };
}
