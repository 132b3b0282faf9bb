import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  BoardPageSchema,
  boardKey,
  boardPageFromUrl,
  boardPath,
  SitePageSchema,
} from '../../../../lib/board/board-page.ts';

const SITE = 'https://www.pinterest.com';

describe('which page is a board', () => {
  it.each([
    ['/anna/living-room/', { kind: 'board', user: 'anna', slug: 'living-room' }],
    ['/anna/living-room', { kind: 'board', user: 'anna', slug: 'living-room' }],
    ['/anna/living-room/?tab=pins#a', { kind: 'board', user: 'anna', slug: 'living-room' }],
    ['/anna/wohnzimmer-sch%C3%B6n/', { kind: 'board', user: 'anna', slug: 'wohnzimmer-schön' }],
    [
      '/anna/living-room/lamps/',
      { kind: 'section', user: 'anna', slug: 'living-room', section: 'lamps' },
    ],
    ['/search/pins/?q=oak%20sideboard&rs=typed', { kind: 'search', query: 'oak sideboard' }],
    ['/search/?q=rattan', { kind: 'search', query: 'rattan' }],
    ['/search/my_pins/?q=rattan', { kind: 'search', query: 'rattan' }],
  ])('reads %s', (path, page) => {
    expect(boardPageFromUrl(SITE + path)).toEqual(page);
  });

  it.each([
    '/',
    '/anna/',
    '/pin/1234/',
    '/pin/1234/sent/',
    '/ideas/rattan/9123/',
    '/today/best/',
    '/anna/_saved/',
    '/anna/_created/',
    '/anna/_anything/',
    '/anna/pins/',
    '/anna/living-room/lamps/more/',
    '/anna/living-room/_tools/',
    '/search/boards/?q=oak',
    '/search/pins/',
    '/search/pins/?q=%20',
    '/resource/BoardResource/get/',
    '/settings/edit-profile/',
    '/anna/%E0%A4%A/',
    `/anna/${'x'.repeat(400)}/`,
  ])('does not take %s for one', (path) => {
    expect(boardPageFromUrl(SITE + path)).toBeNull();
  });

  it('keeps to Pinterest, in any country', () => {
    expect(boardPageFromUrl('https://de.pinterest.com/anna/lampen/')?.kind).toBe('board');
    expect(boardPageFromUrl('https://www.pinterest.co.uk/anna/lamps/')?.kind).toBe('board');
    expect(boardPageFromUrl('https://business.pinterest.com/anna/lamps/')).toBeNull();
    expect(boardPageFromUrl('https://example.com/anna/lamps/')).toBeNull();
    expect(boardPageFromUrl('http://www.pinterest.com/anna/lamps/')).toBeNull();
    expect(boardPageFromUrl('nothing')).toBeNull();
  });

  it('knows a board again by its path', () => {
    for (const path of ['/anna/a%26b/', '/anna/room/lamps/', '/search/pins/?q=100%25%20wool']) {
      const page = boardPageFromUrl(SITE + path);
      if (!page) throw new Error(path);
      expect(boardPageFromUrl(SITE + boardPath(page))).toEqual(page);
    }
  });

  it('has one key for a board, whatever the case and the country', () => {
    const keys = ['https://de.pinterest.com/Anna/Lamps/', `${SITE}/anna/lamps`].map((url) => {
      const page = boardPageFromUrl(url);
      return page && boardKey(page);
    });
    expect(new Set(keys).size).toBe(1);
    expect(boardKey({ kind: 'search', query: '100% wool' })).not.toBe(
      boardKey({ kind: 'search', query: 'wool' }),
    );
  });
});

describe("a board of Pinterest's API", () => {
  const page = { kind: 'api', id: '549755885175', name: 'Living room' } as const;

  it('goes by its id, whatever it is called now', () => {
    expect(boardKey(page)).toBe('api 549755885175');
    expect(boardKey({ ...page, name: 'Hall' })).toBe(boardKey(page));
  });

  it('is no page that shows it', () => {
    expect(v.is(BoardPageSchema, page)).toBe(true);
    expect(v.is(SitePageSchema, page)).toBe(false);
    expect(v.is(BoardPageSchema, { ...page, id: '../1' })).toBe(false);
  });
});
