import * as v from 'valibot';
import { createBoardFeed } from '../board/board-feed.ts';
import { type BoardPage, boardKey, boardPageFromUrl } from '../board/board-page.ts';
import { readBoardState } from '../board/board-state.ts';
import { walkBoard } from '../board/walk-board.ts';
import { boardMessages, type WalkOrder, WalkOrderSchema } from '../platform/board-messages.ts';

/** What the session of a page's boards needs. */
export interface BoardSessionOptions {
  window: Window & typeof globalThis;
  /** Ends the session. */
  signal: AbortSignal;
  /** Whether the user lets Magpie ask Pinterest. Looked up before each walk. */
  mayAsk: () => Promise<boolean>;
}

/**
 * Walks through the board that a page shows, as far as its run has use for pins: when the user
 * begins or resumes it, and when a board is opened whose run was cut short.
 */
export function startBoardSession({ window, signal, mayAsk }: BoardSessionOptions) {
  const { document } = window;
  let page: BoardPage | null = null;
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
  const takeUp = async (opened: BoardPage): Promise<void> => {
    const answer = await boardMessages.sendMessage('board:open', opened).catch(() => null);
    const order = v.safeParse(v.nullable(WalkOrderSchema), answer);
    if (order.success && order.output && page === opened) await begin(order.output);
  };

  const begin = async ({ runId, bookmark }: WalkOrder): Promise<void> => {
    const walked = page;
    if (signal.aborted || !walked || boardKey(walked) !== runId) return;
    leave();
    const controller = new AbortController();
    walk = controller;
    const ends = AbortSignal.any([signal, controller.signal]);
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
        const wanted = await boardMessages.sendMessage('board:found', { runId, step });
        if (step.mode === 'ended' || !(wanted > 0)) return;
      }
    } catch (error) {
      // The background died, or the extension was removed. The next opening takes the walk up.
      console.warn('Magpie: the walk through the board was cut short.', error);
    } finally {
      controller.abort();
      if (walk === controller) walk = null;
    }
  };

  const feedOf = (of: BoardPage) =>
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
