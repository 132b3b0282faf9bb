import { createEngineWorker } from './engine-worker.ts';
import { engineMessages } from './offscreen-messages.ts';

/** An idle engine holds some 150 MB; opening it again takes about a second. */
const IDLE_BEFORE_CLOSING = 5 * 60_000;

/** Serves the engine to the service worker from this document, and closes it when idle. */
export function serveEngine(): void {
  const host = createEngineWorker();
  const controllers = new Map<string, AbortController>();
  let idle = setTimeout(close, IDLE_BEFORE_CLOSING);

  engineMessages.onMessage('engine:run', async ({ data: job }) => {
    clearTimeout(idle);
    const controller = new AbortController();
    controllers.set(job.id, controller);
    try {
      return await host.run(
        job,
        // Nobody listens once the service worker has died; it asks again when it is back.
        (update) => void engineMessages.sendMessage('engine:update', update).catch(() => {}),
        controller.signal,
      );
    } finally {
      controllers.delete(job.id);
      if (controllers.size === 0) idle = setTimeout(close, IDLE_BEFORE_CLOSING);
    }
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
