import { expose } from 'comlink';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Job, JobUpdate, Outcome, RegionJob } from '../../../../lib/engine/protocol.ts';
import { createWorkerHost } from '../../../../lib/engine/worker-host.ts';
import type { RegionOutcome } from '../../../../lib/region.ts';
import { analysisOf } from '../../support/analyses.ts';

const analysis = analysisOf();
const DONE: Outcome = { ok: true, analysis };
const REGION: RegionOutcome = { ok: false, failure: { code: 'offline' } };
const job = (id: string, backend: Job['backend'] = 'auto'): Job => ({
  id,
  imageUrls: ['https://i.pinimg.com/736x/a.jpg'],
  backend,
});

/** What runs in a worker, as the test wants it to. */
interface Script {
  run(job: Job, onUpdate: (update: JobUpdate) => Promise<void>): Promise<Outcome>;
  look(job: RegionJob): Promise<RegionOutcome>;
  cancel(jobId: string): void;
}

let script: Script;
let workers: TestWorker[];

/** A worker of this thread: real messages and a real comlink, but no module to load. */
class TestWorker extends EventTarget implements Worker {
  onmessage = null;
  onmessageerror = null;
  onerror = null;
  terminated = false;
  readonly #channel = new MessageChannel();

  constructor() {
    super();
    workers.push(this);
    this.#channel.port1.addEventListener('message', (event) => {
      this.dispatchEvent(
        new MessageEvent('message', { data: event.data, ports: [...event.ports] }),
      );
    });
    this.#channel.port1.start();
    expose(script, this.#channel.port2);
  }

  postMessage(message: unknown, transfer: Transferable[] | StructuredSerializeOptions = []): void {
    this.#channel.port1.postMessage(message, Array.isArray(transfer) ? transfer : []);
  }

  terminate(): void {
    this.terminated = true;
    this.#channel.port1.close();
  }

  breakDown(message: string): void {
    this.dispatchEvent(Object.assign(new Event('error'), { message }));
  }
}

const host = () => createWorkerHost(() => new TestWorker());
const alive = () => new AbortController().signal;
const never = () => new Promise<Outcome>(() => {});

beforeEach(() => {
  workers = [];
  script = { run: async () => DONE, look: async () => REGION, cancel: () => {} };
});
afterEach(() => {
  vi.useRealTimers();
  for (const worker of workers) worker.terminate();
});

describe('createWorkerHost', () => {
  it('starts no worker before there is a job', () => {
    host();
    expect(workers).toEqual([]);
  });

  it('runs jobs in one worker, and hands updates and outcome over', async () => {
    const update: JobUpdate = { jobId: 'a', analysis, next: 'labels' };
    script.run = async (_, onUpdate) => {
      await onUpdate(update);
      return DONE;
    };
    const onUpdate = vi.fn();
    const engine = host();
    expect(await engine.run(job('a'), onUpdate, alive())).toEqual(DONE);
    expect(onUpdate).toHaveBeenCalledExactlyOnceWith(update);
    expect(await engine.run(job('b'), () => {}, alive())).toEqual(DONE);
    expect(workers).toHaveLength(1);
  });

  it('hands a failure over', async () => {
    const failed: Outcome = { ok: false, failure: { code: 'image-missing', detail: '404' } };
    script.run = async () => failed;
    expect(await host().run(job('a'), () => {}, alive())).toEqual(failed);
  });

  it('ends the job of a worker that breaks down, and takes a new one for the next', async () => {
    script.run = never;
    const engine = host();
    const lost = engine.run(job('a'), () => {}, alive());
    workers[0]?.breakDown('out of memory');
    expect(await lost).toEqual({
      ok: false,
      failure: { code: 'engine-lost', detail: 'out of memory' },
    });
    expect(workers[0]?.terminated).toBe(true);
    script.run = async () => DONE;
    expect(await engine.run(job('b'), () => {}, alive())).toEqual(DONE);
    expect(workers).toHaveLength(2);
  });

  it('takes a new worker after one broke down between two jobs', async () => {
    const engine = host();
    await engine.run(job('a'), () => {}, alive());
    workers[0]?.breakDown('');
    await new Promise((resolve) => setTimeout(resolve));
    expect(await engine.run(job('b'), () => {}, alive())).toEqual(DONE);
    expect(workers).toHaveLength(2);
  });

  it('gives up on a worker that hangs, and takes a new one for the next', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    script.run = never;
    const engine = host();
    const hung = engine.run(job('a'), () => {}, alive());
    vi.advanceTimersByTime(10 * 60_000);
    expect(await hung).toEqual({
      ok: false,
      failure: { code: 'engine-lost', detail: 'timed out' },
    });
    expect(workers[0]?.terminated).toBe(true);
    script.run = async () => DONE;
    expect(await engine.run(job('b'), () => {}, alive())).toEqual(DONE);
    expect(workers).toHaveLength(2);
  });

  it('gives a job that ends in time no alarm', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const engine = host();
    await engine.run(job('a'), () => {}, alive());
    expect(vi.getTimerCount()).toBe(0);
    vi.advanceTimersByTime(10 * 60_000);
    expect(workers[0]?.terminated).toBe(false);
  });

  it('passes a cancellation on', async () => {
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    script.run = () => promise;
    const cancelled: string[] = [];
    script.cancel = (id) => {
      cancelled.push(id);
      resolve({ ok: false, failure: { code: 'cancelled' } });
    };
    const controller = new AbortController();
    const outcome = host().run(job('a'), () => {}, controller.signal);
    controller.abort();
    expect(await outcome).toEqual({ ok: false, failure: { code: 'cancelled' } });
    expect(cancelled).toEqual(['a']);
  });

  it('passes on a cancellation that was there before the job', async () => {
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    script.run = () => promise;
    script.cancel = () => resolve({ ok: false, failure: { code: 'cancelled' } });
    const outcome = await host().run(job('a'), () => {}, AbortSignal.abort());
    expect(outcome).toEqual({ ok: false, failure: { code: 'cancelled' } });
  });

  it('says nothing of a cancellation after the end', async () => {
    const cancelled: string[] = [];
    script.cancel = (id) => {
      cancelled.push(id);
    };
    const controller = new AbortController();
    const engine = host();
    await engine.run(job('a'), () => {}, controller.signal);
    controller.abort();
    await engine.run(job('b'), () => {}, alive());
    expect(cancelled).toEqual([]);
  });

  it('takes a new worker for another backend', async () => {
    const engine = host();
    await engine.run(job('a', 'auto'), () => {}, alive());
    await engine.run(job('b', 'wasm'), () => {}, alive());
    await engine.run(job('c', 'wasm'), () => {}, alive());
    expect(workers.map(({ terminated }) => terminated)).toEqual([true, false]);
  });

  it('looks at an area in the same worker', async () => {
    const engine = host();
    await engine.run(job('a'), () => {}, alive());
    const area = { x: 0, y: 0, width: 1, height: 1 };
    expect(await engine.look({ ...job('b'), area }, alive())).toEqual(REGION);
    expect(workers).toHaveLength(1);
  });
});
