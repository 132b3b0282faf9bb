import * as v from 'valibot';
import { createBoardFeed } from '../board/board-feed.ts';
import { boardKey, boardPageFromUrl, type SitePage } from '../board/board-page.ts';
import { readBoardState } from '../board/board-state.ts';
import { walkBoard } from '../board/walk-board.ts';
import {
  boardMessages,
  type Found,
  type WalkOrder,
  WalkOrderSchema,
} from '../platform/board-messages.ts';
import { stayWithRun } from '../platform/stay-with-run.ts';

/** What the session of a page's boards needs. */
export interface BoardSessionOptions {
  window: Window & typeof globalThis;
  /** Ends the session. */
  signal: AbortSignal;
  /** Whether the user lets Magpie ask Pinterest. Looked up before each walk. */
  mayAsk: () => Promise<boolean>;
}

/** How often in a row the background may be gone before it is left alone. */
const MOST_LOST = 3;

/**
 * Walks through the board that a page shows, as far as its run has use for pins: when the user
 * begins or resumes it, and when a board is opened whose run was cut short. Stays with a run while
 * it runs, so that the browser does not put the background to sleep over it.
 */
export function startBoardSession({ window, signal, mayAsk }: BoardSessionOptions) {
  const { document } = window;
  let page: SitePage | null = null;
  let walk: AbortController | null = null;
  /** Feeds remember refusals, so a board has one for the page's life. */
  const feeds = new Map<string, ReturnType<typeof createBoardFeed>>();

  const leave = (): void => {
    walk?.abort();
    walk = null;
  };

  const goTo = (url: string | URL): void => {
    const next = boardPageFromUrl(url);
    if (next && page && boardKey(next) === boardKey(page)) return;
    leave();
    page = next;
    if (next) void takeUp(next);
  };

  /** Asks whether the board's run is short of pins. */
  const takeUp = async (opened: SitePage): Promise<void> => {
    const answer = await boardMessages.sendMessage('board:open', opened).catch(() => null);
    const order = v.safeParse(v.nullable(WalkOrderSchema), answer);
    if (order.success && order.output && page === opened) await begin(order.output);
  };

  const begin = async (order: WalkOrder): Promise<void> => {
    const shown = page;
    if (signal.aborted || !shown || boardKey(shown) !== order.runId) return;
    leave();
    const controller = new AbortController();
    walk = controller;
    const ends = AbortSignal.any([signal, controller.signal]);
    await Promise.all([
      order.wanted > 0 ? walkThrough(shown, order, ends) : undefined,
      stayWithRun(order.runId, ends),
    ]);
    controller.abort();
    if (walk === controller) walk = null;
  };

  const walkThrough = async (
    walked: SitePage,
    { runId, bookmark }: WalkOrder,
    ends: AbortSignal,
  ): Promise<void> => {
    const feed = feeds.get(runId) ?? feedOf(walked);
    feeds.set(runId, feed);
    const steps = walkBoard({
      document,
      page: walked,
      feed,
      mayAsk: await mayAsk(),
      bookmark,
      signal: ends,
    });
    try {
      for await (const step of steps) {
        if (ends.aborted) return;
        const wanted = await handOn({ runId, step }, ends);
        if (step.mode === 'ended' || !(wanted > 0)) return;
      }
    } catch (error) {
      // The background died, or the extension was removed. The next opening takes the walk up.
      console.warn('Magpie: the walk through the board was cut short.', error);
    }
  };

  /** Hands pins on, and again to the background that comes after one that died of it. */
  const handOn = async (found: Found, ends: AbortSignal): Promise<number> => {
    for (let lost = 1; ; lost++) {
      try {
        return await boardMessages.sendMessage('board:found', found);
      } catch (error) {
        if (lost === MOST_LOST || ends.aborted) throw error;
      }
    }
  };

  const feedOf = (of: SitePage) =>
    createBoardFeed({
      page: of,
      origin: window.location.origin,
      fetch: (...request) => fetch(...request),
      signal,
      sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      now: () => performance.now(),
    });

  const unsubscribe = [
    boardMessages.onMessage('board:announce', () => {
      if (!page) return null;
      const { title, pinCount } = readBoardState(document, page);
      return { page, title, pinCount };
    }),
    boardMessages.onMessage('board:walk', ({ data }) => {
      void begin(v.parse(WalkOrderSchema, data));
    }),
  ];
  signal.addEventListener('abort', () => {
    for (const stop of unsubscribe) stop();
    leave();
  });
  goTo(window.location.href);

  return {
    /** Tells where the page navigates to. */
    navigated: (url: string | URL): void => {
      if (!signal.aborted) goTo(url);
    },
  };
}
