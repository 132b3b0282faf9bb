import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import {
  acknowledgeUnreadable,
  checkSettings,
  followSettings,
  getBackendChoice,
  getSettings,
  setBackendChoice,
  updateSettings,
} from '../../../../lib/platform/settings.ts';
import { getSettingsAside } from '../../../../lib/platform/settings-aside.ts';
import { SETTINGS_VERSION } from '../../../../lib/settings/migrate-settings.ts';
import { defaultSettings } from '../../../../lib/settings/settings.ts';
import type { CustomShop } from '../../../../lib/shops/custom-shop.ts';

const DEFAULTS = defaultSettings();

const OWN_SHOP: CustomShop = {
  id: 'custom-1',
  name: 'My shop',
  url: 'https://shop.example/?q={query}',
  language: 'de',
};

/** Ten shops whose addresses take three bytes a letter: more than a synchronised item holds. */
const LARGE_SHOPS = Array.from(
  { length: 10 },
  (_, index): CustomShop => ({
    ...OWN_SHOP,
    id: `custom-${index}`,
    url: `https://shop.example/${'椅'.repeat(265)}?q={query}`,
  }),
);

const { sync, local } = fakeBrowser.storage;
const PART_KEYS = ['settings', 'settings-shops', 'settings-words'];

beforeEach(() => {
  fakeBrowser.reset();
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe('the settings', () => {
  it('have defaults where nothing is stored', async () => {
    expect(await getSettings()).toEqual(DEFAULTS);
  });

  it.each<[string, unknown]>([
    ['null', null],
    ['a text', 'corrupt'],
    ['a list', [1, 2]],
    ['values of other kinds', { shops: 'etsy', marketplaces: 3, overlay: 'yes' }],
    ['what a later version added', { theme: 'dark' }],
  ])('have defaults where %s is stored', async (_, settings) => {
    await sync.set({ settings });
    expect(await getSettings()).toEqual(DEFAULTS);
  });

  it('keep the words for each shop, and only switches of words', async () => {
    await sync.set({ 'settings-words': { etsy: { style: false, colour: true } } });
    expect(await getSettings()).toEqual({ ...DEFAULTS, words: { etsy: { style: false } } });
  });

  it('may choose no shop at all', async () => {
    await updateSettings({ shops: [] });
    expect((await getSettings()).shops).toEqual([]);
  });

  it('change one by one, and stay where they follow the user', async () => {
    expect(await updateSettings({ overlay: false })).toBe('everywhere');
    await updateSettings({ marketplaces: { amazon: 'amazon.de' } });
    await updateSettings({ customShops: [OWN_SHOP] });
    const { customShops, words, ...core } = DEFAULTS;
    expect(await sync.get(PART_KEYS)).toEqual({
      settings: {
        ...core,
        overlay: false,
        marketplaces: { amazon: 'amazon.de' },
        version: SETTINGS_VERSION,
      },
      'settings-shops': [OWN_SHOP],
      'settings-words': {},
    });
    expect(await local.get(null)).toEqual({});
  });

  it('lose no change to another made at the same time', async () => {
    await Promise.all([
      updateSettings({ overlay: false }),
      updateSettings({ translate: false }),
      updateSettings({ words: { etsy: { color: false } } }),
    ]);
    expect(await getSettings()).toEqual({
      ...DEFAULTS,
      overlay: false,
      translate: false,
      words: { etsy: { color: false } },
    });
  });

  it('are told as they are, then of every change until nobody listens', async () => {
    const onSettings = vi.fn();
    const stop = followSettings(onSettings);
    await vi.waitFor(() => expect(onSettings).toHaveBeenLastCalledWith(DEFAULTS));
    await updateSettings({ overlay: false });
    await vi.waitFor(() =>
      expect(onSettings).toHaveBeenLastCalledWith({ ...DEFAULTS, overlay: false }),
    );
    await sync.set({ 'settings-words': { etsy: { style: true } } });
    await vi.waitFor(() =>
      expect(onSettings).toHaveBeenLastCalledWith({
        ...DEFAULTS,
        overlay: false,
        words: { etsy: { style: true } },
      }),
    );
    await local.set({ backend: 'wasm' });
    stop();
    const told = onSettings.mock.calls.length;
    await updateSettings({ overlay: true });
    await getSettings();
    expect(onSettings).toHaveBeenCalledTimes(told);
  });
});

describe('settings of the first version', () => {
  const VERSION_1 = {
    shops: ['ebay'],
    customShops: [OWN_SHOP],
    words: { etsy: { style: false } },
    overlay: false,
  };

  it('are read, and stored anew as a whole with the first change', async () => {
    await sync.set({ settings: VERSION_1 });
    const migrated = { ...DEFAULTS, ...VERSION_1 };
    expect(await getSettings()).toEqual(migrated);
    await updateSettings({ translate: false });
    expect(await getSettings()).toEqual({ ...migrated, translate: false });
    const stored = await sync.get(PART_KEYS);
    expect(stored).toMatchObject({
      settings: { version: SETTINGS_VERSION },
      'settings-shops': [OWN_SHOP],
      'settings-words': VERSION_1.words,
    });
    expect(stored.settings).not.toHaveProperty('customShops');
  });
});

describe('settings of a newer Magpie', () => {
  const newer = { version: SETTINGS_VERSION + 1, overlay: false, shops: { a: 1 }, theme: 'dark' };
  beforeEach(() => sync.set({ settings: newer }));

  it('lose nothing by a change here', async () => {
    await updateSettings({ translate: false, words: { etsy: { style: true } } });
    expect(await sync.get(PART_KEYS)).toEqual({
      settings: { ...newer, translate: false },
      'settings-words': { etsy: { style: true } },
    });
    expect(await getSettings()).toMatchObject({ overlay: false, translate: false });
  });

  it('are known as such, and not put aside', async () => {
    expect(await checkSettings()).toEqual({ unreadable: null, isNewer: true, onlyHere: [] });
    expect((await sync.get('settings')).settings).toEqual(newer);
  });
});

describe('corrupt settings', () => {
  it('are told of once, put aside, and replaced by defaults', async () => {
    await sync.set({ settings: { version: 2, overlay: 'yes', translate: false } });
    const values = { overlay: 'yes' };
    const { unreadable } = await checkSettings();
    expect(unreadable).toEqual({ isNews: true, found: [{ at: expect.any(String), values }] });
    expect((await sync.get('settings')).settings).toMatchObject({
      overlay: true,
      translate: false,
    });
    // Until the user has seen it, also on the next visit.
    expect((await checkSettings()).unreadable).toEqual(unreadable);
    await acknowledgeUnreadable();
    expect((await checkSettings()).unreadable).toBeNull();
    expect((await getSettingsAside()).found).toEqual([{ at: expect.any(String), values }]);
  });

  it('cost nothing of what has a place of its own', async () => {
    await sync.set({ settings: 'corrupt', 'settings-shops': [OWN_SHOP] });
    expect(await getSettings()).toEqual({ ...DEFAULTS, customShops: [OWN_SHOP] });
    expect((await checkSettings()).unreadable?.found[0]?.values).toEqual({ settings: 'corrupt' });
    expect(await getSettings()).toEqual({ ...DEFAULTS, customShops: [OWN_SHOP] });
  });

  it('are put aside before a change replaces them', async () => {
    await sync.set({ settings: [1], 'settings-words': 'odd' });
    await updateSettings({ overlay: false });
    expect(await getSettings()).toEqual({ ...DEFAULTS, overlay: false });
    expect((await checkSettings()).unreadable?.found[0]?.values).toEqual({
      settings: [1],
      words: 'odd',
    });
  });

  it('stay as they are where they cannot be put aside', async () => {
    await sync.set({ settings: 'corrupt' });
    vi.spyOn(local, 'set').mockRejectedValue(new Error('full'));
    await expect(updateSettings({ overlay: false })).rejects.toThrow('full');
    expect(await sync.get('settings')).toEqual({ settings: 'corrupt' });
  });

  it('are kept five times at most, and an odd memory of them does not matter', async () => {
    await local.set({ 'settings-aside': 'odd' });
    for (let time = 0; time < 7; time++) {
      await sync.set({ settings: `corrupt ${time}` });
      await checkSettings();
    }
    const { found } = await getSettingsAside();
    expect(found.map(({ values }) => values.settings)).toEqual(
      [6, 5, 4, 3, 2].map((time) => `corrupt ${time}`),
    );
  });
});

describe('settings that are too large to be synchronised', () => {
  it('stay on this device, which is told, and cost the others nothing', async () => {
    await updateSettings({ overlay: false });
    const changes = { translate: false, customShops: LARGE_SHOPS };
    expect(await updateSettings(changes)).toBe('on-this-device');
    expect(await getSettings()).toEqual({ ...DEFAULTS, overlay: false, ...changes });
    expect((await sync.get('settings')).settings).toMatchObject({ translate: false });
    expect(await local.get('settings-shops')).toEqual({ 'settings-shops': LARGE_SHOPS });
    expect((await checkSettings()).onlyHere).toEqual(['customShops']);
    // What follows the user is not held up by it.
    expect(await updateSettings({ overlay: true })).toBe('everywhere');
  });

  it('follow the user again once they fit', async () => {
    await updateSettings({ customShops: LARGE_SHOPS });
    expect(await updateSettings({ customShops: [OWN_SHOP] })).toBe('everywhere');
    expect(await getSettings()).toEqual({ ...DEFAULTS, customShops: [OWN_SHOP] });
    expect(await local.get('settings-shops')).toEqual({});
    expect((await checkSettings()).onlyHere).toEqual([]);
  });

  it('are those that the browser refuses, one by one', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    const set = sync.set.bind(sync);
    vi.spyOn(sync, 'set').mockImplementation(async (items: Record<string, unknown>) => {
      if ('settings-words' in items) throw new Error('QUOTA_BYTES_PER_ITEM quota exceeded');
      await set(items);
    });
    const changes = { overlay: false, words: { etsy: { style: false } } };
    expect(await updateSettings(changes)).toBe('on-this-device');
    expect(await getSettings()).toEqual({ ...DEFAULTS, ...changes });
    expect((await sync.get('settings')).settings).toMatchObject({ overlay: false });
    expect((await checkSettings()).onlyHere).toEqual(['words']);
  });

  it('are not stored at all where the device has no room either', async () => {
    await updateSettings({ overlay: false });
    vi.spyOn(local, 'set').mockRejectedValue(new Error('full'));
    await expect(updateSettings({ customShops: LARGE_SHOPS })).rejects.toThrow('full');
    expect(await getSettings()).toEqual({ ...DEFAULTS, overlay: false });
  });
});

describe('settings watched in a page that has outlived the extension', () => {
  it('are left without an error', () => {
    const stop = followSettings(() => {});
    const { runtime, storage } = fakeBrowser;
    const { id } = runtime;
    const removal = vi.spyOn(storage.onChanged, 'removeListener').mockImplementation(() => {
      throw new Error('Extension context invalidated.');
    });
    expect(stop).toThrow();
    Object.assign(runtime, { id: undefined });
    try {
      expect(stop).not.toThrow();
    } finally {
      Object.assign(runtime, { id });
      removal.mockRestore();
    }
  });
});

describe('the choice of a backend', () => {
  it('is automatic until it is made', async () => {
    expect(await getBackendChoice()).toBe('auto');
  });

  it.each(['gpu', 7, null, {}])('is automatic where %j is stored', async (backend) => {
    await local.set({ backend });
    expect(await getBackendChoice()).toBe('auto');
  });

  it('stays on the machine', async () => {
    await setBackendChoice('wasm');
    expect(await getBackendChoice()).toBe('wasm');
    expect(await local.get('backend')).toEqual({ backend: 'wasm' });
    expect(await sync.get('backend')).toEqual({});
  });
});
