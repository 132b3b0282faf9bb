import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { serveBoardModels } from '../../../../lib/background/serve-board-models.ts';
import { newRun } from '../../../../lib/board/board-run.ts';
import { openRunStore } from '../../../../lib/board/run-store.ts';
import { lookOf, pinsNamed } from '../../support/boards.ts';
import { encodedPictures } from '../../support/embeddings.ts';

type Listener = (message: { data: unknown; sender: { url?: string } }) => unknown;

/** The extension's messages, of which this test is the other end. */
const bus = vi.hoisted(() => ({
  listeners: new Map<string, Listener>(),
  send: vi.fn<(type: string, data: unknown) => Promise<unknown>>(),
}));
vi.mock('../../../../lib/platform/board-model-messages.ts', async (original) => ({
  ...(await original<typeof import('../../../../lib/platform/board-model-messages.ts')>()),
  boardModelMessages: {
    onMessage: (type: string, listener: Listener) => bus.listeners.set(type, listener),
    sendMessage: bus.send,
  },
}));

const RUN = 'board /anna/lamps/';
let served: ReturnType<typeof serveBoardModels>;

const receive = async (type: string, data: unknown, url?: string) =>
  bus.listeners.get(`board-model:${type}`)?.({
    data,
    sender: { url: url ?? browser.runtime.getURL('/boards.html') },
  });

async function looked(count: number): Promise<void> {
  const { run } = newRun({ kind: 'board', user: 'anna', slug: 'lamps' }, 60, 0);
  const texts = encodedPictures(count, 0, 0.4, 1);
  const store = openRunStore();
  for (const [place, pin] of pinsNamed(count).entries()) {
    const done = { runId: run.id, pin, place, state: 'done' as const, failure: null, attempts: 0 };
    const look = lookOf({ embedding: texts[place] ?? null, models: { mobilenet: '2' } });
    await store.save({ run, pins: [done], look: { pinId: pin.id, look } });
  }
}

beforeEach(() => {
  fakeBrowser.reset();
  vi.stubGlobal('indexedDB', new IDBFactory());
  const embeddings = encodedPictures(40, 600, 0.4, 2);
  vi.stubGlobal('fetch', async () =>
    Response.json({ source: 'a test', embedder: 'mobilenet 2', embeddings }),
  );
  bus.listeners.clear();
  bus.send.mockReset().mockResolvedValue(undefined);
  served = serveBoardModels(async () => ({ mobilenet: '2' }), openRunStore());
});
afterEach(() => vi.unstubAllGlobals());

describe('the models of boards, for the extension’s own pages', () => {
  it('are learned, named, exported, imported and forgotten', async () => {
    await looked(16);
    expect(await receive('learn', RUN)).toBeNull();
    await receive('style', { id: RUN, style: 'Boho' });
    expect(await receive('state', RUN)).toMatchObject({ learned: { pins: 16, style: 'boho' } });
    const file = await receive('export', RUN);
    await receive('forget', RUN);
    expect(await receive('state', RUN)).toMatchObject({ learned: null });
    expect(await receive('import', (file as { text: string }).text)).toMatchObject({ ok: true });
    expect(await receive('state', RUN)).toMatchObject({ learned: { pins: 16, style: 'boho' } });
    expect(bus.send.mock.calls.map(([type]) => type)).toEqual(
      Array.from({ length: 4 }, () => 'board-model:changed'),
    );
  });

  it('are learned anew when a run has come further and rests', async () => {
    await looked(14);
    await receive('learn', RUN);
    await looked(20);
    bus.send.mockClear();
    served.onRest(RUN);
    await vi.waitFor(() => expect(bus.send).toHaveBeenCalledOnce());
    expect(await receive('state', RUN)).toMatchObject({ learned: { pins: 20 } });
  });

  it('do without general pictures where their file is broken', async () => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => {});
    vi.stubGlobal('fetch', async () => new Response('{'));
    await looked(16);
    expect(await receive('learn', RUN)).toBe('nothing-else');
    expect(error).toHaveBeenCalledOnce();
    error.mockRestore();
  });

  it('are nobody else’s business', async () => {
    const types = [...bus.listeners.keys()].map((type) => type.replace('board-model:', ''));
    expect(types).toHaveLength(6);
    for (const type of types) {
      const asked = receive(type, RUN, 'https://www.pinterest.com/anna/lamps/');
      await expect(asked).rejects.toThrow(TypeError);
    }
    await expect(receive('style', { id: RUN, style: 'x'.repeat(301) })).rejects.toThrow();
  });
});
