import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import {
  getBackendChoice,
  getSettings,
  setBackendChoice,
  updateSettings,
  watchSettings,
} from '../../../../lib/platform/settings.ts';
import { DEFAULT_SHOPS } from '../../../../lib/shops/shops.ts';

const DEFAULTS = {
  shops: DEFAULT_SHOPS,
  marketplaces: {},
  customShops: [],
  words: {},
  translate: true,
  cheapestFirst: false,
  overlay: true,
  readPinDetails: true,
};

const OWN_SHOP = {
  id: 'custom-1',
  name: 'My shop',
  url: 'https://shop.example/?q={query}',
  language: 'de',
};

beforeEach(() => {
  fakeBrowser.reset();
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
    ['shops that are no texts', { shops: ['etsy', 5] }],
    ['what a later version added', { theme: 'dark' }],
  ])('have defaults where %s is stored', async (_, settings) => {
    await fakeBrowser.storage.sync.set({ settings });
    expect(await getSettings()).toEqual(DEFAULTS);
  });

  it('keep what makes sense beside what does not', async () => {
    await fakeBrowser.storage.sync.set({ settings: { shops: ['ebay'], overlay: 0 } });
    expect(await getSettings()).toEqual({ ...DEFAULTS, shops: ['ebay'] });
  });

  it('keep the shops of the user’s own that make sense', async () => {
    const unsafe = { ...OWN_SHOP, id: 'custom-2', url: 'javascript:alert({query})' };
    await fakeBrowser.storage.sync.set({ settings: { customShops: [unsafe, 7, OWN_SHOP] } });
    expect(await getSettings()).toEqual({ ...DEFAULTS, customShops: [OWN_SHOP] });
  });

  it('keep the words for each shop, and only switches of words', async () => {
    const words = { etsy: { style: false, colour: true } };
    await fakeBrowser.storage.sync.set({ settings: { words } });
    expect(await getSettings()).toEqual({ ...DEFAULTS, words: { etsy: { style: false } } });
    await fakeBrowser.storage.sync.set({ settings: { words: { etsy: { style: 'no' } } } });
    expect(await getSettings()).toEqual(DEFAULTS);
  });

  it('may choose no shop at all', async () => {
    await updateSettings({ shops: [] });
    expect((await getSettings()).shops).toEqual([]);
  });

  it('change one by one, and stay where they follow the user', async () => {
    await updateSettings({ overlay: false });
    await updateSettings({ marketplaces: { amazon: 'amazon.de' } });
    const expected = { ...DEFAULTS, overlay: false, marketplaces: { amazon: 'amazon.de' } };
    expect(await getSettings()).toEqual(expected);
    expect(await fakeBrowser.storage.sync.get('settings')).toEqual({ settings: expected });
    expect(await fakeBrowser.storage.local.get('settings')).toEqual({});
  });

  it('tell of every change until nobody listens', async () => {
    const onSettings = vi.fn();
    const stop = watchSettings(onSettings);
    await updateSettings({ overlay: false });
    expect(onSettings).toHaveBeenLastCalledWith({ ...DEFAULTS, overlay: false });
    await fakeBrowser.storage.sync.set({ settings: 'corrupt' });
    expect(onSettings).toHaveBeenLastCalledWith(DEFAULTS);
    stop();
    await updateSettings({ overlay: true });
    expect(onSettings).toHaveBeenCalledTimes(2);
  });
});

describe('settings watched in a page that has outlived the extension', () => {
  it('are left without an error', () => {
    const stop = watchSettings(() => {});
    const { runtime, storage } = fakeBrowser;
    const { id } = runtime;
    const removal = vi.spyOn(storage.sync.onChanged, 'removeListener').mockImplementation(() => {
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
    await fakeBrowser.storage.local.set({ backend });
    expect(await getBackendChoice()).toBe('auto');
  });

  it('stays on the machine', async () => {
    await setBackendChoice('wasm');
    expect(await getBackendChoice()).toBe('wasm');
    expect(await fakeBrowser.storage.local.get('backend')).toEqual({ backend: 'wasm' });
    expect(await fakeBrowser.storage.sync.get('backend')).toEqual({});
  });
});
