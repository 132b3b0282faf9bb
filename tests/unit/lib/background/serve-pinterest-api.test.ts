import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { serveBoards } from '../../../../lib/background/serve-boards.ts';
import { servePinterestApi } from '../../../../lib/background/serve-pinterest-api.ts';
import type { RunProgress } from '../../../../lib/board/run-progress.ts';
import { openRunStore } from '../../../../lib/board/run-store.ts';
import { AccessToken } from '../../../../lib/pinterest-api/access-token.ts';
import {
  getAccessToken,
  getApiBoards,
  saveAccessToken,
  setTokenCandidate,
} from '../../../../lib/platform/pinterest-api-store.ts';
import { boardPins } from '../../../fixtures/board-page.ts';
import type { ApiAnswer } from '../../../fixtures/cloud-vision-api.ts';
import {
  apiAnswer,
  apiBoard,
  apiPage,
  apiPin,
  TEST_TOKEN,
  UNAUTHORIZED,
} from '../../../fixtures/pinterest-api.ts';
import { analysisOf } from '../../support/analyses.ts';

type Sender = { url?: string; tab?: { id: number; incognito: boolean } };
type Listener = (message: { data: unknown; sender: Sender }) => unknown;

/** The extension's messages, of which this test is the other end. */
const bus = vi.hoisted(() => ({ listeners: new Map<string, Listener>() }));
vi.mock('../../../../lib/platform/board-messages.ts', async (original) => ({
  ...(await original<typeof import('../../../../lib/platform/board-messages.ts')>()),
  boardMessages: {
    onMessage: (type: string, listener: Listener) => bus.listeners.set(type, listener),
    sendMessage: async () => undefined,
  },
}));
vi.mock('../../../../lib/platform/pinterest-api-messages.ts', async (original) => ({
  ...(await original<typeof import('../../../../lib/platform/pinterest-api-messages.ts')>()),
  pinterestApiMessages: {
    onMessage: (type: string, listener: Listener) => bus.listeners.set(type, listener),
  },
}));

const RUN = 'api 77';
const BOARD = { id: '77', name: 'Lamps', pins: boardPins(5) };
const PAGE_TAB: Sender = {
  url: 'https://www.pinterest.com/anna/lamps/',
  tab: { id: 7, incognito: false },
};
let ours: Sender;
let asked: string[];
let answer: (url: URL) => ApiAnswer | Promise<ApiAnswer>;

const analyze = vi.fn(async () => ({ ok: true as const, analysis: analysisOf() }));
const receive = async (type: string, data?: unknown, sender = ours) =>
  bus.listeners.get(type)?.({ data, sender });
const progress = async () =>
  (await receive('board:control', { action: 'progress', runId: RUN })) as RunProgress | null;

/** Two pins a page. */
function pinterest({ pathname, searchParams }: URL): ApiAnswer {
  if (pathname === '/v5/boards') return apiPage([apiBoard(BOARD)], null);
  if (pathname === '/v5/boards/77') return apiAnswer(200, apiBoard(BOARD));
  const from = Number(searchParams.get('bookmark') ?? 0);
  const items = BOARD.pins.slice(from, from + 2).map((pin) => apiPin(pin, '77'));
  return apiPage(items, from + 2 < BOARD.pins.length ? `${from + 2}` : null);
}

/** One life of the background. */
function serve(): void {
  bus.listeners.clear();
  const runs = serveBoards(
    {
      service: { analyze },
      text: { readTerms: async () => [] },
      mayFetchImages: async () => true,
      backend: async () => 'auto',
    },
    openRunStore(),
    (changed) => walks.follow(changed),
    (runId) => walks.forget(runId),
  );
  const walks = servePinterestApi(runs, {
    fetch: async (url) => {
      asked.push(String(url));
      const { status, headers, body } = await answer(new URL(String(url)));
      return new Response(body, { status, headers: headers ?? {} });
    },
    sleep: async () => {},
    random: () => 0.5,
    now: () => 0,
  });
}

function token(): AccessToken {
  const parsed = AccessToken.parse(TEST_TOKEN);
  if (!parsed) throw new Error('the token of the tests is none');
  return parsed;
}

