import { type Analysis, CLOUD_VISION } from '../analysis.ts';
import type { CloudAnswer } from '../cloud-vision/answer.ts';
import type { ApiKey } from '../cloud-vision/api-key.ts';
import type { AnnotateRequest } from '../cloud-vision/client.ts';
import { type CloudChoices, type CloudFeature, unitsFor } from '../cloud-vision/features.ts';
import type { MergeHost } from '../cloud-vision/merge-request.ts';
import { MERGE_VERSION } from '../cloud-vision/merge-version.ts';
import { analysisKey, ignoreBrokenCache } from '../engine/analysis-service.ts';
import type { AnalysisCache } from '../engine/cache.ts';
import type { Outcome } from '../engine/protocol.ts';
import { type ErrorCode, MagpieError, toFailure } from '../errors.ts';
import { QuotaError } from '../http/api-client.ts';
import type { Pause } from '../platform/cloud-vision-store.ts';
import type { RgbaImage } from '../vision/detector.ts';

/** An image that Magpie has looked at and Google may look at, too. */
export interface CloudRequest {
  /** Renditions of one image, the one to try first in front. */
  imageUrls: readonly [string, ...string[]];
  /** What the device found. */
  analysis: Analysis;
  /** False in private windows: then nothing is written down. */
  remember: boolean;
}

/** What asking Google needs of its surroundings. */
export interface CloudVisionOptions {
  mayAsk(): Promise<boolean>;
  key(): Promise<ApiKey | null>;
  takeCandidate(): Promise<ApiKey | null>;
  saveKey(key: ApiKey): Promise<void>;
  choices(): Promise<CloudChoices>;
  /** Sets units aside. @throws MagpieError `cloud-cap` */
  reserveUnits(units: number): Promise<void>;
  returnUnits(units: number): Promise<void>;
  pause(): Promise<Pause>;
  setPause(pause: Pause): Promise<void>;
  cache: AnalysisCache;
  modelVersions(): Promise<Record<string, string>>;
  /** Fetches and decodes, at most 1,024 pixels on the long side. */
  picture(imageUrls: readonly string[]): Promise<RgbaImage>;
  /** A JPEG in base64. */
  encode(image: RgbaImage): Promise<string>;
  annotate(request: AnnotateRequest): Promise<CloudAnswer>;
  merge: MergeHost['mergeCloudAnswer'];
  now(): number;
}

/** The first wait after too many requests, doubled by each further refusal; milliseconds. */
const FIRST_PAUSE = 30_000;
const LONGEST_PAUSE = 60 * 60_000;

/** Failures before Google got as far as a result, which is what it bills. */
const UNBILLED: ReadonlySet<ErrorCode> = new Set([
  'cloud-key-refused',
  'cloud-api-off',
  'cloud-billing',
  'cloud-forbidden',
  'cloud-quota',
  'cloud-unavailable',
  'cloud-offline',
]);

/** What a key is tried with: one unit. */
const CHECK_FEATURES: readonly CloudFeature[] = ['LABEL_DETECTION'];

/** Side of the picture that a key is tried with, pixels. */
const CHECK_SIDE = 32;

/**
 * Asks Google about images, with the user's key, as far as the user's cap allows. An image is
 * asked about once for each set of features: after that the answer is remembered.
 */
export class CloudVision {
  readonly #options: CloudVisionOptions;
  readonly #flights = new Map<string, Promise<Outcome>>();

  constructor(options: CloudVisionOptions) {
    this.#options = options;
  }

