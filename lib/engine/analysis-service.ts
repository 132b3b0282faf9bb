import PQueue from 'p-queue';
import type { Analysis, BoundingBox, Stage } from '../analysis.ts';
import { type Failure, MagpieError, toFailure } from '../errors.ts';
import type { RegionOutcome } from '../region.ts';
import type { BackendChoice } from './backend-choice.ts';
import type { AnalysisCache } from './cache.ts';
import type { EmbedJob, EmbedOutcome } from './embed.ts';
import { PIPELINE_VERSION } from './pipeline-version.ts';
import type { EngineHost, JobUpdate, Outcome } from './protocol.ts';

/** An image that somebody wants to know about. */
export interface AnalysisRequest {
  /** Renditions of one image, the one to try first in front. */
  imageUrls: readonly [string, ...string[]];
  /** False in private windows: then nothing is written down. */
  remember: boolean;
  backend: BackendChoice;
  /**
   * True for pins of boards, where nobody watches: then whatever else waits goes first, and objects
   * are described in numbers, too. A picture that is known already is not looked at again for those.
   */
  patient?: boolean;
}

/** An area of an image that somebody drew. Nothing of it is cached: who drew it keeps the answer. */
export interface RegionRequest extends Pick<AnalysisRequest, 'imageUrls' | 'backend'> {
  area: BoundingBox;
}

/** Areas of a picture to describe in numbers. Nothing of it is kept. */
export type EmbedRequest = Omit<EmbedJob, 'id'>;

/** Who goes first: the user draws an area, opens a pin, ranks a page; nobody watches a board's run. */
const PRIORITY = { area: 1, pin: 0, ranking: -1, patient: -2 };

/** Called with what is known when a stage ends, and the stage that comes next. */
export type OnStage = (soFar: Analysis, next: Stage) => void;

/** What the service needs of its surroundings. */
export interface AnalysisServiceOptions {
  host: EngineHost;
  cache: AnalysisCache;
  /** Versions of the models in this build, by id: part of what a cached analysis depends on. */
  modelVersions: () => Promise<Record<string, string>>;
}

/** How far a flight has come, and who wants to know. */
interface Progress {
  listeners: Set<OnStage>;
  latest: JobUpdate | null;
}

/** One image on its way through queue and engine. */
interface Flight {
  progress: Progress;
  controller: AbortController;
  outcome: Promise<Outcome>;
}

/**
 * Analyses images one at a time. An image is looked at once: the next request for it is
 * answered from the cache, one made meanwhile joins the first.
 */
export class AnalysisService {
  readonly #options: AnalysisServiceOptions;
  readonly #queue = new PQueue({ concurrency: 1 });
  readonly #flights = new Map<string, Flight>();

  constructor(options: AnalysisServiceOptions) {
    this.#options = options;
  }

  /**
   * Analyses the image of `request`. Never rejects. Aborting `signal` ends this request as
   * `cancelled`, and the work itself once nobody else waits for it.
   */
  async analyze(request: AnalysisRequest, onStage: OnStage, signal: AbortSignal): Promise<Outcome> {
    const key = await this.#keyOf(request);
    const known = await this.#options.cache.get(key, request.remember).catch(ignoreBrokenCache);
    if (known) return { ok: true, analysis: known };
    if (signal.aborted) return CANCELLED;

    // A private window neither joins nor is joined: what it asks must leave no trace.
    const flightKey = request.remember ? key : `${key} ${crypto.randomUUID()}`;
    const flight = this.#flights.get(flightKey) ?? this.#takeOff(flightKey, key, request);
    const { listeners, latest } = flight.progress;
    listeners.add(onStage);
    if (latest) onStage(latest.analysis, latest.next);

    const left = Promise.withResolvers<Outcome>();
    const leave = () => {
      listeners.delete(onStage);
      if (listeners.size === 0) {
        this.#flights.delete(flightKey);
        flight.controller.abort();
      }
      left.resolve(CANCELLED);
    };
    signal.addEventListener('abort', leave);
    if (signal.aborted) leave();
    try {
      return await Promise.race([flight.outcome, left.promise]);
    } finally {
      signal.removeEventListener('abort', leave);
      // Reports and the outcome come on different ports: one that is late must not undo the end.
      listeners.delete(onStage);
    }
  }

