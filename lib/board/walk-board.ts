import type { Pin } from '../pin/pin.ts';
import type { BoardFeed, FeedAnswer } from './board-feed.ts';
import type { SitePage } from './board-page.ts';
import { readGrid } from './board-pins.ts';
import { readBoardState } from './board-state.ts';

/**
 * How the walk goes on after a step.
 * - `feed`: Pinterest is asked for more.
 * - `scroll`: Pinterest is not asked (any more); what the user scrolls to is taken.
 * - `ended`: the board holds no more.
 */
export type WalkMode = 'feed' | 'scroll' | 'ended';

/** Pins that were not there before, and where the walk stands. */
export interface WalkStep {
  pins: Pin[];
  mode: WalkMode;
  /** Where to take the walk up again; null where only the beginning is known. */
  bookmark: string | null;
  /** Pinterest's refusal, where it is why it is not asked any more. */
  refused: 403 | 429 | null;
  title: string | null;
  /** How many pins the board has, where the page says. */
  pinCount: number | null;
}

export interface WalkOptions {
  document: Document;
  page: SitePage;
  feed: BoardFeed;
  /** Whether the user lets Magpie ask Pinterest; else only the page itself is read. */
  mayAsk: boolean;
  /** Where a former walk ended; null to begin. */
  bookmark: string | null;
  /** Ends the walk. */
  signal: AbortSignal;
}

/** How often a request that failed is made again before the walk goes on by scrolling. */
const RETRIES = 2;

/** Answers in a row without a new pin after which a feed is taken to have ended. */
const MOST_EMPTY = 3;

/**
 * The pins of a board in its order: those that the page came with, then those that Pinterest
 * answers to one request after another, and where it refuses, those that the user scrolls to.
 * Asks for nothing before the next step is taken.
 */
export async function* walkBoard(options: WalkOptions): AsyncGenerator<WalkStep, void, void> {
  const { document, page, feed, signal } = options;
  const state = readBoardState(document, page);
  const seen = new Set<string>();
  let { id, title, pinCount } = state;
  let { bookmark } = options;
  let refused: WalkStep['refused'] = null;

  const step = (pins: readonly Pin[], mode: WalkMode): WalkStep => {
    const fresh = pins.filter((pin) => !seen.has(pin.id));
    for (const pin of fresh) seen.add(pin.id);
    return { pins: fresh, mode, bookmark, refused, title, pinCount };
  };

  /** Asks, and once more where that failed; null where there is no answer to be had. */
  async function asked<Value>(ask: () => Promise<FeedAnswer<Value>>): Promise<Value | null> {
    for (let n = 0; n <= RETRIES && !signal.aborted; n++) {
      const answer = await ask();
      if (answer.status === 'answered') return answer.value;
      if (answer.status === 'refused') {
        refused = answer.code;
        return null;
      }
    }
    return null;
  }

  let mode: WalkMode = options.mayAsk ? 'feed' : 'scroll';
  let begins = bookmark === null;
  if (begins && state.feed) {
    begins = false;
    ({ bookmark } = state.feed);
    if (bookmark === null) {
      yield step(state.feed.pins, 'ended');
      return;
    }
    yield step(state.feed.pins, mode);
  }
  if (mode === 'feed' && id === null && page.kind !== 'search') {
    const facts = await asked(() => feed.facts());
    id = facts?.id ?? null;
    title ??= facts?.title ?? null;
    pinCount ??= facts?.pinCount ?? null;
    if (id === null) mode = 'scroll';
  }
  for (let empty = 0; mode === 'feed' && !signal.aborted; ) {
    const from = begins ? null : bookmark;
    const part = await asked(() => feed.part(id, from));
    if (!part) {
      mode = 'scroll';
      break;
    }
    begins = false;
    const isNew = part.pins.some((pin) => !seen.has(pin.id));
    empty = isNew ? 0 : empty + 1;
    const isLast = part.bookmark === null || part.bookmark === from || empty === MOST_EMPTY;
    ({ bookmark } = part);
    yield step(part.pins, isLast ? 'ended' : 'feed');
    if (isLast) return;
  }
  let isFirst = true;
  for await (const _ of changesOf(document, signal)) {
    const next = step(readGrid(document), 'scroll');
    if (isFirst || next.pins.length > 0) yield next;
    isFirst = false;
  }
}

/** Says at once and then when more may have been mounted in a page, a few times a second at most. */
async function* changesOf(document: Document, signal: AbortSignal): AsyncGenerator<void> {
  const view = document.defaultView;
  if (!view) return;
  let wake = Promise.withResolvers<void>();
  const observer = new view.MutationObserver(() => wake.resolve());
  observer.observe(document, {
    subtree: true,
    childList: true,
    attributeFilter: ['src', 'srcset'],
  });
  signal.addEventListener('abort', () => wake.resolve(), { once: true });
  try {
    if (!signal.aborted) yield;
    while (!signal.aborted) {
      await wake.promise;
      if (signal.aborted) return;
      await new Promise((resolve) => setTimeout(resolve, SETTLE));
      wake = Promise.withResolvers();
      yield;
    }
  } finally {
    observer.disconnect();
  }
}

/** How long a grid is given to mount what the user scrolled to, in milliseconds. */
const SETTLE = 300;