beforeEach(() => {
  fakeBrowser.reset();
  vi.stubGlobal('indexedDB', new IDBFactory());
  Object.assign(browser, { permissions: { contains: async () => true } });
  ours = { url: browser.runtime.getURL('/') };
  asked = [];
  answer = pinterest;
  analyze.mockClear();
  serve();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe("Pinterest's API in the background", () => {
  const check = async () => {
    await setTokenCandidate(token());
    return receive('api:check');
  };

  it('keeps a token that works, and the boards it shows', async () => {
    expect(await check()).toBeNull();
    expect((await getAccessToken())?.reveal()).toBe(TEST_TOKEN);
    expect(await getApiBoards()).toEqual([{ id: '77', name: 'Lamps', pinCount: 5 }]);
  });

  it('says why a token does not work, and keeps it not', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    answer = () => UNAUTHORIZED;
    expect(await check()).toBe('api-token-refused');
    expect(await getAccessToken()).toBeNull();
    expect(JSON.stringify(await fakeBrowser.storage.local.get())).not.toContain(TEST_TOKEN);
    expect(JSON.stringify(warn.mock.calls)).not.toContain(TEST_TOKEN);
  });

  it('asks for the boards anew', async () => {
    await saveAccessToken(token());
    expect(await receive('api:boards')).toBeNull();
    expect(await getApiBoards()).toHaveLength(1);
  });

  it.each(['api:check', 'api:boards', 'api:begin'])(
    'takes %s from its own pages only',
    async (type) => {
      await expect(receive(type, { boardId: '77', limit: 5 }, PAGE_TAB)).rejects.toThrow(TypeError);
    },
  );

  it('analyses a board of the list, page after page', async () => {
    await check();
    expect(await receive('api:begin', { boardId: '77', limit: 4 })).toBeNull();
    await vi.waitFor(async () => expect((await progress())?.status).toBe('done'));
    expect(await progress()).toMatchObject({
      page: { kind: 'api', id: '77', name: 'Lamps' },
      title: 'Lamps',
      done: 4,
      total: 4,
    });
    expect(asked.map((url) => new URL(url).search)).toEqual([
      '?page_size=250',
      '',
      '?page_size=250',
      '?page_size=250&bookmark=2',
    ]);
  });

  it('analyses no board that is not in the list, and no nonsense', async () => {
    await check();
    expect(await receive('api:begin', { boardId: '78', limit: 4 })).toBe('api-board-missing');
    await expect(receive('api:begin', { boardId: '77', limit: 0 })).rejects.toThrow();
    expect(await progress()).toBeNull();
  });

  it('goes on after a death at the bookmark, and looks at no finished pin again', async () => {
    await check();
    answer = (url) =>
      url.searchParams.has('bookmark') ? new Promise<never>(() => {}) : pinterest(url);
    await receive('api:begin', { boardId: '77', limit: 60 });
    await vi.waitFor(async () => expect((await progress())?.done).toBe(2));
    asked = [];
    answer = pinterest;
    serve();
    await vi.waitFor(async () => expect((await progress())?.status).toBe('done'));
    expect(await progress()).toMatchObject({ done: 5, total: 5 });
    expect(asked.map((url) => new URL(url).searchParams.get('bookmark'))).toEqual(['2', '4']);
    expect(analyze).toHaveBeenCalledTimes(5);
  });

  it('stops with the reason when the token expires, and goes on with another', async () => {
    await check();
    answer = (url) => (url.searchParams.has('bookmark') ? UNAUTHORIZED : pinterest(url));
    await receive('api:begin', { boardId: '77', limit: 60 });
    await vi.waitFor(async () => expect((await progress())?.status).toBe('stopped'));
    expect(await progress()).toMatchObject({ done: 2, stop: { code: 'api-token-refused' } });
    answer = pinterest;
    await receive('board:control', { action: 'resume', runId: RUN });
    await vi.waitFor(async () => expect((await progress())?.status).toBe('done'));
    expect((await progress())?.done).toBe(5);
  });

  it('lets its own pages stay with a run, and no other', async () => {
    await check();
    answer = (url) =>
      url.pathname === '/v5/boards/77' ? new Promise<never>(() => {}) : pinterest(url);
    await receive('api:begin', { boardId: '77', limit: 60 });
    expect(await receive('board:watch', RUN, PAGE_TAB)).toBe(false);
    const watched = receive('board:watch', RUN);
    await receive('board:control', { action: 'cancel', runId: RUN });
    expect(await watched).toBe(false);
  });
});
