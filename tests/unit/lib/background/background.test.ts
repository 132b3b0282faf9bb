import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { startBackground } from '../../../../lib/background/background.ts';
import type { AnalysisOrder, OrderUpdate } from '../../../../lib/platform/page-messages.ts';
import { getBackendInUse } from '../../../../lib/platform/session.ts';
import { getSettings } from '../../../../lib/platform/settings.ts';
import { analysisOf } from '../../support/analyses.ts';
import { speak } from '../../support/languages.ts';
import { ManualHost } from '../../support/manual-host.ts';

interface Sender {
  tab?: { id: number; incognito: boolean };
  url?: string;
}
type Listener = (message: { data: unknown; sender: Sender }) => unknown;

/** The extension's messages, of which this test is the other end. */
const bus = vi.hoisted(() => ({
  listeners: new Map<string, Listener>(),
  send: vi.fn<(type: string, data: unknown, tabId: number) => Promise<unknown>>(),
}));
vi.mock('../../../../lib/platform/page-messages.ts', async (original) => ({
  ...(await original<typeof import('../../../../lib/platform/page-messages.ts')>()),
  pageMessages: {
    sendMessage: bus.send,
    onMessage: (type: string, listener: Listener) => bus.listeners.set(type, listener),
  },
}));

vi.mock('../../../../lib/platform/cloud-messages.ts', async (original) => ({
  ...(await original<typeof import('../../../../lib/platform/cloud-messages.ts')>()),
  cloudMessages: { onMessage: () => {} },
}));

vi.mock('../../../../lib/platform/board-messages.ts', async (original) => ({
  ...(await original<typeof import('../../../../lib/platform/board-messages.ts')>()),
  boardMessages: { onMessage: () => {} },
}));
vi.mock('../../../../lib/platform/find-messages.ts', async (original) => ({
  ...(await original<typeof import('../../../../lib/platform/find-messages.ts')>()),
  findMessages: { onMessage: () => {} },
}));
vi.mock('../../../../lib/platform/ranking-messages.ts', async (original) => ({
  ...(await original<typeof import('../../../../lib/platform/ranking-messages.ts')>()),
  rankingMessages: { onMessage: () => {} },
}));
vi.mock('../../../../lib/platform/pinterest-api-messages.ts', async (original) => ({
  ...(await original<typeof import('../../../../lib/platform/pinterest-api-messages.ts')>()),
  pinterestApiMessages: { onMessage: () => {} },
}));

vi.mock('../../../../lib/platform/board-model-messages.ts', async (original) => ({
  ...(await original<typeof import('../../../../lib/platform/board-model-messages.ts')>()),
  boardModelMessages: { onMessage: () => {} },
}));

/** An event of the browser's that the test fires. */
function eventOf<A extends unknown[]>() {
  const listeners: ((...args: A) => unknown)[] = [];
  return {
    addListener: (listener: (...args: A) => unknown) => listeners.push(listener),
    fire: (...args: A) => Promise.all(listeners.map((listener) => listener(...args))),
  };
}

const TAB = { id: 7, incognito: false };
const analysis = analysisOf({ backend: 'webgl' });
const DONE = { ok: true as const, analysis };
const ORDER: AnalysisOrder = {
  orderId: 'a',
  subject: { page: 'picked-image' },
  imageUrl: 'https://i.pinimg.com/736x/a.jpg',
  imageUrls: ['https://i.pinimg.com/736x/a.jpg'],
};

let host: ManualHost;
let installed: ReturnType<typeof eventOf<[{ reason: string }]>>;
let startup: ReturnType<typeof eventOf>;
let granted: ReturnType<typeof eventOf>;
let command: ReturnType<typeof eventOf<[string]>>;
let menuClick: ReturnType<typeof eventOf<[{ menuItemId: string; srcUrl?: string }, object?]>>;
let removed: ReturnType<typeof eventOf<[number]>>;
let menus: { id?: string; title?: string; contexts?: string[] }[];

const receive = async (type: string, data: unknown, sender: Sender = { tab: TAB }) =>
  bus.listeners.get(type)?.({ data, sender });