  /** Looks at one area, before any image that waits: somebody watches. Never rejects. */
  async look(
    { imageUrls, backend, area }: RegionRequest,
    signal: AbortSignal,
  ): Promise<RegionOutcome> {
    const job = { id: crypto.randomUUID(), imageUrls: [...imageUrls], backend, area };
    try {
      return await this.#queue.add(() => this.#options.host.look(job, signal), {
        signal,
        priority: PRIORITY.area,
      });
    } catch (error) {
      return signal.aborted ? CANCELLED : { ok: false, failure: toFailure(error) };
    }
  }

  /** Describes areas of a picture in numbers, after any pin that somebody opened. Never rejects. */
  async embed(request: EmbedRequest, signal: AbortSignal): Promise<EmbedOutcome> {
    const job = { id: crypto.randomUUID(), ...request };
    try {
      return await this.#queue.add(() => this.#options.host.embed(job, signal), {
        signal,
        priority: PRIORITY.ranking,
      });
    } catch (error) {
      return signal.aborted ? CANCELLED : { ok: false, failure: toFailure(error) };
    }
  }

  #takeOff(flightKey: string, cacheKey: string, request: AnalysisRequest): Flight {
    const progress: Progress = { listeners: new Set(), latest: null };
    const controller = new AbortController();
    const outcome = this.#queue
      .add(() => this.#run(request, progress, controller.signal), {
        signal: controller.signal,
        priority: request.patient ? PRIORITY.patient : PRIORITY.pin,
      })
      .catch(
        (error): Outcome =>
          controller.signal.aborted ? CANCELLED : { ok: false, failure: toFailure(error) },
      );
    const flight = { progress, controller, outcome };
    this.#flights.set(flightKey, flight);
    void outcome.then(async (result) => {
      if (result.ok && request.remember) {
        await this.#options.cache.put(cacheKey, result.analysis).catch(ignoreBrokenCache);
      }
      // Only now, so that a request that comes meanwhile finds the one or the other.
      if (this.#flights.get(flightKey) === flight) this.#flights.delete(flightKey);
    });
    return flight;
  }

  #run(
    { imageUrls, backend, patient = false }: AnalysisRequest,
    progress: Progress,
    signal: AbortSignal,
  ): Promise<Outcome> {
    const job = {
      id: crypto.randomUUID(),
      imageUrls: [...imageUrls],
      backend,
      embedFinds: patient,
    };
    const onUpdate = (update: JobUpdate) => {
      progress.latest = update;
      for (const listener of progress.listeners) listener(update.analysis, update.next);
    };
    return this.#options.host.run(job, onUpdate, signal);
  }

  async #keyOf({ imageUrls: [url] }: AnalysisRequest): Promise<string> {
    return analysisKey(url, await this.#options.modelVersions());
  }
}

/** The key of an image's analysis in the cache; `more` names what else it depends on. */
export function analysisKey(
  imageUrl: string,
  modelVersions: Readonly<Record<string, string>>,
  ...more: readonly string[]
): string {
  return JSON.stringify([
    imageUrl,
    PIPELINE_VERSION,
    Object.entries(modelVersions).sort(),
    ...more,
  ]);
}

const CANCELLED: { ok: false; failure: Failure } = {
  ok: false,
  failure: toFailure(new MagpieError('cancelled')),
};

/** The cache saves time and nothing else; without it (a full disk, a broken profile) Magpie works. */
export function ignoreBrokenCache(error: unknown): null {
  console.warn('Magpie: the cache of analyses is not available.', error);
  return null;
}
