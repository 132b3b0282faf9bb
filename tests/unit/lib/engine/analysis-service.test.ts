import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type AnalysisRequest, AnalysisService } from '../../../../lib/engine/analysis-service.ts';
import { type AnalysisCache, openAnalysisCache } from '../../../../lib/engine/cache.ts';
import { analysisOf } from '../../support/analyses.ts';
import { ManualHost } from '../../support/manual-host.ts';

const analysis = analysisOf();
const DONE = { ok: true as const, analysis };
const CANCELLED = { ok: false, failure: expect.objectContaining({ code: 'cancelled' }) };
const A = 'https://i.pinimg.com/736x/a.jpg';
const B = 'https://i.pinimg.com/736x/b.jpg';

let host: ManualHost;
let cache: AnalysisCache;
let versions: Record<string, string>;
let service: AnalysisService;

const newService = (use: AnalysisCache = cache) =>
  new AnalysisService({ host, cache: use, modelVersions: async () => versions });

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  host = new ManualHost();
  cache = openAnalysisCache();
  versions = { 'coco-ssd': 'v1' };
  service = newService();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** Asks for an image, and keeps what comes. */
function ask(url: string, changes: Partial<AnalysisRequest> = {}) {
  const controller = new AbortController();
  const onStage = vi.fn();
  const outcome = service.analyze(
    { imageUrls: [url], remember: true, backend: 'auto', ...changes },
    onStage,
    controller.signal,
  );
  return { outcome, onStage, leave: () => controller.abort() };
}

