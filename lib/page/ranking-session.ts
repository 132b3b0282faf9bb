import * as v from 'valibot';
import type { BoundingBox } from '../analysis.ts';
import type { ErrorCode } from '../errors.ts';
import { type FoundPicture, findPictures, sourceOf } from '../overlay/find-pictures.ts';
import { clamp, type Rect } from '../overlay/geometry.ts';
import { measureShown } from '../overlay/track-image.ts';
import { type Frames, trackPictures } from '../overlay/track-pictures.ts';
import {
  type BoardChoice,
  BoardChoiceSchema,
  CaptureOutcomeSchema,
  FitOutcomeSchema,
  MOST_PICTURES,
  rankingMessages,
} from '../platform/ranking-messages.ts';

/** A picture of the page with its fit to the board. */
export interface RankedPicture {
  key: number;
  /** What the page calls it; null where it does not. */
  name: string | null;
  /** How well it fits, in [0, 1]; .5 is as likely as not. */
  fit: number;
}

/** How the ranking of what is in view goes. */
export type RankingStatus =
  | { state: 'looking' }
  /** `added` pictures were ranked that had not been before. */
  | { state: 'ranked'; added: number }
  /** There is no picture in view. */
  | { state: 'nothing' }
  | { state: 'failed'; code: ErrorCode };

/** What the ranking of a page shows. */
export interface RankingView {
  board: BoardChoice;
  status: RankingStatus;
  /** Those that the page still has, the best first. */
  pictures: readonly RankedPicture[];
  /** Where those in view are. */
  frames: Frames;
  /** Nothing of ours may be seen: a picture is taken. */
  capturing: boolean;
}

/** What the ranking of a page needs. */
export interface RankingSessionOptions {
  window: Window & typeof globalThis;
  /** The element over the page that ours is drawn in. */
  host: Element;
  /** Gets each new view; null before there is one. */
  onView: (view: RankingView) => void;
  /** Ends the ranking. */
  signal: AbortSignal;
}

/** What the user can have done. */
export interface RankingSession {
  /** Ranks what is in view and was not ranked before. */
  look(): void;
  /** Scrolls to a picture and moves the focus to it. */
  show(key: number): void;
}

/** A picture that was looked at. */
interface Known {
  element: Element;
  source: string;
  name: string | null;
  fit: number;
}

/** How often a look is begun again because the page moved meanwhile, or the background died. */
const MOST_ROUNDS = 4;

/** After a frame is drawn, how long until the browser's picture of it may be taken, milliseconds. */
const SETTLING = 60;

/** By how much a picture may have moved while it was taken, in pixels. */
const STEADY = 2;

/** What the keyboard can get to. */
const FOCUSABLE = 'a[href], button, [tabindex]';

/**
 * Ranks the pictures that a page shows by their fit to a board: finds them, has the background look
 * at a picture of the tab, and keeps each score as long as its picture stays in the page.
 */