const stored = () => fakeBrowser.storage.session.get();

beforeEach(() => {
  fakeBrowser.reset();
  bus.listeners.clear();
  bus.send.mockReset().mockResolvedValue(undefined);
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('fetch', async () => Response.json({ recipe: '', models: [], missing: [] }));
  granted = eventOf();
  [installed, command, menuClick, removed] = [eventOf(), eventOf(), eventOf(), eventOf()];
  startup = eventOf();
  menus = [];
  Object.assign(browser.runtime, { onInstalled: installed, onStartup: startup });
  vi.spyOn(fakeBrowser.storage.local, 'setAccessLevel').mockResolvedValue();
  Object.assign(browser.tabs, { onRemoved: removed });
  Object.assign(browser, {
    commands: { onCommand: command },
    permissions: { contains: async () => true, onAdded: granted },
    contextMenus: {
      onClicked: menuClick,
      removeAll: async () => {
        menus = [];
      },
      create: (menu: (typeof menus)[number]) => menus.push(menu),
    },
  });
  host = new ManualHost();
  startBackground(host);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const job = () => vi.waitFor(() => expect(host.given).toHaveLength(1));

describe('an order', () => {
  it('is carried out, told to its page, and kept for the popup', async () => {
    const answer = receive('analysis:order', ORDER);
    await job();
    host.at(0).end(DONE);
    const update: OrderUpdate = {
      orderId: 'a',
      run: { status: 'done', analysis },
      finds: analysis.objects.map((object) => ({ noun: object.label, object, terms: [] })),
    };
    expect(await answer).toEqual(update);
    expect(bus.send).toHaveBeenLastCalledWith('analysis:update', update, TAB.id);
    await vi.waitFor(async () =>
      expect(await stored()).toMatchObject({ 'tab-7': { page: 'picked-image', run: update.run } }),
    );
    expect(await getBackendInUse()).toBe('webgl');
  });

  it('is carried out for a page that does not listen', async () => {
    bus.send.mockRejectedValue(new Error('No response'));
    const answer = receive('analysis:order', ORDER);
    await job();
    host.at(0).end(DONE);
    expect(await answer).toMatchObject({ run: { status: 'done' } });
  });

  it.each<[string, unknown]>([
    ['without images', { ...ORDER, imageUrls: [] }],
    ['with a page full of images', { ...ORDER, imageUrls: Array(100).fill(ORDER.imageUrl) }],
    ['of nothing', null],
  ])('%s is refused', async (_, order) => {
    await expect(receive('analysis:order', order)).rejects.toThrow();
    expect(host.given).toEqual([]);
  });

  it('that comes from no tab is refused', async () => {
    await expect(receive('analysis:order', ORDER, {})).rejects.toThrow('not a message from a tab');
  });

  it('ends when its page leaves it', async () => {
    void receive('analysis:order', ORDER);
    await job();
    await receive('analysis:leave', 'another');
    expect(host.at(0).signal.aborted).toBe(false);
    await receive('analysis:leave', 'a');
    expect(host.at(0).signal.aborted).toBe(true);
  });

  it('ends when its page has something else to show, which the popup is told', async () => {
    void receive('analysis:order', ORDER);
    await job();
    await receive('page:state', { page: 'no-pin' });
    expect(host.at(0).signal.aborted).toBe(true);
    expect(await stored()).toMatchObject({ 'tab-7': { page: 'no-pin' } });
  });

  it('ends with its tab, of which nothing is kept', async () => {
    void receive('analysis:order', ORDER);
    await job();
    await removed.fire(TAB.id);
    expect(host.at(0).signal.aborted).toBe(true);
    await vi.waitFor(async () => expect(await stored()).not.toHaveProperty('tab-7'));
  });
});

describe('the shortcut', () => {
  it('hides and shows the overlay', async () => {
    await command.fire('toggle-overlay');
    expect((await getSettings()).overlay).toBe(false);
    await command.fire('toggle-overlay');
    expect((await getSettings()).overlay).toBe(true);
    await command.fire('something-else');
    expect((await getSettings()).overlay).toBe(true);
  });
});

describe('the menu of an image', () => {
  it('is offered once, however often the extension is updated', async () => {
    await installed.fire({ reason: 'update' });
    await installed.fire({ reason: 'update' });
    expect(menus).toEqual([
      expect.objectContaining({ title: "Find what's in this image", contexts: ['image'] }),
    ]);
  });

  it('is offered in the language that the browser has when it starts', async () => {
    await installed.fire({ reason: 'update' });
    speak('de');
    await startup.fire();
    speak('en');
    expect(menus.map(({ title }) => title)).toEqual(['Dinge in diesem Bild finden']);
  });

  it('hands the image to its page', async () => {
    await installed.fire({ reason: 'update' });
    const menuItemId = menus[0]?.id ?? '';
    await menuClick.fire({ menuItemId, srcUrl: ORDER.imageUrl }, TAB);
    expect(bus.send).toHaveBeenCalledExactlyOnceWith('page:pick-image', ORDER.imageUrl, TAB.id);
  });

  it.each<[string, string, string | undefined]>([
    ["another extension's item", 'other', ORDER.imageUrl],
    ['what has no address', 'find-in-image', undefined],
  ])('does nothing for %s', async (_, menuItemId, srcUrl) => {
    await menuClick.fire({ menuItemId, ...(srcUrl === undefined ? {} : { srcUrl }) }, TAB);
    expect(bus.send).not.toHaveBeenCalled();
  });

  it('survives a page that was there before the extension', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    bus.send.mockRejectedValue(new Error('No response'));
    await menuClick.fire({ menuItemId: 'find-in-image', srcUrl: ORDER.imageUrl }, TAB);
    expect(warn).toHaveBeenCalledOnce();
  });
});

describe('what the user makes of the finds', () => {
  const key = '1 abc';
  const change = {
    kind: 'name',
    box: { x: 0, y: 0, width: 0.5, height: 0.5 },
    was: 'sofa',
    noun: 'daybed',
  };

  it('is kept by picture and told to the popup', async () => {
    const kept = { finds: [{ box: change.box, was: 'sofa', noun: 'daybed' }], drawn: [] };
    expect(await receive('corrections:change', { key, change })).toEqual(kept);
    expect(await receive('corrections:open', key, { tab: { id: 8, incognito: false } })).toEqual(
      kept,
    );
    expect(await stored()).toMatchObject({
      'corrections-7': { key, corrections: kept },
      'corrections-8': { key, corrections: kept },
    });
  });

  it('has to make sense', async () => {
    await expect(receive('corrections:change', { key, change: { kind: 'x' } })).rejects.toThrow();
    await expect(receive('corrections:open', 7)).rejects.toThrow();
    await expect(receive('region:look', { imageUrls: [], area: change.box })).rejects.toThrow();
  });

  it('can be named with the words of the vocabulary, for pages and the popup', async () => {
    const request = { text: 'settee', noun: null, alternatives: [], language: 'en' };
    expect(await receive('nouns:suggest', request, {})).toEqual([
      { noun: 'sofa', synonym: 'settee' },
    ]);
    const german = { ...request, text: 'Couch', language: 'de' };
    expect(await receive('nouns:suggest', german, {})).toContainEqual({
      noun: 'sofa',
      synonym: 'Couch',
    });
  });

  it('may be an area, which the engine looks at until the page leaves', async () => {
    const order = { imageUrls: ORDER.imageUrls, area: change.box };
    const look = receive('region:look', order);
    await vi.waitFor(() => expect(host.looks).toHaveLength(1));
    await receive('analysis:leave', 'a');
    expect(await look).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
  });
});

describe('what Magpie keeps', () => {
  const own = { url: browser.runtime.getURL('/options.html') };
  const page = { tab: TAB, url: 'https://www.pinterest.com/' };
  const box = { x: 0, y: 0, width: 0.5, height: 0.5 };
  const correction = { key: '1 abc', change: { kind: 'name', box, was: 'sofa', noun: 'daybed' } };

  it('is counted and deleted for the options, kind by kind', async () => {
    const answer = receive('analysis:order', ORDER);
    await job();
    host.at(0).end(DONE);
    await answer;
    await receive('corrections:change', correction);
    const one = { entries: 1, bytes: expect.any(Number) };
    const none = { entries: 0, bytes: 0 };
    await vi.waitFor(async () =>
      expect(await receive('private-data:usage', undefined, own)).toEqual({
        analyses: one,
        corrections: one,
        finds: none,
        boards: none,
        boardModels: none,
      }),
    );
    await receive('private-data:clear', 'analyses', own);
    expect(await receive('private-data:usage', undefined, own)).toEqual({
      analyses: none,
      corrections: one,
      finds: none,
      boards: none,
      boardModels: none,
    });
  });

  it('is no business of a page’s', async () => {
    await expect(receive('private-data:usage', undefined, page)).rejects.toThrow('not a message');
    await expect(receive('private-data:clear', 'analyses', page)).rejects.toThrow('not a message');
    await expect(receive('private-data:clear', 'all', own)).rejects.toThrow();
  });
});

describe('the words of a language', () => {
  it('are handed to who asks', async () => {
    expect(await receive('words:lexicon', 'de')).toMatchObject({
      nouns: { armchair: { word: 'Sessel', gender: 'm' } },
    });
  });

  it('are not there for a language that Magpie has not', async () => {
    await expect(receive('words:lexicon', '__proto__')).rejects.toThrow();
  });
});

describe('searches', () => {
  const create = vi.fn();
  const URLS = ['https://www.etsy.com/search?q=vase', 'https://www.amazon.com/s?k=vase'];
  const page = { tab: { ...TAB, index: 4, windowId: 1 } };
  beforeEach(() => {
    create.mockReset();
    Object.assign(browser.tabs, { create });
  });

  it('open beside the page that asks', async () => {
    await receive('searches:open', URLS, page);
    expect(create.mock.calls.map(([tab]) => [tab.url, tab.index])).toEqual([
      [URLS[0], 5],
      [URLS[1], 6],
    ]);
  });

  it.each([
    ['leads to no shop', ['https://evil.example/']],
    ['is too many', Array.from({ length: 9 }, () => URLS[0])],
    ['is no list', 'https://www.etsy.com/'],
  ])('do not open where what is asked for %s', async (_, urls) => {
    await expect(receive('searches:open', urls, page)).rejects.toThrow();
    expect(create).not.toHaveBeenCalled();
  });

  it('learn of the nouns what the vocabulary knows', async () => {
    expect(await receive('nouns:facts', ['midi dress'])).toEqual([
      ['midi dress', expect.objectContaining({ department: 'fashion' })],
    ]);
  });
});

describe('the welcome page', () => {
  const opened = vi.fn();
  beforeEach(() => {
    opened.mockReset();
    Object.assign(browser.tabs, { create: opened });
  });

  it('opens when the extension was installed', async () => {
    await installed.fire({ reason: 'install' });
    expect(opened.mock.calls).toEqual([[{ url: browser.runtime.getURL('/welcome.html') }]]);
  });

  it.each(['update', 'browser_update'])('does not open after an %s', async (reason) => {
    await installed.fire({ reason });
    expect(opened).not.toHaveBeenCalled();
  });
});

describe('a permission that is granted', () => {
  const stateAfter = (code: string) => ({
    page: 'picked-image',
    imageUrl: ORDER.imageUrl,
    run: { status: 'failed', failure: { code }, analysis: null },
  });

  it('lets the pages that wanted it try again, and no other', async () => {
    await fakeBrowser.storage.session.set({
      'tab-7': stateAfter('permission-needed'),
      'tab-8': stateAfter('offline'),
      'tab-9': { page: 'no-pin' },
      'tab-10': 'nonsense',
    });
    await granted.fire();
    expect(bus.send.mock.calls).toEqual([['page:retry', undefined, 7]]);
  });
});
