import { oneAtATime } from '../one-at-a-time.ts';
import { jsonAt } from '../pin/json.ts';
import { textWithin } from '../pin/response-text.ts';
import { BOARD_RESOURCES } from '../pin/selectors.ts';
import { boardPath, type SitePage } from './board-page.ts';
import { type FeedPart, readFeed } from './board-pins.ts';
import { type BoardFacts, feedNameOf, readBoardAnswer } from './board-state.ts';

/**
 * What asking Pinterest came to.
 * - `refused`: 403 or 429; nothing more is asked for the life of the page.
 * - `failed`: no answer, or one that cannot be read; the same may be asked again later.
 */
export type FeedAnswer<Value> =
  | { status: 'answered'; value: Value }
  | { status: 'refused'; code: 403 | 429 }
  | { status: 'failed' };

/** Asks Pinterest for what a board holds. Nothing here rejects. */
export interface BoardFeed {
  /** What the board is called and goes by, for a page whose scripts do not say. */
  facts(): Promise<FeedAnswer<BoardFacts>>;
  /**
   * The pins after `bookmark`; with null, the first.
   *
   * @param id of the board or the section; null for a search.
   */
  part(id: string | null, bookmark: string | null): Promise<FeedAnswer<FeedPart>>;
}

export interface BoardFeedOptions {
  page: SitePage;
  /** Where the page is from, such as `https://de.pinterest.com`: nowhere else is asked. */
  origin: string;
  fetch: typeof fetch;
  /** Ends every request. */
  signal: AbortSignal;
  /** Waits so many milliseconds. */
  sleep: (ms: number) => Promise<void>;
  /** Milliseconds of any clock that only goes forward. */
  now: () => number;
}

/** The least time between two requests, in milliseconds. */
export const FEED_INTERVAL = 1_000;

const TIMEOUT = 10_000;

/** The most bytes of an answer that are read; 25 pins come to a tenth of it. */
const MOST_BYTES = 8_000_000;

/** As many pins as Pinterest's own page asks for at a time. */
const PAGE_SIZE = 25;

/**
 * The requests that Pinterest's own page makes as the user scrolls through a board: GETs to the
 * page's own origin, one at a time and a second apart.
 */
export function createBoardFeed(options: BoardFeedOptions): BoardFeed {
  const { page, origin, signal, sleep, now } = options;
  let refused: 403 | 429 | null = null;
  let lastAsked = Number.NEGATIVE_INFINITY;
  const inTurn = oneAtATime();

  async function request<Value>(
    name: string,
    asked: Record<string, unknown>,
    read: (answer: unknown) => Value | null,
  ): Promise<FeedAnswer<Value>> {
    if (refused !== null) return { status: 'refused', code: refused };
    const early = lastAsked + FEED_INTERVAL - now();
    if (early > 0) await sleep(early);
    if (signal.aborted) return { status: 'failed' };
    lastAsked = now();
    const response = await options.fetch(addressOf(name, asked), {
      headers: { ...BOARD_RESOURCES.headers, [HANDLER_HEADER]: HANDLERS[page.kind] },
      credentials: 'same-origin',
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT)]),
    });
    if (response.status === 403 || response.status === 429) {
      refused = response.status;
      await response.body?.cancel();
      return { status: 'refused', code: refused };
    }
    const text = response.ok ? await textWithin(response, MOST_BYTES) : null;
    const value = text === null ? null : read(jsonAt(text, 0)?.value);
    return value === null ? { status: 'failed' } : { status: 'answered', value };
  }

  function ask<Value>(
    name: string,
    asked: Record<string, unknown>,
    read: (answer: unknown) => Value | null,
  ): Promise<FeedAnswer<Value>> {
    return inTurn(() => request(name, asked, read)).catch(() => ({ status: 'failed' }));
  }

  function addressOf(name: string, asked: Record<string, unknown>): string {
    const url = new URL(`/resource/${name}/get/`, origin);
    url.searchParams.set('source_url', boardPath(page));
    url.searchParams.set('data', JSON.stringify({ options: asked, context: {} }));
    return url.href;
  }

  return {
    async facts() {
      if (page.kind === 'search') {
        const value = { id: null, title: page.query, pinCount: null, isOwn: null };
        return { status: 'answered', value };
      }
      const { name, asked } = factsRequest(page);
      return ask(name, asked, (answer) => readBoardAnswer(answer, page));
    },
    part(id, bookmark) {
      const asked = {
        ...feedOptions(page, id),
        ...(bookmark === null ? {} : { bookmarks: [bookmark] }),
      };
      return ask(feedNameOf(page), asked, readFeed);
    },
  };
}

const { handlerHeader: HANDLER_HEADER, handlers: HANDLERS } = BOARD_RESOURCES;

function factsRequest(page: Exclude<SitePage, { kind: 'search' }>) {
  const { board, section } = BOARD_RESOURCES;
  const { user: username, slug } = page;
  return page.kind === 'board'
    ? { name: board.name, asked: { username, slug, field_set_key: board.fieldSet } }
    : { name: section.name, asked: { username, slug, section_slug: page.section } };
}

function feedOptions(page: SitePage, id: string | null): Record<string, unknown> {
  const { boardFeed, sectionFeed, searchFeed } = BOARD_RESOURCES;
  switch (page.kind) {
    case 'board':
      return {
        board_id: id,
        board_url: boardPath(page),
        field_set_key: boardFeed.fieldSet,
        // What lies in the sections of a board is of the board.
        filter_section_pins: false,
        sort: 'default',
        layout: 'default',
        page_size: PAGE_SIZE,
      };
    case 'section':
      return { section_id: id, field_set_key: sectionFeed.fieldSet, page_size: PAGE_SIZE };
    case 'search':
      return { query: page.query, scope: searchFeed.scope };
  }
}