export function startRankingSession(options: RankingSessionOptions): RankingSession {
  const { window, host, onView, signal } = options;
  const { document } = window;
  const known = new Map<number, Known>();
  let lastKey = 0;
  let view: RankingView | null = null;
  let look: AbortController | null = null;

  const set = (changes: Partial<Omit<RankingView, 'board'>>): void => {
    if (!view || signal.aborted) return;
    view = { ...view, ...changes };
    onView(view);
  };

  const tracker = trackPictures({
    window,
    host,
    signal,
    pictures: () => {
      const present = presentOnes();
      const isSame = view?.pictures.length === present.size;
      if (!isSame || !view?.pictures.every(({ key }) => present.has(key))) {
        set({ pictures: ranked(present) });
      }
      return [...present].map(([key, { element }]) => [key, element] as const);
    },
    onFrames: (frames) => set({ frames }),
  });

  /**
   * Those that are on the page. What has left it is forgotten, but not what makes room for another
   * picture in the same element: shops show a second view while the pointer is there.
   */
  const presentOnes = (): ReadonlyMap<number, Known> => {
    for (const [key, { element }] of known) if (!element.isConnected) known.delete(key);
    const viewport = viewportOf(window);
    return new Map(
      [...known].filter(([, { element, source }]) => sourceOf(element, viewport) === source),
    );
  };

  const ranked = (present = presentOnes()): RankedPicture[] =>
    [...present]
      .map(([key, { name, fit }]) => ({ key, name, fit }))
      .sort((a, b) => b.fit - a.fit || a.key - b.key);

  const isNew = ({ element, source }: FoundPicture): boolean =>
    [...known.values()].every((one) => one.element !== element || one.source !== source);

  const begin = (board: BoardChoice): void => {
    look?.abort();
    // Even of the same board the model may be another by now, and its scores are not to be mixed.
    known.clear();
    view = {
      board,
      status: { state: 'looking' },
      pictures: ranked(),
      frames: view?.frames ?? new Map(),
      capturing: false,
    };
    void rank(board);
  };

  const rank = async (board: BoardChoice): Promise<void> => {
    const controller = new AbortController();
    look = controller;
    const ends = AbortSignal.any([signal, controller.signal]);
    set({ status: { state: 'looking' } });
    const status = await lookAround(board, ends);
    if (ends.aborted) return;
    look = null;
    set({ status, capturing: false, pictures: ranked() });
    tracker.refresh();
  };

  const lookAround = async (board: BoardChoice, ends: AbortSignal): Promise<RankingStatus> => {
    let added = 0;
    let failure: ErrorCode | null = null;
    for (let round = 0; round < MOST_ROUNDS && !ends.aborted; round++) {
      await untilVisible(document, ends);
      const found = findPictures(document, host);
      if (found.length === 0) return { state: 'nothing' };
      const fresh = found.filter(isNew).slice(0, MOST_PICTURES);
      if (fresh.length === 0) return { state: 'ranked', added };
      const outcome = await lookAt(board, fresh, ends).catch((): ErrorCode => 'engine-lost');
      failure = typeof outcome === 'string' ? outcome : null;
      // A background that died is there again with the next message.
      if (failure !== null && failure !== 'engine-lost') return { state: 'failed', code: failure };
      if (typeof outcome === 'number') added += outcome;
    }
    return failure === null ? { state: 'ranked', added } : { state: 'failed', code: failure };
  };

  /** Looks at pictures that are in view; how many, or why none. */
  const lookAt = async (
    board: BoardChoice,
    fresh: readonly FoundPicture[],
    ends: AbortSignal,
  ): Promise<number | ErrorCode> => {
    set({ capturing: true });
    let taken: v.InferOutput<typeof CaptureOutcomeSchema>;
    let steady: readonly FoundPicture[];
    try {
      await untilDrawn(window);
      const before = fresh.filter(({ element, shown }) => isSteady(element, shown.visible));
      taken = v.parse(CaptureOutcomeSchema, await rankingMessages.sendMessage('ranking:capture'));
      steady = before.filter(
        ({ element, shown }) =>
          isSteady(element, shown.visible) && isPhotographed(shown.visible, window),
      );
    } finally {
      if (!ends.aborted) set({ capturing: false });
    }
    if (ends.aborted) return 'cancelled';
    if (!taken.ok) return taken.failure.code;
    if (steady.length === 0) return 0;
    const outcome = v.parse(
      FitOutcomeSchema,
      await rankingMessages.sendMessage('ranking:fit', {
        boardId: board.id,
        capture: taken.capture,
        areas: steady.map(({ shown }) => shareOf(shown.visible, window)),
      }),
    );
    if (ends.aborted) return 'cancelled';
    if (!outcome.ok) return outcome.failure.code;
    for (const [index, { element, source, name }] of steady.entries()) {
      const fit = outcome.fits[index];
      if (fit !== undefined) known.set(++lastKey, { element, source, name, fit });
    }
    set({ pictures: ranked() });
    tracker.refresh();
    return steady.length;
  };

  const isSteady = (element: Element, was: Rect): boolean => {
    const is = measureShown(element, host)?.visible;
    return (
      is !== undefined &&
      Math.abs(is.x - was.x) <= STEADY &&
      Math.abs(is.y - was.y) <= STEADY &&
      Math.abs(is.width - was.width) <= STEADY &&
      Math.abs(is.height - was.height) <= STEADY
    );
  };

  const stopListening = rankingMessages.onMessage('ranking:begin', ({ data }) => {
    begin(v.parse(BoardChoiceSchema, data));
  });
  signal.addEventListener('abort', () => {
    stopListening();
    look?.abort();
    // The extension may be gone; then so is the work.
    rankingMessages.sendMessage('ranking:leave').catch(() => {});
  });

  return {
    look: () => {
      if (view && !look) void rank(view.board);
    },
    show: (key) => {
      const element = known.get(key)?.element;
      if (!element) return;
      element.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
      focusPicture(element);
      tracker.refresh();
    },
  };
}

