import type { BoundingBox } from '../analysis.ts';
import { fromBase64 } from '../base64.ts';
import { encodeEmbedding, normalizedEmbedding } from '../board/model/embedding.ts';
import { type Failure, MagpieError } from '../errors.ts';
import type { Embedder, RgbaImage } from '../vision/detector.ts';
import type { BackendChoice } from './backend-choice.ts';
import { decodeImage } from './decode.ts';
import { SCREEN_SIDE } from './limits.ts';

/** Areas of one picture to describe in numbers. */
export interface EmbedJob {
  id: string;
  /** A PNG or JPEG as a `data:` URL, in base64. */
  picture: string;
  /** In fractions of the picture. */
  areas: readonly BoundingBox[];
  backend: BackendChoice;
}

/** How that ended. Embeddings come in the order of the areas, as `encodeEmbedding` writes them. */
export type EmbedOutcome = { ok: true; embeddings: string[] } | { ok: false; failure: Failure };

/** Areas that are looked at together; between two such, a job can be cancelled. */
const BATCH = 8;

/**
 * Embeddings of areas of a picture, normalised as models of boards use them.
 *
 * @throws MagpieError `cancelled` between two batches once `signal` is aborted, `models-missing`
 *   where the build has nothing to embed with
 */
export async function embedAreas(
  image: RgbaImage,
  areas: readonly BoundingBox[],
  embedder: Embedder | null,
  signal: AbortSignal,
): Promise<string[]> {
  if (!embedder) throw new MagpieError('models-missing', { detail: 'mobilenet' });
  const embeddings: string[] = [];
  for (let from = 0; from < areas.length; from += BATCH) {
    if (signal.aborted) throw new MagpieError('cancelled');
    const numbers = await embedder.embed(image, areas.slice(from, from + BATCH));
    embeddings.push(...numbers.map((values) => encodeEmbedding(normalizedEmbedding(values))));
  }
  return embeddings;
}

/**
 * Decodes a `data:` URL in base64, finer than pictures of pins: areas of a whole screen are small.
 *
 * @throws MagpieError `image-broken`, `image-too-large`
 */
export async function decodeDataUrl(url: string): Promise<RgbaImage> {
  const bytes = fromBase64(url.slice(url.indexOf(',') + 1));
  if (!bytes) throw new MagpieError('image-broken', { detail: 'not base64' });
  return decodeImage(bytes, SCREEN_SIDE);
}
