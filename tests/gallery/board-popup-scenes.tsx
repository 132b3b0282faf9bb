import type { BoardOffer } from '../../components/popup/BoardPanel.tsx';
import { Popup } from '../../components/popup/Popup.tsx';
import type { RunProgress, UnfinishedRun } from '../../lib/board/run-progress.ts';
import type { ErrorCode } from '../../lib/errors.ts';
import { t } from '../../lib/i18n.ts';
import { suggestNouns } from '../../lib/vision/noun-suggestions.ts';
import { runProgress } from '../fixtures/run-progress.ts';
import { LONG_TITLE, NOUN_FACTS, PHOTO, SHOPS } from './data.ts';
import type { Scene } from './scenes.tsx';

const nothing = () => undefined;

const PAGE = { kind: 'board', user: 'anna', slug: 'scandi-living-room' } as const;

const progressOf = (changes: Partial<RunProgress> = {}): RunProgress =>
  runProgress({
    page: PAGE,
    title: 'Scandi living room',
    walk: { mode: 'feed', bookmark: 'more', refused: null },
    done: 23,
    known: 50,
    perMinute: 38.4,
    msLeft: 116_000,
    ...changes,
  });

const failedPin = (n: number, title: string | null, code: ErrorCode, imageUrl: string | null) => ({
  pinId: String(n),
  title,
  imageUrl,
  failure: { code },
});

const FAILED = [
  failedPin(1, 'Oak sideboard with rattan doors', 'image-missing', PHOTO),
  failedPin(2, LONG_TITLE, 'image-too-large', PHOTO),
  failedPin(3, null, 'video-pin', null),
];

function popup(
  name: string,
  offer: Partial<BoardOffer> | null,
  others: readonly UnfinishedRun[] = [],
): Scene {
  return {
    name: `popup-board-${name}`,
    kind: 'popup',
    view: () => (
      <Popup
        content={{ view: 'tab', state: { page: 'no-pin' } }}
        shops={SHOPS}
        nounFacts={NOUN_FACTS}
        boards={{
          offer: offer && {
            page: PAGE,
            title: 'Scandi living room',
            pinCount: 132,
            isPrivate: false,
            progress: null,
            limit: 60,
            isRefused: false,
            begin: nothing,
            pause: nothing,
            resume: nothing,
            cancel: nothing,
            retry: nothing,
            ...offer,
          },
          others,
          pause: nothing,
          resume: nothing,
        }}
        copyText={(text) => navigator.clipboard.writeText(text)}
        onSearchAll={async () => undefined}
        onKeepWords={nothing}
        correcting={{ suggest: async (request) => suggestNouns(request), correct: nothing }}
        onPickArea={nothing}
        onLook={nothing}
        onRetry={nothing}
        onReload={nothing}
        onGrantPermission={nothing}
        onOpenOptions={nothing}
      />
    ),
  };
}

const stopped = (code: ErrorCode, changes: Partial<RunProgress> = {}) =>
  progressOf({ status: 'stopped', stop: { code }, msLeft: null, ...changes });

/** The popup on a board, in every state. */
export const BOARD_POPUP_SCENES: Scene[] = [
  popup('offer', {}),
  popup('offer-search', {
    page: { kind: 'search', query: 'rattan pendant light over a round dining table' },
    title: null,
    pinCount: null,
  }),
  {
    ...popup('offer-wrong', { limit: 5_000 }),
    steps: () => [t('boardOffer.analyse')],
  },
  popup('private', { isPrivate: true, progress: undefined }),
  popup('reading', {
    progress: progressOf({ done: 0, total: 60, known: 0, perMinute: null, msLeft: null }),
  }),
  popup('running', { progress: progressOf({ failed: FAILED.slice(0, 1) }) }),
  popup('running-long', {
    title: LONG_TITLE,
    pinCount: 12_345,
    progress: progressOf({ total: 1_000, done: 123, perMinute: 3.14, msLeft: 9_900_000 }),
  }),
  popup('scroll', {
    progress: progressOf({
      known: 25,
      walk: { mode: 'scroll', bookmark: 'more', refused: 403 },
    }),
  }),
  popup('paused', { progress: progressOf({ status: 'paused', msLeft: null }) }),
  popup('forbidden', { progress: stopped('image-forbidden', { failed: FAILED.slice(0, 1) }) }),
  popup('too-many', { progress: stopped('too-many-requests') }),
  popup('offline', { progress: stopped('offline') }),
  popup('storage-full', { progress: stopped('storage-full') }),
  popup('permission', { progress: stopped('permission-needed') }),
  popup('cancelled', { progress: progressOf({ status: 'cancelled', msLeft: null }) }),
  popup('done', { progress: progressOf({ status: 'done', done: 60, known: 60, msLeft: 0 }) }),
  popup('done-failed', {
    progress: progressOf({ status: 'done', done: 57, known: 60, failed: FAILED, msLeft: 0 }),
  }),
  popup('refused', { isRefused: true }),
  popup('others', null, [
    { progress: progressOf(), isOpen: false },
    {
      progress: progressOf({
        id: 'search /search/pins/?q=lamp',
        page: { kind: 'search', query: 'lamp' },
        title: 'lamp',
        status: 'paused',
        msLeft: null,
      }),
      isOpen: true,
    },
  ]),
];
