// @vitest-environment jsdom

import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFeed, readGrid, readKeptFeed } from '../../../../lib/board/board-pins.ts';
import { readBoardState } from '../../../../lib/board/board-state.ts';
import { dataScripts, reduxStates } from '../../../../lib/pin/embedded-state.ts';
import { boardFeedResource, boardPage, boardPins } from '../../../fixtures/board-page.ts';

const PROFILE = resolve(import.meta.dirname, '../../../../../shared/pins/2024-profile.html');

const PAGE = { kind: 'board', user: 'anna', slug: 'lamps' } as const;
const BOARD = { id: '77', user: 'anna', slug: 'lamps', name: 'Lamps & light', pins: boardPins(60) };

function open(html: string): Document {
  return new DOMParser().parseFromString(html, 'text/html');
}

describe('an answer of the feed', () => {
  it('becomes pins and a bookmark', () => {
    const part = readFeed(boardFeedResource(BOARD, 'after-25'));
    expect(part?.bookmark).toBe('after-50');
    expect(part?.pins.map(({ id }) => id)).toEqual(BOARD.pins.slice(25, 50).map(({ id }) => id));
    expect(part?.pins[0]).toMatchObject({
      url: `https://www.pinterest.com/pin/${BOARD.pins[25]?.id}/`,
      kind: 'image',
      title: 'Pin number 25',
      altText: 'a room with thing 25',
      image: { url: expect.stringContaining('/736x/'), width: 736, height: 1104 },
    });
    expect(part?.pins[0]?.fallbackImages.length).toBeGreaterThan(0);
  });

  it('ends with its last bookmark, whatever form that has', () => {
    expect(readFeed(boardFeedResource(BOARD, 'after-50'))?.bookmark).toBeNull();
    for (const bookmark of ['-end-', 'Y2JOb25lOmFiYw==', '', null]) {
      const answer = { resource_response: { data: [], bookmark } };
      expect(readFeed(answer)).toEqual({ pins: [], bookmark: null });
    }
  });

  it('takes the bookmark that the request is repeated with, and the results of a search', () => {
    const answer = {
      resource: { options: { bookmarks: ['next'] } },
      resource_response: { data: { results: [{ id: '5', grid_title: 'x' }] } },
    };
    expect(readFeed(answer)).toMatchObject({ pins: [{ id: '5', image: null }], bookmark: 'next' });
  });

  it('leaves out advertisements, modules and repeated pins', () => {
    const pin = { id: '5', type: 'pin', images: {} };
    const data = [pin, { ...pin, id: '6', is_promoted: true }, { ...pin, type: 'story' }, pin, 7];
    const part = readFeed({ resource_response: { data } });
    expect(part?.pins.map(({ id }) => id)).toEqual(['5']);
  });

  it('is null for anything else, and never throws', () => {
    expect(readFeed({ resource_response: { data: null } })).toBeNull();
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        readFeed(value);
        readFeed({ resource_response: { data: [value], bookmark: value } });
        readKeptFeed({ data: [value], nextBookmark: value }, {});
      }),
    );
  });
});

describe('the data scripts of a board', () => {
  it('say what it is and begin its feed', () => {
    const state = readBoardState(open(boardPage(BOARD)), PAGE);
    expect(state).toMatchObject({ id: '77', title: 'Lamps & light', pinCount: 60, isOwn: null });
    expect(state.feed?.pins).toHaveLength(25);
    expect(state.feed?.bookmark).toBe('after-25');
  });

  it('are not believed of another board', () => {
    const other = { ...PAGE, slug: 'chairs' };
    expect(readBoardState(open(boardPage(BOARD)), other)).toEqual({
      id: null,
      title: null,
      pinCount: null,
      isOwn: null,
      feed: null,
    });
  });

  it('tell whose board it is where somebody is logged in', () => {
    const html = (id: string) =>
      boardPage(BOARD).replace(
        '"isAuthenticated":false,"userId":""',
        `"isAuthenticated":true,"userId":"${id}"`,
      );
    expect(readBoardState(open(html('1')), PAGE).isOwn).toBe(true);
    expect(readBoardState(open(html('2')), PAGE).isOwn).toBe(false);
  });

  it('have the feed of a section only under its own board', () => {
    const state = (url: string) => ({
      initialReduxState: {
        pins: {},
        boards: { 77: { id: '77', url } },
        boardsections: { 9: { id: '9', slug: 'floor', title: 'Floor lamps', board: { id: '77' } } },
        resources: {
          BoardSectionPinsResource: {
            'section_id="9"': { data: [{ id: '5', images: {} }], nextBookmark: 'more' },
          },
        },
      },
    });
    const read = (url: string) =>
      readBoardState(
        open(
          `<script id="__PWS_INITIAL_PROPS__" type="application/json">${JSON.stringify(state(url))}</script>`,
        ),
        { kind: 'section', user: 'anna', slug: 'lamps', section: 'floor' },
      );
    expect(read('/anna/lamps/')).toMatchObject({
      id: '9',
      title: 'Floor lamps',
      feed: { pins: [{ id: '5' }], bookmark: 'more' },
    });
    expect(read('/anna/chairs/')).toMatchObject({ id: null, feed: null });
  });

  it('have the results of the search in the URL only', () => {
    const html = `<script data-test-id="resource-response-data" type="application/json">${JSON.stringify(
      {
        resource: { name: 'BaseSearchResource', options: { query: 'Oak', scope: 'pins' } },
        resource_response: { data: { results: [{ id: '5', images: {} }] }, bookmark: 'b' },
      },
    )}</script>`;
    const read = (query: string) => readBoardState(open(html), { kind: 'search', query });
    expect(read('oak')).toMatchObject({ title: 'oak', feed: { bookmark: 'b' } });
    expect(read('elm').feed).toBeNull();
  });
});

describe('the grid of a board', () => {
  it('is read in its order, without the ideas below', () => {
    const pins = readGrid(open(boardPage(BOARD)));
    expect(pins.map(({ id }) => id)).toEqual(BOARD.pins.slice(0, 25).map(({ id }) => id));
    expect(pins[3]).toMatchObject({
      altText: 'a room with thing 3',
      image: { url: expect.stringContaining('/736x/') },
    });
  });

  it('needs no name for its container, and takes no avatars for pins', () => {
    const html = `<a href="/pin/12/"><img alt="This may contain: an oak table" src="https://i.pinimg.com/236x/aa/bb/cc/${'a'.repeat(32)}.jpg"></a>
      <a href="/pin/13/"><img src="https://i.pinimg.com/75x75_RS/aa/bb/cc/${'b'.repeat(32)}.jpg"></a>
      <a href="/pin/14/">words</a><a href="https://example.com/pin/15/"><img src="x.png"></a>`;
    const document = open(`<base href="https://www.pinterest.com/">${html}`);
    expect(readGrid(document)).toMatchObject([{ id: '12', altText: 'an oak table' }]);
  });
});

describe.skipIf(!existsSync(PROFILE))('a saved page', () => {
  it('keeps its feeds in a form that is read', () => {
    const [state] = reduxStates(dataScripts(open(readFileSync(PROFILE, 'utf8'))));
    const resources = state?.resources;
    const feed = JSON.parse(JSON.stringify(resources)).UserPinsResource;
    const [kept] = Object.values(feed);
    const part = readKeptFeed(kept, {});
    expect(part?.pins).toHaveLength(22);
    expect(part?.bookmark).toMatch(/^P2Mz/);
    expect(part?.pins.every(({ image }) => image?.url.includes('/736x/'))).toBe(true);
  });
});
