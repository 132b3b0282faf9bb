import { type Failure, MagpieError, toFailure } from '../errors.ts';
import type { RegionOutcome } from '../region.ts';
import type { Embedder, RgbaImage } from '../vision/detector.ts';
import type { Backend, BackendChoice } from './backend-choice.ts';
import { decodeImage } from './decode.ts';
import { decodeDataUrl, type EmbedJob, type EmbedOutcome, embedAreas } from './embed.ts';
import { fetchImage } from './fetch-image.ts';
import { lookAtRegion } from './look-at-region.ts';
import { analyze, type Eyes } from './pipeline.ts';
import type { Job, JobUpdate, Outcome, RegionJob } from './protocol.ts';

/** Eyes that know their backend. */
export interface OpenedEyes extends Eyes {
  backend: Backend;
  embedder: Embedder | null;
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
    return this.#inTurn(job.id, async (signal) => {
      const { image, ms } = await this.#imageOf(job, signal);
      const analysis = await analyze(image, () => this.#openEyes(job.backend), {
        decodeMs: ms,
        signal,
        embedFinds: job.embedFinds ?? false,
        onStage: (soFar, next) => onUpdate({ jobId: job.id, analysis: soFar, next }),
      });
      return { ok: true as const, analysis };
    });
  }

  /** Looks at one area of an image, after the jobs before it. Never rejects. */
  look(job: RegionJob): Promise<RegionOutcome> {
    return this.#inTurn(job.id, async (signal) => {
      const { image } = await this.#imageOf(job, signal);
      const eyes = await this.#openEyes(job.backend);
      return { ok: true as const, region: await lookAtRegion(image, job.area, eyes) };
    });
  }

  /** Describes areas of a picture in numbers, after the jobs before it. Never rejects. */
  embed(job: EmbedJob): Promise<EmbedOutcome> {
    return this.#inTurn(job.id, async (signal) => {
      if (signal.aborted) throw new MagpieError('cancelled');
      const image = await decodeDataUrl(job.picture);
      const { embedder } = await this.#openEyes(job.backend);
      const embeddings = await embedAreas(image, job.areas, embedder, signal);
      return { ok: true as const, embeddings };
    });
  }

  /** Ends a job, waiting or running, as `cancelled`. Unknown ids are those that have ended. */
  cancel(jobId: string): void {
    this.#controllers.get(jobId)?.abort();
  }

  /** Ends every job: whoever asked for them is gone. */
  cancelAll(): void {
    for (const controller of this.#controllers.values()) controller.abort();
  }

  #inTurn<Result>(
    id: string,
    work: (signal: AbortSignal) => Promise<Result>,
  ): Promise<Result | { ok: false; failure: Failure }> {
    const controller = new AbortController();
    this.#controllers.set(id, controller);
    const outcome = this.#last.then(async () => {
      try {
        return await work(controller.signal);
      } catch (error) {
        return { ok: false as const, failure: toFailure(error) };
      } finally {
        this.#controllers.delete(id);
      }
    });
    this.#last = outcome;
    return outcome;
  }

  /** The image of a job, and the milliseconds that decoding it took. */
  async #imageOf(
    { imageUrls }: Pick<Job, 'imageUrls'>,
    signal: AbortSignal,
  ): Promise<{ image: RgbaImage; ms: number }> {
    if (signal.aborted) throw new MagpieError('cancelled');
    const bytes = await fetchImage(imageUrls, signal);
    const start = performance.now();
    const image = await decodeImage(bytes);
    return { image, ms: performance.now() - start };
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
