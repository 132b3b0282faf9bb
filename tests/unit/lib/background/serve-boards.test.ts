import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { serveBoards } from '../../../../lib/background/serve-boards.ts';
import type { RunProgress } from '../../../../lib/board/run-progress.ts';
import { openRunStore } from '../../../../lib/board/run-store.ts';
import { analysisOf } from '../../support/analyses.ts';
import { pinsNamed } from '../../support/boards.ts';

interface Sender {
  url?: string;
  tab?: { id: number; incognito: boolean };
}
type Listener = (message: { data: unknown; sender: Sender }) => unknown;

/** The extension's messages, of which this test is the other end. */
const bus = vi.hoisted(() => ({
  listeners: new Map<string, Listener>(),
  send: vi.fn<(type: string, data: unknown, tabId?: number) => Promise<unknown>>(),
}));
vi.mock('../../../../lib/platform/board-messages.ts', async (original) => ({
  ...(await original<typeof import('../../../../lib/platform/board-messages.ts')>()),
  boardMessages: {
    onMessage: (type: string, listener: Listener) => bus.listeners.set(type, listener),
    sendMessage: bus.send,
  },
}));

const RUN = 'board /anna/lamps/';
const PAGE = { kind: 'board', user: 'anna', slug: 'lamps' } as const;
const TAB = { id: 7, incognito: false };
const BOARD_TAB: Sender = { url: 'https://de.pinterest.com/anna/lamps/', tab: TAB };
let ours: Sender;
/** The open tabs, as far as the extension is told of them. */
let open: { id: number; incognito: boolean; url?: string; active?: boolean }[];
const executeScript = vi.fn<(injection: unknown) => Promise<unknown[]>>();

const analyze = vi.fn(async () => ({ ok: true as const, analysis: analysisOf() }));
const receive = async (type: string, data: unknown, sender: Sender) =>
  bus.listeners.get(type)?.({ data, sender });
const begin = (limit = 60) => receive('board:begin', { tabId: 7, page: PAGE, limit }, ours);
const step = (count: number, mode = 'ended') => ({
  runId: RUN,
  step: {
    pins: pinsNamed(count),
    mode,
    bookmark: mode === 'feed' ? 'more' : null,
    refused: null,
    title: 'Lamps',
    pinCount: null,
  },
});
const serve = () =>
  serveBoards(
    {
      service: { analyze },
      text: { readTerms: async () => [] },
      mayFetchImages: async () => true,
      backend: async () => 'auto',
    },
    openRunStore(),
  );

