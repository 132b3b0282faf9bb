import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { serveLocalItems } from '../../../../lib/background/serve-local-items.ts';
import { getSettings, updateSettings } from '../../../../lib/platform/settings.ts';
import { defaultSettings } from '../../../../lib/settings/settings.ts';

type Listener = (message: { data: unknown }) => unknown;
const bus = vi.hoisted(() => ({ listeners: new Map<string, Listener>() }));
vi.mock('../../../../lib/platform/page-messages.ts', () => ({
  pageMessages: {
    onMessage: (type: string, listener: Listener) => bus.listeners.set(type, listener),
    sendMessage: async (type: string, data: unknown) => {
      const listener = bus.listeners.get(type);
      if (!listener) throw new Error('nobody is there');
      // In the background the storage can be reached.
      return asBackground(() => listener({ data }));
    },
  },
}));

const { local } = fakeBrowser.storage;
const KEPT = new Error('Access to storage is not allowed from this context.');
/** Ten shops whose addresses take three bytes a letter: more than a synchronised item holds. */
const LARGE = Array.from({ length: 10 }, (_, index) => ({
  id: `custom-${index}`,
  name: 'My shop',
  url: `https://shop.example/${'椅'.repeat(265)}?q={query}`,
  language: 'de' as const,
}));

/** Chrome, in a content script: local storage is out of reach. */
function inContentScript(): void {
  for (const method of ['get', 'set', 'remove'] as const) {
    vi.spyOn(local, method).mockImplementation(async () => {
      throw KEPT;
    });
  }
}

async function asBackground<Result>(work: () => Result): Promise<Awaited<Result>> {
  vi.restoreAllMocks();
  try {
    return await work();
  } finally {
    inContentScript();
  }
}

beforeEach(() => {
  fakeBrowser.reset();
  bus.listeners.clear();
  vi.spyOn(console, 'warn').mockImplementation(() => {});
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe('where Chrome keeps local storage from a content script', () => {
  it('settings are read and changed through the background, large ones too', async () => {
    serveLocalItems();
    inContentScript();
    expect(await getSettings()).toEqual(defaultSettings());
    expect(await updateSettings({ overlay: false })).toBe('everywhere');
    expect(await updateSettings({ customShops: LARGE })).toBe('on-this-device');
    expect(await getSettings()).toMatchObject({ overlay: false, customShops: LARGE });
    await asBackground(async () => {
      expect(Object.keys(await local.get())).toEqual(['settings-shops']);
    });
  });

  it('nothing else can be, the API key least of all', async () => {
    serveLocalItems();
    await local.set({ 'cloud-vision': 'secret' });
    const read = bus.listeners.get('settings:local-items');
    const change = bus.listeners.get('settings:change-local');
    expect(() => read?.({ data: ['cloud-vision'] })).toThrow();
    expect(() => change?.({ data: { set: { 'cloud-vision': 1 }, remove: [] } })).toThrow();
    expect(() => change?.({ data: { set: {}, remove: ['cloud-vision'] } })).toThrow();
    expect(await local.get()).toEqual({ 'cloud-vision': 'secret' });
  });

  it('the storage’s own reason is told where there is no background', async () => {
    inContentScript();
    await expect(getSettings()).rejects.toBe(KEPT);
  });
});
