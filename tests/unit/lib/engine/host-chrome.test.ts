import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { MergeRequest } from '../../../../lib/cloud-vision/merge-request.ts';
import { createHost } from '../../../../lib/engine/host.chrome.ts';
import { serveEngine } from '../../../../lib/engine/offscreen.ts';
import type { Job } from '../../../../lib/engine/protocol.ts';
import { analysisOf } from '../../support/analyses.ts';
import { STYLISH } from '../../support/cloud.ts';
import { ManualHost } from '../../support/manual-host.ts';

const analysis = analysisOf();
const DONE = { ok: true as const, analysis };
const CANCELLED = { ok: false, failure: { code: 'cancelled' } };
const job = (id: string): Job => ({ id, imageUrls: ['https://i.pinimg.com/a'], backend: 'auto' });

/** Chrome's messages between its contexts: like them it fails where nobody listens. */
const bus = vi.hoisted(() => {
  const listeners = new Map<string, (message: { data: unknown }) => unknown>();
  return {
    listeners,
    engineMessages: {
      onMessage(type: string, listener: (message: { data: unknown }) => unknown) {
        listeners.set(type, listener);
        return () => listeners.delete(type);
      },
      async sendMessage(type: string, data: unknown) {
        const listener = listeners.get(type);
        if (!listener) throw new Error('Could not establish connection.');
        return listener({ data: structuredClone(data) });
      },
    },
  };
});
vi.mock('../../../../lib/engine/offscreen-messages.ts', () => ({
  engineMessages: bus.engineMessages,
}));

const worker = vi.hoisted(() => ({ create: vi.fn() }));
vi.mock('../../../../lib/engine/engine-worker.ts', () => ({ createEngineWorker: worker.create }));

// Its real work is tested where it is; here it only has to be done in the document.
vi.mock('../../../../lib/cloud-vision/merge-for-picture.ts', () => ({
  mergeForPicture: async ({ analysis: before, jpeg }: MergeRequest) => ({
    ...before,
    styles: [jpeg],
  }),
}));

/** The documents that the browser made; the last is the one that lives, if any does. */
let engines: ManualHost[];
let isOpen: boolean;
let create: () => Promise<void>;

function openDocument(): void {
  isOpen = true;
  engines.push(new ManualHost());
  worker.create.mockReturnValue(engines.at(-1));
  serveEngine();
}

/** The document is gone, with all that it listened to. */
function closeDocument(): void {
  isOpen = false;
  for (const type of [
    'engine:run',
    'engine:embed',
    'engine:cancel',
    'engine:cancel-all',
    'engine:read-terms',
    'engine:merge-cloud-answer',
  ]) {
    bus.listeners.delete(type);
  }
}

const engine = () => {
  const last = engines.at(-1);
  if (!last) throw new Error('no document');
  return last;
};
const given = (count: number) => vi.waitFor(() => expect(engine().given).toHaveLength(count));
const alive = () => new AbortController().signal;

