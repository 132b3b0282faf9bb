import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { serveCloudVision } from '../../../../lib/background/serve-cloud-vision.ts';
import { ApiKey } from '../../../../lib/cloud-vision/api-key.ts';
import { mergeCloudAnswer } from '../../../../lib/cloud-vision/merge.ts';
import {
  getApiKey,
  saveApiKey,
  setCandidate,
} from '../../../../lib/platform/cloud-vision-store.ts';
import { getTabState, setTabState } from '../../../../lib/platform/session.ts';
import { annotations, BAD_KEY, TEST_KEY } from '../../../fixtures/cloud-vision-api.ts';
import { analysisOf } from '../../support/analyses.ts';

type Listener = (message: { data: unknown; sender: { url?: string } }) => unknown;

/** The extension's messages, of which this test is the other end. */
const bus = vi.hoisted(() => ({
  listeners: new Map<string, Listener>(),
  toPage: vi.fn<(type: string, data: unknown, tabId: number) => Promise<unknown>>(),
}));
vi.mock('../../../../lib/platform/cloud-messages.ts', async (original) => ({
  ...(await original<typeof import('../../../../lib/platform/cloud-messages.ts')>()),
  cloudMessages: {
    onMessage: (type: string, listener: Listener) => bus.listeners.set(type, listener),
  },
}));
vi.mock('../../../../lib/platform/page-messages.ts', async (original) => ({
  ...(await original<typeof import('../../../../lib/platform/page-messages.ts')>()),
  pageMessages: { sendMessage: bus.toPage },
}));
// Node has neither a canvas nor its codecs.
vi.mock('../../../../lib/engine/decode.ts', async () => {
  const { plain } = await import('../../support/images.ts');
  return { decodeImage: async () => plain(8, 8, [200, 30, 30]) };
});
vi.mock('../../../../lib/cloud-vision/encode.ts', () => ({ encodeJpeg: async () => 'SlBFRw==' }));

const IMAGE = 'https://i.pinimg.com/736x/a.jpg';
const OURS = { url: 'chrome-extension://test-extension-id/popup.html' };
const TAB = { id: 7, incognito: false };
const state = {
  page: 'picked-image' as const,
  imageUrl: IMAGE,
  run: { status: 'done' as const, analysis: analysisOf() },
};

let google: { url: string; key: string | null }[];
let answer: () => { status: number; body: string };

const receive = async (type: string, data?: unknown, sender: { url?: string } = OURS) =>
  bus.listeners.get(type)?.({ data, sender });

function key(): ApiKey {
  const parsed = ApiKey.parse(TEST_KEY);
  if (!parsed) throw new Error('the key of the tests is none');
  return parsed;
}

beforeEach(async () => {
  fakeBrowser.reset();
  bus.listeners.clear();
  bus.toPage.mockReset().mockResolvedValue(undefined);
  google = [];
  answer = () => annotations(['LABEL_DETECTION', 'WEB_DETECTION']);
  vi.spyOn(fakeBrowser.storage.local, 'setAccessLevel').mockResolvedValue();
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    if (url === IMAGE) return new Response(new Uint8Array(10));
    google.push({ url, key: new Headers(init.headers).get('x-goog-api-key') });
    const { status, body } = answer();
    return new Response(body, { status });
  });
  Object.assign(browser, { permissions: { contains: async () => true } });
  Object.assign(browser.runtime, {
    getURL: (path: string) => `chrome-extension://test-extension-id${path}`,
  });
  Object.assign(browser.tabs, { get: async () => TAB });
  serveCloudVision(
    {
      cache: { get: async () => null, put: async () => {}, clear: async () => {} },
      modelVersions: async () => ({}),
      merge: ({ analysis, answer }) => mergeCloudAnswer(analysis, answer, async () => []),
    },
    async (_, shown, run) => ({ ...shown, run }),
  );
  await setTabState(TAB.id, state);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe('the background', () => {
  it('asks Google for the popup, and tells the page and the tab’s state', async () => {
    await saveApiKey(key());
    await receive('cloud:ask', TAB.id);
    expect(google).toHaveLength(1);
    expect(google[0]?.key).toBe(TEST_KEY);
    expect(bus.toPage.mock.calls.map(([type, , tab]) => [type, tab])).toEqual([
      ['cloud:update', TAB.id],
      ['cloud:update', TAB.id],
    ]);
    const enriched = { run: { status: 'done', analysis: { cloud: { brands: ['IKEA'] } } } };
    expect(bus.toPage.mock.lastCall?.[1]).toMatchObject({
      page: 'picked-image',
      imageUrl: IMAGE,
      ...enriched,
    });
    expect(await getTabState(TAB.id)).toMatchObject(enriched);
    // Nothing that went to the page, or lies where it could be read, has the key.
    expect(JSON.stringify(bus.toPage.mock.calls)).not.toContain(TEST_KEY);
    expect(JSON.stringify(await fakeBrowser.storage.session.get())).not.toContain(TEST_KEY);
  });

  it('keeps the storage of this machine from content scripts', () => {
    expect(fakeBrowser.storage.local.setAccessLevel).toHaveBeenCalledWith({
      accessLevel: 'TRUSTED_CONTEXTS',
    });
  });

  it('does without a page that is gone', async () => {
    await saveApiKey(key());
    bus.toPage.mockRejectedValue(new Error('No response'));
    await receive('cloud:ask', TAB.id);
    expect(await getTabState(TAB.id)).toMatchObject({
      run: { analysis: { styles: ['mid-century modern'] } },
    });
  });

  it.each<[string, { url?: string }]>([
    ['a content script', { url: 'https://www.pinterest.com/pin/1/' }],
    ['another extension', { url: 'chrome-extension://other/popup.html' }],
    ['nobody', {}],
  ])('takes no order from %s', async (_, sender) => {
    await saveApiKey(key());
    await setCandidate(key());
    await expect(receive('cloud:ask', TAB.id, sender)).rejects.toThrow('not a message from');
    await expect(receive('cloud:check', undefined, sender)).rejects.toThrow('not a message from');
    expect(google).toEqual([]);
  });

  it('takes no order for what is no tab', async () => {
    await expect(receive('cloud:ask', 'all')).rejects.toThrow();
  });

  it('tries the key that waits in storage, and keeps it', async () => {
    await setCandidate(key());
    expect(await receive('cloud:check')).toBeNull();
    expect((await getApiKey())?.reveal()).toBe(TEST_KEY);
    expect(google).toHaveLength(1);
  });

  it('forgets a key that does not work, and logs nothing of it', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    answer = () => BAD_KEY;
    await setCandidate(key());
    expect(await receive('cloud:check')).toBe('cloud-key-refused');
    expect(JSON.stringify(await fakeBrowser.storage.local.get())).not.toContain(TEST_KEY);
    expect(warn).toHaveBeenCalledOnce();
    expect(JSON.stringify(warn.mock.calls)).not.toContain(TEST_KEY);
  });
});
