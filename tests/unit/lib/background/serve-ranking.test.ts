import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { serveRanking } from '../../../../lib/background/serve-ranking.ts';
import type { BoardModel } from '../../../../lib/board/model/board-model.ts';
import { BoardModels } from '../../../../lib/board/model/board-models.ts';
import { embedderOf } from '../../../../lib/board/model/embedder.ts';
import {
  EMBEDDING_SIZE,
  encodeEmbedding,
  normalizedEmbedding,
} from '../../../../lib/board/model/embedding.ts';
import { openModelStore } from '../../../../lib/board/model/model-store.ts';
import { openRunStore } from '../../../../lib/board/run-store.ts';
import type { EmbedRequest } from '../../../../lib/engine/analysis-service.ts';
import type { EmbedOutcome } from '../../../../lib/engine/embed.ts';
import type { CaptureOutcome, FitOutcome } from '../../../../lib/platform/ranking-messages.ts';

interface Sender {
  url?: string;
  tab?: { id: number; incognito: boolean };
}
type Listener = (message: { data: unknown; sender: Sender }) => unknown;

const bus = vi.hoisted(() => ({ listeners: new Map<string, Listener>() }));
vi.mock('../../../../lib/platform/ranking-messages.ts', async (original) => ({
  ...(await original<typeof import('../../../../lib/platform/ranking-messages.ts')>()),
  rankingMessages: {
    onMessage: (type: string, listener: Listener) => bus.listeners.set(type, listener),
  },
}));

/** An embedding that points along one of the numbers. */
const along = (axis: number) =>
  normalizedEmbedding(Array.from({ length: EMBEDDING_SIZE }, (_, i) => (i === axis ? 1 : 0)));
const MODEL: BoardModel = {
  center: new Float32Array(EMBEDDING_SIZE),
  direction: along(0),
  calibration: { slope: 8, offset: -4 },
  figures: { pins: 20, others: 60, auc: 0.9, accuracy: 0.85 },
};
const PICTURE = 'data:image/jpeg;base64,AAAA';
const WHOLE = { x: 0, y: 0, width: 1, height: 1 };
const TAB: Sender = { url: 'https://shop.example/', tab: { id: 7, incognito: false } };
let ours: Sender;
let versions: Record<string, string>;
let models: BoardModels;

const embed = vi.fn<(request: EmbedRequest, signal: AbortSignal) => Promise<EmbedOutcome>>();
const captureVisibleTab = vi.fn(async (_window?: number, _options?: object) => PICTURE);
let isActive: boolean;

const receive = async (type: string, data: unknown, sender: Sender = TAB) =>
  bus.listeners.get(type)?.({ data, sender });
const capture = async () => (await receive('ranking:capture', undefined)) as CaptureOutcome;
const captured = async (): Promise<string> => {
  const outcome = await capture();
  if (!outcome.ok) throw new Error(outcome.failure.code);
  return outcome.capture;
};
const askFit = async (order: object) =>
  (await receive('ranking:fit', {
    boardId: 'board /anna/rooms/',
    areas: [WHOLE],
    ...order,
  })) as FitOutcome;

/** One life of the background, in a build with these models. */
function serve(): void {
  bus.listeners.clear();
  models = new BoardModels({
    runs: openRunStore(),
    embedder: async () => embedderOf(versions),
    store: openModelStore(),
    background: async () => [],
  });
  serveRanking({ service: { embed }, models, backend: async () => 'wasm' });
}

