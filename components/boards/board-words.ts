import type { BoardPage } from '../../lib/board/board-page.ts';
import type { BoardRun } from '../../lib/board/board-run.ts';
import { messageForPlace } from '../../lib/board/places.ts';
import { type PlainMessage, t, uiLanguage } from '../../lib/i18n.ts';
import type { Pin } from '../../lib/pin/pin.ts';
import { asHeading, written } from '../words.ts';

const STATUS_WORDS = {
  running: 'insights.running',
  paused: 'insights.paused',
  stopped: 'insights.stopped',
  cancelled: 'insights.cancelled',
  done: 'insights.done',
} as const satisfies Record<BoardRun['status'], PlainMessage>;

/** What kind of page it is, and whose: "Board by anna". */
export function boardKind(page: BoardPage): string {
  switch (page.kind) {
    case 'board':
      return t('insights.boardBy', { user: page.user });
    case 'section':
      return t('insights.sectionOf', { board: page.slug, user: page.user });
    case 'search':
      return t('insights.searchResults');
    case 'api':
      return t('insights.apiBoard');
  }
}

/** How a run stands, in a word. */
export function statusWord(status: BoardRun['status']): string {
  return t(STATUS_WORDS[status]);
}

/** "1 pin", "1,200 pins". */
export function countPins(count: number): string {
  return t('insights.pins', count, { count: written(count) });
}

/** A day as it is written: "23 Nov 2026". */
export function dayOf(time: number): string {
  return new Date(time).toLocaleDateString(uiLanguage(), { dateStyle: 'medium' });
}

/** A time ahead in minutes, or in seconds where it is less. */
export function timeLeft(ms: number): string {
  const [unit, length] = ms < 60_000 ? (['second', 1_000] as const) : (['minute', 60_000] as const);
  const time = new Intl.NumberFormat(uiLanguage(), {
    style: 'unit',
    unit,
    unitDisplay: 'long',
  }).format(Math.max(1, Math.round(ms / length)));
  return t('insights.timeLeft', { time });
}

/** What a pin is called. */
export function pinTitle({ title, altText, description }: Pin): string {
  const text = (title ?? altText ?? description)?.trim();
  return text ? asHeading(text) : t('popup.untitled');
}

/** A room or a scene as a heading, in the language of the messages. */
export function placeWord(place: string): string {
  const message = messageForPlace(place);
  return message ? t(message) : asHeading(place);
}
