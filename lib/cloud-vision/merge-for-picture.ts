import type { Analysis } from '../analysis.ts';
import { decodeImage } from '../engine/decode.ts';
import { objectColors } from '../palette/object-colors.ts';
import { domainOf } from '../vision/vocabulary.ts';
import { fromBase64 } from './encode.ts';
import { mergeCloudAnswer } from './merge.ts';
import type { MergeRequest } from './merge-request.ts';

/** Merges an answer of Google's; what only Google saw gets its colours from the picture. */
export async function mergeForPicture({ analysis, answer, jpeg }: MergeRequest): Promise<Analysis> {
  const image = await decodeImage(fromBase64(jpeg));
  return mergeCloudAnswer(analysis, answer, (box, noun) =>
    objectColors(image, box, null, { worn: domainOf(noun) === 'fashion' }),
  );
}