beforeEach(async () => {
  fakeBrowser.reset();
  vi.stubGlobal('indexedDB', new IDBFactory());
  isActive = true;
  vi.spyOn(browser.tabs, 'get').mockImplementation(
    async () => ({ id: 7, windowId: 3, active: isActive }) as never,
  );
  Object.assign(browser.tabs, { captureVisibleTab });
  captureVisibleTab.mockReset().mockResolvedValue(PICTURE);
  embed.mockReset().mockResolvedValue({ ok: true, embeddings: [encodeEmbedding(along(0))] });
  ours = { url: browser.runtime.getURL('/') };
  versions = { mobilenet: '2' };
  serve();
  const page = { kind: 'board', user: 'anna' } as const;
  const store = openModelStore();
  const keep = (slug: string, title: string | null) =>
    store.save({
      id: `board /anna/${slug}/`,
      subject: { page: { ...page, slug }, title, style: null, embedder: 'mobilenet 2' },
      model: MODEL,
    });
  await keep('attic', null);
  await keep('rooms', ' My\n rooms ');
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe('the boards to rank by', () => {
  it('are those with a model, by their names', async () => {
    expect(await receive('ranking:boards', undefined, ours)).toEqual([
      { id: 'board /anna/attic/', name: 'attic' },
      { id: 'board /anna/rooms/', name: 'My rooms' },
    ]);
  });

  it('are none of other models’ numbers, nor in a build that has none', async () => {
    versions = { mobilenet: '3' };
    serve();
    expect(await receive('ranking:boards', undefined, ours)).toEqual([]);
    versions = {};
    serve();
    expect(await receive('ranking:boards', undefined, ours)).toEqual([]);
  });

  it('are no business of a page’s', async () => {
    await expect(receive('ranking:boards', undefined, TAB)).rejects.toThrow(TypeError);
  });
});

describe('a page’s pictures', () => {
  it('are looked at in what its tab shows, and told how well they fit', async () => {
    embed.mockResolvedValue({
      ok: true,
      embeddings: [0, 1].map((axis) => encodeEmbedding(along(axis))),
    });
    const areas = [WHOLE, { ...WHOLE, width: 0.5 }];
    const outcome = await askFit({ capture: await captured(), areas });
    expect(captureVisibleTab).toHaveBeenCalledWith(3, { format: 'jpeg', quality: 92 });
    expect(embed).toHaveBeenCalledExactlyOnceWith(
      { picture: PICTURE, areas, backend: 'wasm' },
      expect.any(AbortSignal),
    );
    if (!outcome.ok) throw new Error(outcome.failure.code);
    // 1 / (1 + e^-(8·1 - 4)), and e^4 of it for what has nothing of the board.
    expect(outcome.fits[0]).toBeCloseTo(0.982, 3);
    expect(outcome.fits[1]).toBeCloseTo(0.018, 3);
  });

  it('are not taken from another tab that came to the front, nor where the browser refuses', async () => {
    const refused = { ok: false, failure: { code: 'capture-refused' } };
    isActive = false;
    expect(await capture()).toMatchObject(refused);
    expect(captureVisibleTab).not.toHaveBeenCalled();
    isActive = true;
    captureVisibleTab.mockImplementation(async () => {
      isActive = false;
      return PICTURE;
    });
    expect(await capture()).toMatchObject(refused);
    isActive = true;
    captureVisibleTab.mockRejectedValue(new Error('no permission'));
    expect(await capture()).toMatchObject(refused);
  });

  it('are taken no faster than Chrome allows, one after the other', async () => {
    vi.useFakeTimers();
    const both = Promise.all([capture(), capture()]);
    await vi.advanceTimersByTimeAsync(100);
    expect(captureVisibleTab).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(captureVisibleTab).toHaveBeenCalledTimes(2);
    await both;
  });

  it('are looked at once, and forgotten where nobody asks', async () => {
    const id = await captured();
    expect((await askFit({ capture: id })).ok).toBe(true);
    const lost = { ok: false, failure: { code: 'engine-lost' } };
    expect(await askFit({ capture: id })).toEqual(lost);
    expect(await askFit({ capture: 'made up' })).toEqual(lost);
    vi.useFakeTimers();
    const later = captured();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await askFit({ capture: await later })).toEqual(lost);
    expect(embed).toHaveBeenCalledOnce();
  });

  it('have no fit to a board that was forgotten meanwhile', async () => {
    const id = await captured();
    await models.clear();
    expect(await askFit({ capture: id })).toEqual({
      ok: false,
      failure: { code: 'board-not-learned' },
    });
  });

  it('are left alone as soon as the user has done with them, or closes the tab', async () => {
    for (const end of [
      () => receive('ranking:leave', undefined),
      () => fakeBrowser.tabs.onRemoved.trigger(7, { windowId: 3, isWindowClosing: false }),
    ]) {
      let aborted: AbortSignal | undefined;
      embed.mockImplementation((_, signal) => {
        aborted = signal;
        return new Promise((resolve) =>
          signal.addEventListener('abort', () =>
            resolve({ ok: false, failure: { code: 'cancelled' } }),
          ),
        );
      });
      const looking = askFit({ capture: await captured() });
      await vi.waitFor(() => expect(aborted).toBeDefined());
      await end();
      expect(await looking).toMatchObject({ failure: { code: 'cancelled' } });
    }
  });

  it('have to make sense', async () => {
    const id = await captured();
    for (const order of [
      { areas: [] },
      { areas: [{ ...WHOLE, x: 2 }] },
      { areas: Array(500).fill(WHOLE) },
      { boardId: 3 },
    ]) {
      await expect(askFit({ capture: id, ...order })).rejects.toThrow();
    }
    await expect(receive('ranking:capture', undefined, ours)).rejects.toThrow(TypeError);
  });
});
