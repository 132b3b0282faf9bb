import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { serveFinds } from '../../../../lib/background/serve-finds.ts';
import { correctionsKey } from '../../../../lib/corrections.ts';
import { type FindStore, openFindStore } from '../../../../lib/finds/find-store.ts';
import { setTabState } from '../../../../lib/platform/session.ts';
import type { TabState } from '../../../../lib/tab-state.ts';
import { analysisOf } from '../../support/analyses.ts';
import { pinsNamed } from '../../support/boards.ts';
import { JPEG, savedFind } from '../../support/finds.ts';

interface Sender {
  url?: string;
  tab?: { id: number; incognito: boolean; url?: string };
}
type Listener = (message: { data: unknown; sender: Sender }) => unknown;

/** The extension's messages, of which this test is the other end. */
const bus = vi.hoisted(() => ({
  listeners: new Map<string, Listener>(),
  send: vi.fn<(type: string, data: unknown, tabId?: number) => Promise<unknown>>(),
}));
vi.mock('../../../../lib/platform/find-messages.ts', async (original) => ({
  ...(await original<typeof import('../../../../lib/platform/find-messages.ts')>()),
  findMessages: {
    onMessage: (type: string, listener: Listener) => bus.listeners.set(type, listener),
    sendMessage: bus.send,
  },
}));

const PIN_ID = '260000000000000001';
const PIN_URL = `https://www.pinterest.com/pin/${PIN_ID}/`;
const IMAGE_URL = 'https://i.pinimg.com/736x/aa/bb/cc/aabbcc00000000000000000000000001.jpg';
const KEY = correctionsKey(PIN_ID, IMAGE_URL);
const PAGE: Sender = { url: PIN_URL, tab: { id: 7, incognito: false, url: PIN_URL } };
const PRIVATE_PAGE: Sender = { url: PIN_URL, tab: { id: 8, incognito: true, url: PIN_URL } };
const NOW = Date.parse('2026-11-23T09:00:00.000Z');

const [pin] = pinsNamed(1);
const STATE: TabState = {
  page: 'pin',
  pin: {
    ...(pin as NonNullable<typeof pin>),
    id: PIN_ID,
    url: `${PIN_URL}?from=elsewhere`,
    title: null,
    altText: 'A corner  to read in',
    board: 'Reading corners',
    fallbackImages: [{ url: IMAGE_URL.replace('736x', '474x'), width: null, height: null }],
  },
  imageUrl: IMAGE_URL,
  run: { status: 'done', analysis: analysisOf() },
  finds: [],
};

const crop = vi.fn(async () => ({ type: 'image/jpeg' as const, bytes: JPEG }));
let store: FindStore;
let served: ReturnType<typeof serveFinds>;
let ours: Sender;

const receive = async (type: string, data: unknown, sender: Sender) =>
  bus.listeners.get(type)?.({ data, sender });
const orderOf = (noun = 'armchair', changes: object = {}) => {
  const { find, query } = savedFind({}, noun);
  return {
    tabId: null,
    key: KEY,
    find,
    query,
    searches: [
      { shop: 'etsy', name: 'Etsy', text: noun, href: `https://www.etsy.com/search?q=${noun}` },
      { shop: 'evil', name: 'Evil', text: noun, href: 'https://evil.example/' },
    ],
    ...changes,
  };
};
const save = (noun?: string, sender = PAGE) => receive('finds:save', orderOf(noun), sender);