beforeEach(() => {
  fakeBrowser.reset();
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.spyOn(browser.tabs, 'get').mockImplementation(async () => ({ ...TAB }) as never);
  vi.spyOn(browser.tabs, 'query').mockImplementation(async () => open as never);
  open = [{ ...TAB, url: 'https://de.pinterest.com/anna/lamps/' }];
  executeScript.mockReset().mockResolvedValue([]);
  vi.spyOn(browser, 'scripting', 'get').mockReturnValue({ executeScript } as never);
  ours = { url: browser.runtime.getURL('/') };
  bus.listeners.clear();
  bus.send.mockReset().mockResolvedValue(undefined);
  analyze.mockClear();
  serve();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const progress = async () =>
  (await receive('board:control', { action: 'progress', runId: RUN }, ours)) as RunProgress;

describe('boards in the background', () => {
  it('begin with a walk of their page, and are looked at as pins come', async () => {
    expect(await begin()).toMatchObject({ id: RUN, status: 'running', limit: 60 });
    expect(bus.send).toHaveBeenCalledWith(
      'board:walk',
      { runId: RUN, bookmark: null, wanted: 60 },
      7,
    );
    expect(await receive('board:found', step(3, 'feed'), BOARD_TAB)).toBe(57);
    expect(await receive('board:found', step(5), BOARD_TAB)).toBe(0);
    await vi.waitFor(async () =>
      expect(await progress()).toMatchObject({ status: 'done', done: 5, title: 'Lamps' }),
    );
    expect(analyze).toHaveBeenCalledTimes(5);
    const told = bus.send.mock.calls.filter(([type]) => type === 'board:progress');
    expect(told.at(-1)?.[1]).toMatchObject({ status: 'done', done: 5 });
  });

  it('are begun and controlled by the extension’s own pages only', async () => {
    ours = BOARD_TAB;
    await expect(begin()).rejects.toThrow(TypeError);
    const control = { action: 'delete', runId: RUN };
    await expect(receive('board:control', control, BOARD_TAB)).rejects.toThrow(TypeError);
  });

  it('are not begun in private windows, nor opened there', async () => {
    vi.mocked(browser.tabs.get).mockImplementation(
      async () => ({ ...TAB, incognito: true }) as never,
    );
    await expect(begin()).rejects.toThrow(TypeError);
    vi.mocked(browser.tabs.get).mockImplementation(async () => ({ ...TAB }) as never);
    await begin();
    const hidden = { ...BOARD_TAB, tab: { id: 8, incognito: true } };
    expect(await receive('board:open', PAGE, hidden)).toBeNull();
    expect(await receive('board:found', step(3), hidden)).toBe(0);
    expect(analyze).not.toHaveBeenCalled();
  });

  it('take pins from a page that shows them only', async () => {
    await begin();
    const other = { ...BOARD_TAB, url: 'https://de.pinterest.com/anna/chairs/' };
    expect(await receive('board:found', step(3), other)).toBe(0);
    expect(await receive('board:open', PAGE, other)).toBeNull();
    expect((await progress()).done).toBe(0);
    await expect(receive('board:found', { runId: RUN, step: 3 }, BOARD_TAB)).rejects.toThrow();
  });

  it('send their page on when they are resumed, from where it was', async () => {
    await begin();
    await receive('board:found', step(2, 'feed'), BOARD_TAB);
    await receive('board:control', { action: 'pause', runId: RUN }, ours);
    expect(await receive('board:open', PAGE, BOARD_TAB)).toBeNull();
    bus.send.mockClear();
    await receive('board:control', { action: 'resume', runId: RUN }, ours);
    expect(bus.send).toHaveBeenCalledWith(
      'board:walk',
      { runId: RUN, bookmark: 'more', wanted: 58 },
      7,
    );
  });

  it('find their page among the tabs after a death, the one in front first', async () => {
    const url = 'https://www.pinterest.com/anna/LAMPS/?x=1';
    await begin();
    await receive('board:found', step(2, 'feed'), BOARD_TAB);
    await receive('board:control', { action: 'pause', runId: RUN }, ours);
    serve();
    const resume = async (tabs: typeof open) => {
      open = tabs;
      bus.send.mockClear();
      await receive('board:control', { action: 'pause', runId: RUN }, ours);
      await receive('board:control', { action: 'resume', runId: RUN }, ours);
      return bus.send.mock.calls.find(([type]) => type === 'board:walk')?.[2];
    };
    expect(
      await resume([
        { id: 1, incognito: false },
        { id: 2, incognito: true, url },
        { id: 3, incognito: false, url },
        { id: 4, incognito: false, url, active: true },
      ]),
    ).toBe(4);
    expect(await resume([{ id: 2, incognito: true, url }])).toBeUndefined();
  });

  it('get the script that walks through them into their page, not in private windows', async () => {
    expect(await receive('board:shown', undefined, BOARD_TAB)).toBe(true);
    expect(executeScript).toHaveBeenCalledExactlyOnceWith({
      target: { tabId: 7 },
      files: ['/board-session.js'],
    });
    const hidden = { ...BOARD_TAB, tab: { id: 8, incognito: true } };
    expect(await receive('board:shown', undefined, hidden)).toBe(false);
    expect(executeScript).toHaveBeenCalledOnce();
    executeScript.mockRejectedValue(new Error('the tab is gone'));
    expect(await receive('board:shown', undefined, BOARD_TAB)).toBe(false);
  });

  it('are taken up after a death: what was found at once, the walk when the board is opened', async () => {
    const never = new Promise<never>(() => {});
    analyze.mockImplementationOnce(() => never).mockImplementationOnce(() => never);
    await begin();
    await receive('board:found', step(4, 'feed'), BOARD_TAB);
    await vi.waitFor(() => expect(analyze).toHaveBeenCalledTimes(2));
    analyze.mockClear();
    serve();
    await vi.waitFor(async () => expect((await progress()).done).toBe(4));
    expect(analyze).toHaveBeenCalledTimes(4);
    expect(await receive('board:open', PAGE, BOARD_TAB)).toEqual({
      runId: RUN,
      bookmark: 'more',
      wanted: 56,
    });
  });

  it('keep who watches waiting until they rest', async () => {
    await begin();
    const watching = receive('board:watch', RUN, BOARD_TAB);
    const other = { ...BOARD_TAB, url: 'https://de.pinterest.com/anna/chairs/' };
    expect(await receive('board:watch', RUN, other)).toBe(false);
    await receive('board:found', step(2), BOARD_TAB);
    expect(await watching).toBe(false);
    expect((await progress()).status).toBe('done');
    expect(await receive('board:watch', RUN, BOARD_TAB)).toBe(false);
  });

  it('are gone when they are deleted', async () => {
    await begin();
    await receive('board:found', step(2), BOARD_TAB);
    expect(await receive('board:control', { action: 'delete', runId: RUN }, ours)).toBeNull();
    expect(await progress()).toBeNull();
  });

  it('are told of to own pages while they have not ended, with whether their page is open', async () => {
    await begin();
    await receive('board:found', step(2, 'feed'), BOARD_TAB);
    const unfinished = () => receive('board:unfinished', undefined, ours);
    await vi.waitFor(async () =>
      expect(await unfinished()).toMatchObject([
        { progress: { id: RUN, status: 'running', done: 2, known: 2 }, isOpen: true },
      ]),
    );
    open = [];
    await receive('board:control', { action: 'pause', runId: RUN }, ours);
    expect(await unfinished()).toMatchObject([{ progress: { status: 'paused' }, isOpen: false }]);
    await receive('board:control', { action: 'cancel', runId: RUN }, ours);
    expect(await unfinished()).toEqual([]);
    await expect(receive('board:unfinished', undefined, BOARD_TAB)).rejects.toThrow(TypeError);
  });
});
