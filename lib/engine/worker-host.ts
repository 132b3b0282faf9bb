import { proxy, wrap } from 'comlink';
import type { Failure } from '../errors.ts';
import type { RegionOutcome } from '../region.ts';
import type { BackendChoice } from './backend-choice.ts';
import type { EmbedOutcome } from './embed.ts';
import type { Engine } from './engine.ts';
import type { EngineHost, Job, Outcome } from './protocol.ts';

type Lost = { ok: false; failure: Failure };

/** A job that takes longer than this hangs. A cold start on a slow machine takes about 5 s. */
const JOB_TIMEOUT = 90_000;

/**
 * Runs jobs in a worker made by `createWorker`, which is started with the first job and
 * started anew when it breaks down or hangs.
 */
export function createWorkerHost(createWorker: () => Worker): EngineHost {
  let current: RunningWorker | null = null;

  const start = (backend: BackendChoice): RunningWorker => {
    const worker = createWorker();
    const broken = new Promise<Lost>((resolve) => {
      worker.addEventListener('error', ({ message }) => {
        resolve({ ok: false, failure: { code: 'engine-lost', detail: message } });
      });
    });
    const running = { worker, engine: wrap<Engine>(worker), backend, broken };
    void broken.then(() => stop(running));
    return running;
  };

  const stop = (running: RunningWorker) => {
    running.worker.terminate();
    if (current === running) current = null;
  };

  const inWorker = async <Result>(
    { id, backend }: Pick<Job, 'id' | 'backend'>,
    signal: AbortSignal,
    begin: (engine: RunningWorker['engine']) => Promise<Result>,
  ): Promise<Result | Lost> => {
    // A worker keeps its backend for life; models can't be moved to another.
    if (current && current.backend !== backend) stop(current);
    current ??= start(backend);
    const running = current;
    const cancel = () => void running.engine.cancel(id);
    signal.addEventListener('abort', cancel);
    const timer = Promise.withResolvers<Lost>();
    const timeout = setTimeout(() => {
      stop(running);
      timer.resolve({ ok: false, failure: { code: 'engine-lost', detail: 'timed out' } });
    }, JOB_TIMEOUT);
    try {
      const finished = begin(running.engine);
      if (signal.aborted) cancel();
      return await Promise.race([finished, running.broken, timer.promise]);
    } finally {
      clearTimeout(timeout);
      signal.removeEventListener('abort', cancel);
    }
  };

  return {
    run: (job, onUpdate, signal) =>
      inWorker<Outcome>(job, signal, async (engine) => engine.run(job, proxy(onUpdate))),
    look: (job, signal) => inWorker<RegionOutcome>(job, signal, async (engine) => engine.look(job)),
    embed: (job, signal) =>
      inWorker<EmbedOutcome>(job, signal, async (engine) => engine.embed(job)),
  };
}

interface RunningWorker {
  worker: Worker;
  engine: ReturnType<typeof wrap<Engine>>;
  backend: BackendChoice;
  /** Resolves once the worker has thrown outside of a job. */
  broken: Promise<Lost>;
}
