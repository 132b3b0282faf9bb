import { MagpieError, toFailure } from '../errors.ts';
import type { Backend, BackendChoice } from './backend-choice.ts';
import { decodeImage } from './decode.ts';
import { fetchImage } from './fetch-image.ts';
import { analyze, type Eyes } from './pipeline.ts';
import type { Job, JobUpdate, Outcome } from './protocol.ts';

/** Eyes that know their backend. */
export interface OpenedEyes extends Eyes {
  backend: Backend;
}

/**
 * The analyses of one worker, one at a time: coco-ssd is not re-entrant, and two would
 * only slow each other down. The first job's choice of a backend holds for the worker's life.
 */
export class Engine {
  readonly #open: (choice: BackendChoice) => Promise<OpenedEyes>;
  readonly #controllers = new Map<string, AbortController>();
  #eyes: Promise<OpenedEyes> | null = null;
  #last: Promise<unknown> = Promise.resolve();

  /** @param open loads the models on a backend that fits the choice */
  constructor(open: (choice: BackendChoice) => Promise<OpenedEyes>) {
    this.#open = open;
  }

  /** Runs `job` after those before it. Never rejects. */
  run(job: Job, onUpdate: (update: JobUpdate) => void): Promise<Outcome> {
    const controller = new AbortController();
    this.#controllers.set(job.id, controller);
    const outcome = this.#last.then(async (): Promise<Outcome> => {
      try {
        return { ok: true, analysis: await this.#analyze(job, onUpdate, controller.signal) };
      } catch (error) {
        return { ok: false, failure: toFailure(error) };
      } finally {
        this.#controllers.delete(job.id);
      }
    });
    this.#last = outcome;
    return outcome;
  }

  /** Ends a job, waiting or running, as `cancelled`. Unknown ids are those that have ended. */
  cancel(jobId: string): void {
    this.#controllers.get(jobId)?.abort();
  }

  /** Ends every job: whoever asked for them is gone. */
  cancelAll(): void {
    for (const controller of this.#controllers.values()) controller.abort();
  }

  async #analyze(job: Job, onUpdate: (update: JobUpdate) => void, signal: AbortSignal) {
    if (signal.aborted) throw new MagpieError('cancelled');
    const bytes = await fetchImage(job.imageUrls, signal);
    const start = performance.now();
    const image = await decodeImage(bytes);
    return analyze(image, () => this.#openEyes(job.backend), {
      decodeMs: performance.now() - start,
      signal,
      onStage: (analysis, next) => onUpdate({ jobId: job.id, analysis, next }),
    });
  }

  async #openEyes(choice: BackendChoice): Promise<OpenedEyes> {
    this.#eyes ??= this.#open(choice);
    try {
      return await this.#eyes;
    } catch (error) {
      // The next job tries anew.
      this.#eyes = null;
      throw error;
    }
  }
}