  /** Whether Google is to be asked about each pin without a click. */
  async isWantedForEveryPin(): Promise<boolean> {
    const { when } = await this.#options.choices();
    return when === 'every-pin' && (await this.#options.key()) !== null;
  }

  /** What is remembered of an image with Google's word; null where Google is off or was not asked. */
  async recall(request: CloudRequest): Promise<Analysis | null> {
    if (!(await this.#options.key())) return null;
    const { features } = await this.#options.choices();
    return this.#remembered(await this.#cacheKey(request, features), request.remember);
  }

  /** Asks Google about an image, or joins who is asking about it already. Never rejects. */
  async ask(request: CloudRequest): Promise<Outcome> {
    try {
      const { features } = await this.#options.choices();
      const cacheKey = await this.#cacheKey(request, features);
      // A private window neither joins nor is joined: what it asks must leave no trace.
      const flightKey = request.remember ? cacheKey : crypto.randomUUID();
      const flight =
        this.#flights.get(flightKey) ??
        this.#enrich(request, features, cacheKey)
          .then((analysis): Outcome => ({ ok: true, analysis }))
          .catch((error): Outcome => ({ ok: false, failure: toFailure(error) }))
          .finally(() => this.#flights.delete(flightKey));
      this.#flights.set(flightKey, flight);
      return await flight;
    } catch (error) {
      return { ok: false, failure: toFailure(error) };
    }
  }

  /** Tries the key that waits in storage with one request, and keeps it if it works. */
  async check(): Promise<ErrorCode | null> {
    const { takeCandidate, saveKey, encode } = this.#options;
    try {
      const key = await takeCandidate();
      if (!key) throw new MagpieError('cloud-key-refused', { detail: 'not the form of a key' });
      const side = CHECK_SIDE;
      const data = new Uint8ClampedArray(side * side * 4).fill(255);
      const jpeg = await encode({ data, width: side, height: side });
      await this.#spend({ key, jpeg, features: CHECK_FEATURES });
      await saveKey(key);
      return null;
    } catch (error) {
      const { code, detail } = toFailure(error);
      console.warn('Magpie: the key was not taken.', detail);
      return code;
    }
  }

  async #enrich(
    request: CloudRequest,
    features: readonly CloudFeature[],
    cacheKey: string,
  ): Promise<Analysis> {
    const known = await this.#remembered(cacheKey, request.remember);
    if (known) return known;
    const { key, picture, encode, merge, cache } = this.#options;
    const apiKey = await key();
    if (!apiKey) throw new MagpieError('cloud-no-key');
    await this.#mustBeAllowed();
    const jpeg = await encode(await picture(request.imageUrls));
    const answer = await this.#spend({ key: apiKey, jpeg, features });
    const analysis = await merge({ analysis: request.analysis, answer, jpeg });
    if (request.remember) await cache.put(cacheKey, analysis).catch(ignoreBrokenCache);
    return analysis;
  }

  /** One request, within the user's cap and no sooner than Google wants it. */
  async #spend(request: AnnotateRequest): Promise<CloudAnswer> {
    const { pause, setPause, reserveUnits, returnUnits, annotate, now } = this.#options;
    await this.#mustBeAllowed();
    const { until, refusals } = await pause();
    if (now() < until) throw new MagpieError('cloud-quota', { detail: 'waiting as Google asked' });
    const units = unitsFor(request.features);
    // Before it is spent, so that a background that dies meanwhile has counted it.
    await reserveUnits(units);
    try {
      const answer = await annotate(request);
      if (refusals > 0) await setPause({ until: 0, refusals: 0 });
      return answer;
    } catch (error) {
      if (error instanceof MagpieError && UNBILLED.has(error.code)) await returnUnits(units);
      if (error instanceof QuotaError) {
        const wait = error.retryAfter ?? Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** refusals);
        await setPause({ until: now() + wait, refusals: refusals + 1 });
      }
      throw error;
    }
  }

  async #mustBeAllowed(): Promise<void> {
    if (!(await this.#options.mayAsk())) throw new MagpieError('cloud-permission');
  }

  #remembered(cacheKey: string, touch: boolean): Promise<Analysis | null> {
    return this.#options.cache.get(cacheKey, touch).catch(ignoreBrokenCache);
  }

  async #cacheKey({ imageUrls: [url] }: CloudRequest, features: readonly CloudFeature[]) {
    const versions = await this.#options.modelVersions();
    return analysisKey(url, versions, CLOUD_VISION, MERGE_VERSION, ...features);
  }
}
