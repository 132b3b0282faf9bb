import { createEngineWorker } from './engine-worker.ts';
import { engineMessages } from './offscreen-messages.ts';

/** An idle engine holds some 150 MB; opening it again takes about a second. */
const IDLE_BEFORE_CLOSING = 5 * 60_000;

/** Serves the engine to the service worker from this document, and closes it when idle. */
export function serveEngine(): void {
  const host = createEngineWorker();
  const controllers = new Map<string, AbortController>();
  let idle = setTimeout(close, IDLE_BEFORE_CLOSING);

  const atWork = async <Result>(
    jobId: string,
    work: (signal: AbortSignal) => Promise<Result>,
  ): Promise<Result> => {
    clearTimeout(idle);
    const controller = new AbortController();
    controllers.set(jobId, controller);
    try {
      return await work(controller.signal);
    } finally {
      controllers.delete(jobId);
      if (controllers.size === 0) idle = setTimeout(close, IDLE_BEFORE_CLOSING);
    }
  };

  engineMessages.onMessage('engine:run', ({ data: job }) =>
    atWork(job.id, (signal) =>
      host.run(
        job,
        // Nobody listens once the service worker has died; it asks again when it is back.
        (update) => void engineMessages.sendMessage('engine:update', update).catch(() => {}),
        signal,
      ),
    ),
  );
  engineMessages.onMessage('engine:look', ({ data: job }) =>
    atWork(job.id, (signal) => host.look(job, signal)),
  );
  engineMessages.onMessage('engine:embed', ({ data: job }) =>
    atWork(job.id, (signal) => host.embed(job, signal)),
  );
  engineMessages.onMessage('engine:read-terms', async ({ data: texts }) => {
    // The language library takes its time to load, which the first analysis need not wait for.
    const { readTerms } = await import('../text/read-terms.ts');
    return readTerms(texts);
  });
  engineMessages.onMessage('engine:cancel', ({ data: jobId }) => controllers.get(jobId)?.abort());
  engineMessages.onMessage('engine:cancel-all', () => {
    for (const controller of controllers.values()) controller.abort();
  });
  engineMessages.onMessage('engine:merge-cloud-answer', async ({ data: request }) => {
    const { mergeForPicture } = await import('../cloud-vision/merge-for-picture.ts');
    return mergeForPicture(request);
  });
}

function close(): void {
  window.close();
}