const jobs = (count: number) => vi.waitFor(() => expect(host.given).toHaveLength(count));
/** Long enough for anything that was going to happen to have happened. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 30));

describe('AnalysisService', () => {
  it('hands the whole request to the engine and its stages and outcome back', async () => {
    const { outcome, onStage } = ask(A, { imageUrls: [A, B], backend: 'webgl' });
    await jobs(1);
    expect(host.at(0).job).toMatchObject({ imageUrls: [A, B], backend: 'webgl' });
    host.at(0).update({ analysis, next: 'labels' });
    expect(onStage).toHaveBeenCalledExactlyOnceWith(analysis, 'labels');
    host.at(0).end(DONE);
    expect(await outcome).toEqual(DONE);
  });

  it('looks at an image once: later requests are answered from the cache', async () => {
    const first = ask(A);
    await jobs(1);
    host.at(0).end(DONE);
    await first.outcome;
    expect(await ask(A).outcome).toEqual(DONE);
    service = newService(openAnalysisCache());
    await vi.waitFor(async () => expect(await ask(A).outcome).toEqual(DONE));
    expect(host.given).toHaveLength(1);
  });

  it('lets what nobody watches wait for all else', async () => {
    ask(A);
    await jobs(1);
    ask(`${A}?board`, { patient: true });
    ask(B);
    await settle();
    host.at(0).end(DONE);
    await jobs(2);
    expect(host.at(1).job.imageUrls).toEqual([B]);
    host.at(1).end(DONE);
    await jobs(3);
    expect(host.at(2).job.imageUrls).toEqual([`${A}?board`]);
    // Of a board's pins the things are described, too.
    expect(host.given.map(({ job }) => job.embedFinds)).toEqual([false, false, true]);
  });

  it('looks anew when the models have changed', async () => {
    const first = ask(A);
    await jobs(1);
    host.at(0).end(DONE);
    await first.outcome;
    versions = { 'coco-ssd': 'v2' };
    ask(A);
    await jobs(2);
  });

  it('does not remember failures', async () => {
    const first = ask(A);
    await jobs(1);
    host.at(0).end({ ok: false, failure: { code: 'offline' } });
    expect(await first.outcome).toEqual({ ok: false, failure: { code: 'offline' } });
    ask(A);
    await jobs(2);
  });

  it('lets a second request for an image join the first, and catch up with it', async () => {
    const first = ask(A);
    await jobs(1);
    host.at(0).update({ analysis, next: 'objects' });
    const second = ask(A);
    await vi.waitFor(() => expect(second.onStage).toHaveBeenCalledWith(analysis, 'objects'));
    host.at(0).update({ analysis, next: 'labels' });
    expect(first.onStage).toHaveBeenLastCalledWith(analysis, 'labels');
    expect(second.onStage).toHaveBeenLastCalledWith(analysis, 'labels');
    host.at(0).end(DONE);
    expect(await Promise.all([first.outcome, second.outcome])).toEqual([DONE, DONE]);
    expect(host.given).toHaveLength(1);
  });

  it('works on while one of two still waits', async () => {
    const first = ask(A);
    const second = ask(A);
    await jobs(1);
    first.leave();
    expect(await first.outcome).toEqual(CANCELLED);
    expect(host.at(0).signal.aborted).toBe(false);
    host.at(0).update({ analysis, next: 'labels' });
    expect(first.onStage).not.toHaveBeenCalled();
    host.at(0).end(DONE);
    expect(await second.outcome).toEqual(DONE);
  });

  it('stops when nobody waits any more, and starts anew for the next', async () => {
    const first = ask(A);
    const second = ask(A);
    await jobs(1);
    first.leave();
    second.leave();
    expect(await second.outcome).toEqual(CANCELLED);
    expect(host.at(0).signal.aborted).toBe(true);
    const third = ask(A);
    await jobs(2);
    host.at(1).end(DONE);
    expect(await third.outcome).toEqual(DONE);
  });

  it('says nothing more once it has answered, however late the engine reports', async () => {
    const { outcome, onStage } = ask(A);
    await jobs(1);
    host.at(0).end(DONE);
    await outcome;
    host.at(0).update({ analysis, next: 'labels' });
    expect(onStage).not.toHaveBeenCalled();
  });

  it('runs one image at a time, in order', async () => {
    const first = ask(A);
    await jobs(1);
    const second = ask(B);
    await settle();
    expect(host.given).toHaveLength(1);
    host.at(0).end(DONE);
    await first.outcome;
    await jobs(2);
    expect(host.at(1).job.imageUrls).toEqual([B]);
    host.at(1).end(DONE);
    expect(await second.outcome).toEqual(DONE);
  });

  it('never starts what was left while it waited', async () => {
    ask(A);
    await jobs(1);
    const second = ask(B);
    await settle();
    second.leave();
    expect(await second.outcome).toEqual(CANCELLED);
    host.at(0).end(DONE);
    await settle();
    expect(host.given).toHaveLength(1);
  });

  it('starts nothing for a request that was left from the start', async () => {
    const { outcome, leave } = ask(A);
    leave();
    expect(await outcome).toEqual(CANCELLED);
    expect(host.given).toEqual([]);
  });

  it('takes an engine that throws for a failure', async () => {
    vi.spyOn(host, 'run').mockRejectedValueOnce(new Error('no worker'));
    expect(await ask(A).outcome).toEqual({
      ok: false,
      failure: { code: 'engine-failed', detail: 'no worker' },
    });
    ask(A);
    await jobs(1);
  });
});

describe('a look at an area', () => {
  const area = { x: 0, y: 0, width: 0.5, height: 0.5 };
  const request = { imageUrls: [A], backend: 'wasm', area } as const;
  const REGION = { ok: false as const, failure: { code: 'offline' as const } };

  it('comes before the images that wait, and is cached nowhere', async () => {
    const first = ask(A);
    await jobs(1);
    const second = ask(B);
    await settle();
    const look = service.look({ ...request, imageUrls: [A] }, new AbortController().signal);
    host.at(0).end(DONE);
    await first.outcome;
    await vi.waitFor(() => expect(host.looks).toHaveLength(1));
    expect(host.given).toHaveLength(1);
    expect(host.looks[0]?.job).toMatchObject({ imageUrls: [A], backend: 'wasm', area });
    host.looks[0]?.end(REGION);
    expect(await look).toEqual(REGION);
    await jobs(2);
    host.at(1).end(DONE);
    await second.outcome;
    void service.look({ ...request, imageUrls: [A] }, new AbortController().signal);
    await vi.waitFor(() => expect(host.looks).toHaveLength(2));
  });

  it('can be cancelled, waiting or under way', async () => {
    ask(A);
    await jobs(1);
    const waiting = new AbortController();
    const look = service.look({ ...request, imageUrls: [A] }, waiting.signal);
    waiting.abort();
    expect(await look).toEqual(CANCELLED);
    host.at(0).end(DONE);
    const running = new AbortController();
    const other = service.look({ ...request, imageUrls: [A] }, running.signal);
    await vi.waitFor(() => expect(host.looks).toHaveLength(1));
    running.abort();
    expect(await other).toEqual(CANCELLED);
  });

  it('takes an engine that throws for a failure', async () => {
    vi.spyOn(host, 'look').mockRejectedValueOnce(new Error('no worker'));
    const look = service.look({ ...request, imageUrls: [A] }, new AbortController().signal);
    expect(await look).toMatchObject({ ok: false, failure: { code: 'engine-failed' } });
  });
});

describe('areas of a picture that are described', () => {
  const request = {
    picture: 'data:image/jpeg;base64,AAAA',
    areas: [{ x: 0, y: 0, width: 1, height: 1 }],
    backend: 'wasm',
  } as const;
  const EMBEDDED = { ok: true as const, embeddings: ['a'] };
  const embedded = (count: number) => vi.waitFor(() => expect(host.embeds).toHaveLength(count));

  it('come after pins that are open, and before those that nobody watches', async () => {
    ask(A);
    await jobs(1);
    ask(`${A}?board`, { patient: true });
    const embedding = service.embed(request, new AbortController().signal);
    ask(B);
    await settle();
    host.at(0).end(DONE);
    await jobs(2);
    expect(host.at(1).job.imageUrls).toEqual([B]);
    expect(host.embeds).toEqual([]);
    host.at(1).end(DONE);
    await embedded(1);
    expect(host.embeds[0]?.job).toMatchObject(request);
    expect(host.given).toHaveLength(2);
    host.embeds[0]?.end(EMBEDDED);
    expect(await embedding).toEqual(EMBEDDED);
    await jobs(3);
    expect(host.at(2).job.imageUrls).toEqual([`${A}?board`]);
  });

  it('can be cancelled, and an engine that throws is a failure', async () => {
    const controller = new AbortController();
    const embedding = service.embed(request, controller.signal);
    await embedded(1);
    controller.abort();
    expect(await embedding).toEqual(CANCELLED);
    vi.spyOn(host, 'embed').mockRejectedValueOnce(new Error('no worker'));
    expect(await service.embed(request, new AbortController().signal)).toMatchObject({
      failure: { code: 'engine-failed' },
    });
  });
});

describe('a private window', () => {
  it('writes nothing down', async () => {
    const put = vi.spyOn(cache, 'put');
    const first = ask(A, { remember: false });
    await jobs(1);
    host.at(0).end(DONE);
    expect(await first.outcome).toEqual(DONE);
    await settle();
    expect(put).not.toHaveBeenCalled();
    ask(A);
    await jobs(2);
  });

  it('may read what others know, without a trace', async () => {
    const first = ask(A);
    await jobs(1);
    host.at(0).end(DONE);
    await first.outcome;
    await settle();
    const get = vi.spyOn(cache, 'get');
    expect(await ask(A, { remember: false }).outcome).toEqual(DONE);
    expect(get).toHaveBeenCalledExactlyOnceWith(expect.any(String), false);
  });

  it('neither joins nor is joined', async () => {
    const open = ask(A);
    const hidden = ask(A, { remember: false });
    const hiddenToo = ask(A, { remember: false });
    await jobs(1);
    host.at(0).end(DONE);
    expect(await open.outcome).toEqual(DONE);
    await jobs(2);
    host.at(1).end(DONE);
    expect(await hidden.outcome).toEqual(DONE);
    await jobs(3);
    host.at(2).end(DONE);
    expect(await hiddenToo.outcome).toEqual(DONE);
  });
});

describe('without a cache', () => {
  it('analyses all the same', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const broken = () => Promise.reject(new DOMException('full', 'QuotaExceededError'));
    service = newService({ get: broken, put: broken, clear: broken });
    const { outcome } = ask(A);
    await jobs(1);
    host.at(0).end(DONE);
    expect(await outcome).toEqual(DONE);
    await vi.waitFor(() => expect(warn).toHaveBeenCalledTimes(2));
    const second = ask(A);
    await jobs(2);
    host.at(1).end(DONE);
    expect(await second.outcome).toEqual(DONE);
  });
});