beforeEach(() => {
  engines = [];
  isOpen = false;
  bus.listeners.clear();
  create = async () => openDocument();
  vi.stubGlobal('window', { close: vi.fn(closeDocument) });
  Object.assign(fakeBrowser.runtime, {
    ContextType: { OFFSCREEN_DOCUMENT: 'OFFSCREEN_DOCUMENT' },
    getContexts: vi.fn(async () => (isOpen ? [{}] : [])),
  });
  Object.assign(fakeBrowser, {
    offscreen: { Reason: { WORKERS: 'WORKERS' }, createDocument: vi.fn(() => create()) },
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('the engine behind an offscreen document', () => {
  it('is made with the first job, and hands updates and outcome over', async () => {
    const onUpdate = vi.fn();
    const outcome = createHost().run(job('a'), onUpdate, alive());
    await vi.waitFor(() => expect(engines).toHaveLength(1));
    await given(1);
    expect(engine().at(0).job).toEqual(job('a'));
    engine().at(0).update({ analysis, next: 'labels' });
    await vi.waitFor(() => expect(onUpdate).toHaveBeenCalledOnce());
    expect(onUpdate).toHaveBeenCalledWith({ jobId: 'a', analysis, next: 'labels' });
    engine().at(0).end(DONE);
    expect(await outcome).toEqual(DONE);
  });

  it('is made once for two jobs that come together', async () => {
    create = async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      openDocument();
    };
    const host = createHost();
    const runs = [host.run(job('a'), () => {}, alive()), host.run(job('b'), () => {}, alive())];
    await vi.waitFor(() => expect(engines).toHaveLength(1));
    await given(2);
    for (const { end } of engine().given) end(DONE);
    expect(await Promise.all(runs)).toEqual([DONE, DONE]);
    expect(engines).toHaveLength(1);
  });

  it('is made again when it is gone', async () => {
    const host = createHost();
    const first = host.run(job('a'), () => {}, alive());
    await vi.waitFor(() => expect(engines[0]?.given).toHaveLength(1));
    engine().at(0).end(DONE);
    await first;
    closeDocument();
    const second = host.run(job('b'), () => {}, alive());
    await vi.waitFor(() => expect(engines).toHaveLength(2));
    await given(1);
    engine().at(0).end(DONE);
    expect(await second).toEqual(DONE);
  });

  it('is asked again when it closed between the check and the job', async () => {
    openDocument();
    const host = createHost();
    closeDocument();
    isOpen = true;
    create = async () => openDocument();
    const outcome = host.run(job('a'), () => {}, alive());
    // It seems to be there, but nobody answers; by the second look it is known to be gone.
    isOpen = false;
    await vi.waitFor(() => expect(engines).toHaveLength(2));
    await given(1);
    engine().at(0).end(DONE);
    expect(await outcome).toEqual(DONE);
  });

  it('is lost when it cannot be made', async () => {
    create = () => Promise.reject(new Error('no memory'));
    expect(await createHost().run(job('a'), () => {}, alive())).toEqual({
      ok: false,
      failure: { code: 'engine-lost', detail: 'Error: no memory' },
    });
  });

  it('hears a cancellation', async () => {
    const controller = new AbortController();
    const outcome = createHost().run(job('a'), () => {}, controller.signal);
    await vi.waitFor(() => expect(engines[0]?.given).toHaveLength(1));
    controller.abort();
    expect(await outcome).toEqual(CANCELLED);
    expect(engine().at(0).signal.aborted).toBe(true);
  });

  it('is not given a job that was cancelled while it was made', async () => {
    const controller = new AbortController();
    create = async () => {
      controller.abort();
      openDocument();
    };
    const outcome = await createHost().run(job('a'), () => {}, controller.signal);
    expect(outcome).toMatchObject(CANCELLED);
    expect(engine().given).toEqual([]);
  });

  it('drops what a former life of the service worker started', async () => {
    const former = createHost().run(job('a'), () => {}, alive());
    await vi.waitFor(() => expect(engines[0]?.given).toHaveLength(1));
    const present = createHost();
    const outcome = present.run(job('b'), () => {}, alive());
    await given(2);
    expect(await former).toEqual(CANCELLED);
    expect(engine().at(1).signal.aborted).toBe(false);
    const another = present.run(job('c'), () => {}, alive());
    await given(3);
    expect(engine().at(1).signal.aborted).toBe(false);
    for (const { end } of engine().given) end(DONE);
    expect(await Promise.all([outcome, another])).toEqual([DONE, DONE]);
  });

  it('reads texts, in a document made for it or there already', async () => {
    const host = createHost();
    const texts = { title: null, description: null, interests: [], board: null };
    const [first, second] = await Promise.all([
      host.readTerms({ ...texts, altText: 'a rattan chair' }),
      host.readTerms({ ...texts, altText: 'a velvet sofa' }),
    ]);
    expect(first).toMatchObject([{ role: 'noun', value: 'rattan chair', field: 'altText' }]);
    expect(second).toMatchObject([{ value: 'velvet' }, { value: 'sofa' }]);
    expect(engines).toHaveLength(1);
  });

  it('merges what Google says, in a document made for that if need be', async () => {
    const host = createHost();
    const request = { analysis, answer: STYLISH, jpeg: 'SlBFRw==' };
    expect(await host.mergeCloudAnswer(request)).toEqual({ ...analysis, styles: ['SlBFRw=='] });
    closeDocument();
    expect(await host.mergeCloudAnswer(request)).toMatchObject({ styles: ['SlBFRw=='] });
    expect(engines).toHaveLength(2);
    closeDocument();
    create = () => Promise.reject(new Error('no memory'));
    await expect(host.mergeCloudAnswer(request)).rejects.toThrow('no memory');
  });

  it('closes itself when idle, and never at work', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const hour = 60 * 60_000;
    openDocument();
    const running = bus.engineMessages.sendMessage('engine:run', job('a'));
    await Promise.resolve();
    vi.advanceTimersByTime(hour);
    expect(isOpen).toBe(true);
    engine().at(0).end(DONE);
    await running;
    vi.advanceTimersByTime(hour);
    expect(isOpen).toBe(false);
  });

  it('looks at an area', async () => {
    const area = { x: 0, y: 0, width: 1, height: 1 };
    const outcome = createHost().look({ ...job('a'), area }, alive());
    await vi.waitFor(() => expect(engines[0]?.looks).toHaveLength(1));
    expect(engine().looks[0]?.job).toEqual({ ...job('a'), area });
    const failed = { ok: false as const, failure: { code: 'offline' as const } };
    engine().looks[0]?.end(failed);
    expect(await outcome).toEqual(failed);
  });

  it('describes areas of a picture', async () => {
    const order = { id: 'a', picture: 'data:', areas: [], backend: 'auto' as const };
    const outcome = createHost().embed(order, alive());
    await vi.waitFor(() => expect(engines[0]?.embeds).toHaveLength(1));
    expect(engine().embeds[0]?.job).toEqual(order);
    engine().embeds[0]?.end({ ok: true, embeddings: ['a'] });
    expect(await outcome).toEqual({ ok: true, embeddings: ['a'] });
  });
});