beforeEach(async () => {
  fakeBrowser.reset();
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.spyOn(browser.tabs, 'get').mockImplementation(
    async (id: number) => ({ id, incognito: id === 8 }) as never,
  );
  vi.spyOn(browser.tabs, 'query').mockResolvedValue([{ id: 7 }] as never);
  ours = { url: browser.runtime.getURL('/') };
  bus.listeners.clear();
  bus.send.mockReset().mockResolvedValue(undefined);
  crop.mockClear();
  for (const id of [7, 8]) await setTabState(id, STATE);
  store = openFindStore();
  served = serveFinds({ store, crop, now: () => NOW });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe('saving a find', () => {
  it('keeps it with its pin, its picture, its search and the shops that are shops', async () => {
    const { find } = savedFind();
    const marks = await save();
    expect(marks).toEqual([{ id: expect.any(String), noun: 'armchair', box: find.object?.box }]);
    expect(await store.newest(9)).toEqual([
      {
        ...savedFind(),
        savedAt: '2026-11-23T09:00:00.000Z',
        shops: [
          {
            id: 'etsy',
            name: 'Etsy',
            text: 'armchair',
            href: 'https://www.etsy.com/search?q=armchair',
          },
        ],
        pin: {
          id: PIN_ID,
          url: PIN_URL,
          title: 'A corner to read in',
          board: 'Reading corners',
        },
        image: { url: IMAGE_URL, width: analysisOf().width, height: analysisOf().height },
      },
    ]);
    const [{ id } = { id: '' }] = await store.newest(1);
    await vi.waitFor(async () => expect((await store.crop(id))?.bytes).toEqual(JPEG));
    expect(crop).toHaveBeenCalledExactlyOnceWith(
      [IMAGE_URL, IMAGE_URL.replace('736x', '474x')],
      find.object?.box,
    );
  });

  it('tells every view', async () => {
    await save();
    const [{ id } = { id: '' }] = await store.newest(1);
    const changes = [{ id, subject: KEY }];
    expect(bus.send).toHaveBeenCalledWith('finds:changed', changes);
    expect(bus.send).toHaveBeenCalledWith('finds:changed', changes, 7);
  });

  it('again replaces it and keeps its note', async () => {
    await save();
    const [first] = await store.newest(1);
    await receive('finds:note', { id: first?.id, note: 'for the hall' }, ours);
    const renamed = orderOf('club chair');
    expect(await receive('finds:save', renamed, PAGE)).toHaveLength(1);
    expect(await store.newest(9)).toMatchObject([
      { id: first?.id, find: { noun: 'club chair' }, note: 'for the hall' },
    ]);
  });

  it('that only words name shows the whole picture', async () => {
    const find = { noun: 'rug', object: null, terms: [] };
    await receive('finds:save', orderOf('rug', { find }), PAGE);
    expect(await store.newest(9)).toMatchObject([{ find }]);
    expect(crop).toHaveBeenCalledWith(expect.anything(), { x: 0, y: 0, width: 1, height: 1 });
  });

  it('works without a picture', async () => {
    crop.mockRejectedValueOnce(new Error('offline'));
    await save();
    const [find] = await store.newest(9);
    expect(find && (await store.crop(find.id))).toBeNull();
  });

  it('from the popup names the tab', async () => {
    expect(await receive('finds:save', orderOf('armchair', { tabId: 7 }), ours)).toHaveLength(1);
  });

  it.each<[string, string, object, Sender]>([
    ['a private window', 'finds:save', orderOf(), PRIVATE_PAGE],
    ['a private window', 'finds:unsave', { tabId: null, key: KEY, id: 'x' }, PRIVATE_PAGE],
    ['another pin', 'finds:save', orderOf('vase', { key: KEY.replace(PIN_ID, '5') }), PAGE],
    ['another picture', 'finds:save', orderOf('vase', { key: `${PIN_ID} other` }), PAGE],
    ['no tab', 'finds:save', orderOf(), { url: PIN_URL }],
    ['a find that is none', 'finds:save', orderOf('x', { find: { noun: 3 } }), PAGE],
  ])('is refused of %s (%s)', async (_, type, data, sender) => {
    await expect(receive(type, data, sender)).rejects.toThrow();
    expect(await store.newest(9)).toEqual([]);
  });

  it('is refused for a private tab of the popup, which learns so when it asks', async () => {
    await expect(receive('finds:save', orderOf('armchair', { tabId: 8 }), ours)).rejects.toThrow(
      'private',
    );
    expect(await receive('finds:open', { tabId: 8, key: KEY }, ours)).toBeNull();
    expect(await receive('finds:open', { tabId: null, key: KEY }, PRIVATE_PAGE)).toBeNull();
    expect(await store.newest(9)).toEqual([]);
  });
});

describe('what is saved', () => {
  it('is told to the page of its pin, and to no other', async () => {
    await save();
    expect(await receive('finds:open', { tabId: null, key: KEY }, PAGE)).toHaveLength(1);
    const other: Sender = {
      url: 'https://www.pinterest.com/pin/5/',
      tab: { id: 9, incognito: false },
    };
    await expect(receive('finds:open', { tabId: null, key: KEY }, other)).rejects.toThrow();
  });

  it('is let go by its star, and its note is back with the next press', async () => {
    await save();
    const [first] = await store.newest(1);
    const id = first?.id ?? '';
    await receive('finds:note', { id, note: 'for the hall' }, ours);
    expect(await receive('finds:unsave', { tabId: null, key: KEY, id }, PAGE)).toEqual([]);
    expect(await store.newest(9)).toEqual([]);
    expect(await store.restore()).toEqual([]);
    await save();
    expect(await store.newest(9)).toMatchObject([{ note: 'for the hall' }]);
  });

  it('of another picture is not let go', async () => {
    const other = savedFind({ pin: null }, 'vase');
    await store.save(other);
    await receive('finds:unsave', { tabId: null, key: KEY, id: other.id }, PAGE);
    expect(await store.newest(9)).toEqual([other]);
  });

  it('is removed and put back by our own pages', async () => {
    await save('armchair');
    await store.save(savedFind({ pin: null }, 'vase'));
    const ids = (await store.newest(9)).map(({ id }) => id);
    expect(await receive('finds:remove', ids, ours)).toBe(2);
    expect(await store.newest(9)).toEqual([]);
    expect(await receive('finds:restore', undefined, ours)).toBe(2);
    expect(await store.newest(9)).toHaveLength(2);
    await receive('finds:remove', ids, ours);
    await receive('finds:forget-removed', undefined, ours);
    expect(await receive('finds:restore', undefined, ours)).toBe(0);
  });

  it('comes from a file, each find once, and not where it makes no sense', async () => {
    const entry = { ...savedFind(), crop: null };
    expect(await receive('finds:import', [entry], ours)).toBe(1);
    expect(await receive('finds:import', [entry], ours)).toBe(0);
    const odd = { ...savedFind({}, 'vase'), crop: 'data:text/html,x' };
    await expect(receive('finds:import', [odd], ours)).rejects.toThrow();
    expect(await store.newest(9)).toEqual([savedFind()]);
  });

  it.each([
    ['finds:note', { id: 'x', note: 'y' }],
    ['finds:remove', ['x']],
    ['finds:restore', undefined],
    ['finds:forget-removed', undefined],
    ['finds:import', []],
  ])('is not changed by a page: %s', async (type, data) => {
    await expect(receive(type, data, PAGE)).rejects.toThrow('not a message from a page of the');
  });

  it('is counted and deleted for the options', async () => {
    await save();
    await vi.waitFor(async () => expect((await served.usage()).bytes).toBeGreaterThan(0));
    await served.clear();
    expect(await served.usage()).toEqual({ entries: 0, bytes: 0 });
    expect(bus.send).toHaveBeenCalledWith('finds:changed', null, 7);
  });
});
