import { describe, expect, it, vi } from 'vitest';
import { createBoardFeed, FEED_INTERVAL } from '../../../../lib/board/board-feed.ts';
import type { SitePage } from '../../../../lib/board/board-page.ts';
import { boardFeedResource, boardPins, boardResource } from '../../../fixtures/board-page.ts';

const PAGE: SitePage = { kind: 'board', user: 'anna', slug: 'lamps' };
const BOARD = { id: '77', user: 'anna', slug: 'lamps', name: 'Lamps', pins: boardPins(60) };

function feedOf(answer: (url: URL) => Response | Promise<Response>, page = PAGE) {
  let time = 0;
  const abort = new AbortController();
  const times: number[] = [];
  const ask = vi.fn<typeof fetch>(async (input) => {
    times.push(time);
    time += 40;
    return answer(new URL(String(input)));
  });
  const feed = createBoardFeed({
    page,
    origin: 'https://de.pinterest.com',
    fetch: ask,
    signal: abort.signal,
    sleep: async (ms) => {
      time += ms;
    },
    now: () => time,
  });
  return { feed, ask, times, abort };
}

const optionsOf = (url: URL) => JSON.parse(url.searchParams.get('data') ?? '').options;

describe('the feed of a board', () => {
  it('is asked for as the page itself asks', async () => {
    const { feed, ask } = feedOf((url) =>
      Response.json(boardFeedResource(BOARD, optionsOf(url).bookmarks?.[0] ?? null)),
    );
    const first = await feed.part('77', null);
    expect(first).toMatchObject({ status: 'answered', value: { bookmark: 'after-25' } });
    const second = await feed.part('77', 'after-25');
    expect(second).toMatchObject({ value: { pins: { length: 25 }, bookmark: 'after-50' } });
    const [, [input, init] = []] = ask.mock.calls;
    const url = new URL(String(input));
    expect(url.origin + url.pathname).toBe(
      'https://de.pinterest.com/resource/BoardFeedResource/get/',
    );
    expect(url.searchParams.get('source_url')).toBe('/anna/lamps/');
    expect(optionsOf(url)).toMatchObject({ board_id: '77', bookmarks: ['after-25'] });
    expect(init).toMatchObject({ credentials: 'same-origin', redirect: 'error' });
    expect(new Headers(init?.headers).get('X-Pinterest-PWS-Handler')).toBe(
      'www/[username]/[slug].js',
    );
  });

  it('knows the feeds of sections and searches', async () => {
    const answer = () => Response.json({ resource_response: { data: [] } });
    const section = feedOf(answer, { ...PAGE, kind: 'section', section: 'floor' });
    await section.feed.part('9', null);
    expect(String(section.ask.mock.calls[0]?.[0])).toContain('/BoardSectionPinsResource/');
    const search = feedOf(answer, { kind: 'search', query: 'oak' });
    await search.feed.part(null, 'b');
    const url = new URL(String(search.ask.mock.calls[0]?.[0]));
    expect(url.pathname).toContain('/BaseSearchResource/');
    expect(optionsOf(url)).toEqual({ query: 'oak', scope: 'pins', bookmarks: ['b'] });
    expect(await search.feed.facts()).toMatchObject({ value: { title: 'oak' } });
    expect(search.ask).toHaveBeenCalledTimes(1);
  });

  it('says what the board is called and goes by', async () => {
    const { feed } = feedOf(() => Response.json(boardResource(BOARD)));
    expect(await feed.facts()).toEqual({
      status: 'answered',
      value: { id: '77', title: 'Lamps', pinCount: 60, isOwn: null },
    });
    const other = feedOf(() => Response.json(boardResource({ ...BOARD, slug: 'chairs' })));
    expect(await other.feed.facts()).toEqual({ status: 'failed' });
  });

  it('is asked for one part a second at most, however many are wanted at once', async () => {
    const { feed, times } = feedOf(() => Response.json(boardFeedResource(BOARD, null)));
    await Promise.all([feed.part('77', null), feed.part('77', 'after-25'), feed.facts()]);
    expect(times).toHaveLength(3);
    for (const [n, at] of times.entries()) {
      expect(at - (times[n - 1] ?? -FEED_INTERVAL)).toBeGreaterThanOrEqual(FEED_INTERVAL);
    }
  });

  it.each([403, 429] as const)('is not asked for again after %i', async (status) => {
    const { feed, ask } = feedOf(() => new Response('', { status }));
    expect(await feed.part('77', null)).toEqual({ status: 'refused', code: status });
    expect(await feed.part('77', 'x')).toEqual({ status: 'refused', code: status });
    expect(await feed.facts()).toEqual({ status: 'refused', code: status });
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it.each<[string, () => Response | Promise<Response>]>([
    ['is an error', () => new Response('', { status: 500 })],
    ['is no JSON', () => new Response('<!doctype html>')],
    ['is of another shape', () => Response.json({ resource_response: 3 })],
    ['never comes', () => Promise.reject(new TypeError('network'))],
  ])('fails where the answer %s, and may be asked again', async (_, answer) => {
    const { feed, ask } = feedOf(answer);
    expect(await feed.part('77', null)).toEqual({ status: 'failed' });
    expect(await feed.part('77', null)).toEqual({ status: 'failed' });
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('asks for nothing once it is ended', async () => {
    const { feed, ask, abort } = feedOf(() => Response.json(boardFeedResource(BOARD, null)));
    abort.abort();
    expect(await feed.part('77', null)).toEqual({ status: 'failed' });
    expect(ask).not.toHaveBeenCalled();
  });
});
