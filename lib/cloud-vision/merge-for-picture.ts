import type { Analysis } from '../analysis.ts';
import { fromBase64 } from '../base64.ts';
import { decodeImage } from '../engine/decode.ts';
import { MagpieError } from '../errors.ts';
import { objectColors } from '../palette/object-colors.ts';
import { domainOf } from '../vision/vocabulary.ts';
import { mergeCloudAnswer } from './merge.ts';
import type { MergeRequest } from './merge-request.ts';

/**
 * Merges an answer of Google's; what only Google saw gets its colours from the picture.
 *
 * @throws MagpieError `image-broken`, `image-too-large`, `engine-failed` where there is no 2D canvas
 */
export async function mergeForPicture({ analysis, answer, jpeg }: MergeRequest): Promise<Analysis> {
  const bytes = fromBase64(jpeg);
  if (!bytes) throw new MagpieError('image-broken', { detail: 'not base64' });
  const image = await decodeImage(bytes);
  return mergeCloudAnswer(analysis, answer, (box, noun) =>
    objectColors(image, box, null, { worn: domainOf(noun) === 'fashion' }),
  );
}
