import { browser } from 'wxt/browser';
import type { MergeHost } from '../cloud-vision/merge-request.ts';
import type { Failure } from '../errors.ts';
import { engineMessages } from './offscreen-messages.ts';
import type { EngineHost, JobUpdate, TextHost } from './protocol.ts';

const OFFSCREEN_PAGE = 'offscreen.html';

/**
 * In Chrome a service worker cannot start workers, so an offscreen document holds the
 * engine. It lives longer than the service worker and is made again whenever it is gone.
 */
export function createHost(): EngineHost & TextHost & MergeHost {
  const listeners = new Map<string, (update: JobUpdate) => void>();
  let opening: Promise<void> | null = null;

  engineMessages.onMessage('engine:update', ({ data }) => {
    listeners.get(data.jobId)?.(data);
  });

  /** Only one document may exist, and two calls must not race to make it. */
  const ensureDocument = () => {
    opening ??= openDocument().finally(() => {
      opening = null;
    });
    return opening;
  };

  let metFormerLife = false;
  const openDocument = async () => {
    const contexts = await browser.runtime.getContexts({
      contextTypes: [browser.runtime.ContextType.OFFSCREEN_DOCUMENT],
    });
    if (contexts.length > 0) {
      // What a former life of the service worker started, nobody waits for any more.
      if (!metFormerLife) await engineMessages.sendMessage('engine:cancel-all');
    } else {
      await browser.offscreen.createDocument({
        url: OFFSCREEN_PAGE,
        reasons: [browser.offscreen.Reason.WORKERS],
        justification: 'Runs the vision models in a worker, on this device.',
      });
    }
    metFormerLife = true;
  };

  const inDocument = async <Result>(
    jobId: string,
    signal: AbortSignal,
    send: () => Promise<Result>,
  ): Promise<Result | { ok: false; failure: Failure }> => {
    const cancel = () => {
      // A document that is gone has nothing left to cancel.
      engineMessages.sendMessage('engine:cancel', jobId).catch(() => {});
    };
    signal.addEventListener('abort', cancel);
    try {
      return await withOneRetry(async () => {
        await ensureDocument();
        // The document could not have known the job that it was told to cancel.
        if (signal.aborted) return { ok: false as const, failure: { code: 'cancelled' as const } };
        return send();
      });
    } catch (error) {
      return { ok: false, failure: { code: 'engine-lost', detail: String(error) } };
    } finally {
      signal.removeEventListener('abort', cancel);
    }
  };

  return {
    mergeCloudAnswer: (request) =>
      withOneRetry(async () => {
        await ensureDocument();
        return engineMessages.sendMessage('engine:merge-cloud-answer', request);
      }),

    async run(job, onUpdate, signal) {
      listeners.set(job.id, onUpdate);
      try {
        return await inDocument(job.id, signal, () =>
          engineMessages.sendMessage('engine:run', job),
        );
      } finally {
        listeners.delete(job.id);
      }
    },
    look: (job, signal) =>
      inDocument(job.id, signal, () => engineMessages.sendMessage('engine:look', job)),
    embed: (job, signal) =>
      inDocument(job.id, signal, () => engineMessages.sendMessage('engine:embed', job)),

    readTerms: (texts) =>
      withOneRetry(async () => {
        await ensureDocument();
        return engineMessages.sendMessage('engine:read-terms', texts);
      }),
  };
}

/** The document may close between the check and the message, or die during the job. */
async function withOneRetry<Result>(attempt: () => Promise<Result>): Promise<Result> {
  try {
    return await attempt();
  } catch {
    return attempt();
  }
}