/** Moves the focus to a picture's link, else to the picture, which takes it for this once. */
function focusPicture(element: Element): void {
  const link = element.closest<HTMLElement>(FOCUSABLE);
  if (link) {
    link.focus({ preventScroll: true });
    return;
  }
  if (!(element instanceof HTMLElement)) return;
  element.setAttribute('tabindex', '-1');
  element.addEventListener('blur', () => element.removeAttribute('tabindex'), { once: true });
  element.focus({ preventScroll: true });
}

/** Resolves once the page can be seen, or at the end of `signal`. */
async function untilVisible(document: Document, signal: AbortSignal): Promise<void> {
  while (document.visibilityState !== 'visible' && !signal.aborted) {
    await new Promise<void>((resolve) => {
      const once = { once: true, signal };
      document.addEventListener('visibilitychange', () => resolve(), once);
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
  }
}

/** Resolves once what was set before is on the screen. */
async function untilDrawn(window: Window): Promise<void> {
  await new Promise((resolve) => window.requestAnimationFrame(resolve));
  await new Promise((resolve) => window.requestAnimationFrame(resolve));
  await new Promise((resolve) => setTimeout(resolve, SETTLING));
}

function viewportOf({ document: { documentElement } }: Window): Rect {
  const { clientWidth: width, clientHeight: height } = documentElement;
  return { x: 0, y: 0, width, height };
}

/** Whether all of a rectangle is in a picture of the tab: a pinch leaves the most of it out. */
function isPhotographed(rect: Rect, window: Window): boolean {
  const { offsetLeft, offsetTop, scale } = window.visualViewport ?? NO_PINCH;
  return (
    rect.x >= offsetLeft - STEADY &&
    rect.y >= offsetTop - STEADY &&
    rect.x + rect.width <= offsetLeft + window.innerWidth / scale + STEADY &&
    rect.y + rect.height <= offsetTop + window.innerHeight / scale + STEADY
  );
}

/**
 * A rectangle in fractions of what a picture of the tab shows: the viewport with its scroll bars,
 * of which a pinch shows a part.
 */
function shareOf({ x, y, width, height }: Rect, window: Window): BoundingBox {
  const { offsetLeft, offsetTop, scale } = window.visualViewport ?? NO_PINCH;
  const left = clamp(((x - offsetLeft) * scale) / window.innerWidth, 0, 1);
  const top = clamp(((y - offsetTop) * scale) / window.innerHeight, 0, 1);
  const right = clamp(((x + width - offsetLeft) * scale) / window.innerWidth, 0, 1);
  const bottom = clamp(((y + height - offsetTop) * scale) / window.innerHeight, 0, 1);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

const NO_PINCH = { offsetLeft: 0, offsetTop: 0, scale: 1 };
