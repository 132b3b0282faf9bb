import type { BoardPage } from '../../lib/board/board-page.ts';
import type { RunProgress } from '../../lib/board/run-progress.ts';
import type { ErrorCode } from '../../lib/errors.ts';
import { type PlainMessage, t, uiLanguage } from '../../lib/i18n.ts';
import { boardTitle } from '../board-title.ts';
import { sentenceFor, written } from '../words.ts';

const BOARD_WORDS = {
  analyse: 'boardOffer.analyse',
  see: 'boardOffer.see',
  open: 'boardOffer.open',
} as const;

const KIND_WORDS = {
  board: BOARD_WORDS,
  api: BOARD_WORDS,
  section: {
    analyse: 'boardOffer.analyseSection',
    see: 'boardOffer.seeSection',
    open: 'boardOffer.openSection',
  },
  search: {
    analyse: 'boardOffer.analyseSearch',
    see: 'boardOffer.seeSearch',
    open: 'boardOffer.openSearch',
  },
} as const satisfies Record<BoardPage['kind'], Record<'analyse' | 'see' | 'open', PlainMessage>>;

/** Why a run stopped, and what the user can do about it, where there is more to say than usual. */
const STOP_WORDS: Partial<Record<ErrorCode, { why: PlainMessage; hint: PlainMessage }>> = {
  'image-forbidden': {
    why: 'boardOffer.stopForbidden',
    hint: 'boardOffer.stopForbiddenHint',
  },
  'too-many-requests': { why: 'boardOffer.stopTooMany', hint: 'boardOffer.stopTooManyHint' },
  offline: { why: 'boardOffer.stopOffline', hint: 'boardOffer.stopOfflineHint' },
  'storage-full': { why: 'boardOffer.stopStorage', hint: 'boardOffer.stopStorageHint' },
};

/** "Analyse this board", "See what this board says", "Open the board", for each kind of page. */
export function wordsFor({ kind }: BoardPage, what: 'analyse' | 'see' | 'open'): string {
  return t(KIND_WORDS[kind][what]);
}

/** What a board is called: a search by its words, else by its name. */
export function boardHeading(page: BoardPage, title: string | null): string {
  return page.kind === 'search'
    ? t('boardOffer.search', { query: page.query })
    : boardTitle({ page, title });
}

/** "1 pin", "1,000 pins". */
export function countPins(count: number): string {
  return t('boardOffer.pins', count, { count: written(count) });
}

/** Why a run stopped and what to do, each a sentence. */
export function stopWords(code: ErrorCode): { why: string; hint: string } {
  const words = STOP_WORDS[code];
  return words
    ? { why: t(words.why), hint: t(words.hint) }
    : { why: sentenceFor(code), hint: t('boardOffer.stopHint') };
}

/** How a run stands, in a word or two. It does not change with every pin: it is spoken. */
export function statusWords({ status, known, total, done }: RunProgress): string {
  switch (status) {
    case 'running':
      return t(known === 0 && total > 0 ? 'boardOffer.reading' : 'boardOffer.looking');
    case 'done':
      return t('boardOffer.done', { pins: countPins(done) });
    case 'paused':
      return t('boardOffer.paused');
    case 'stopped':
      return t('boardOffer.stopped');
    case 'cancelled':
      return t('boardOffer.cancelled');
  }
}

/** Pins of a run that are behind it, whether they could be looked at or not. */
export function settledIn({ done, failed }: RunProgress): number {
  return done + failed.length;
}

/** "12 of 60 pins". */
export function countWords(progress: RunProgress): string {
  return t('boardOffer.count', {
    done: written(settledIn(progress)),
    total: written(progress.total),
  });
}

/** "38 a minute"; null where it is not known. */
export function rateWords({ perMinute }: RunProgress): string | null {
  if (perMinute === null) return null;
  const rate = perMinute.toLocaleString(uiLanguage(), { maximumSignificantDigits: 2 });
  return t('boardOffer.rate', { rate });
}

/** Whether it depends on how far the user scrolls which pins come next. */
export function isForUserToScroll({ status, walk, known, total }: RunProgress): boolean {
  return status === 'running' && walk.mode === 'scroll' && known < total;
}

/** "about 2 minutes left"; null where it is not known, or nothing is left. */
export function timeLeftWords(progress: RunProgress): string | null {
  const { msLeft } = progress;
  if (msLeft === null || msLeft === 0 || isForUserToScroll(progress)) return null;
  if (msLeft < 60_000) return t('boardOffer.secondsLeft');
  return t('boardOffer.minutesLeft', Math.round(msLeft / 60_000));
}
