import { MagpieError } from '../errors.ts';
import type { RgbaImage } from '../vision/detector.ts';
import { checkImageHeader } from './image-header.ts';
import { MAX_SIDE } from './limits.ts';

/**
 * Decodes an image with the browser's own codecs, upright, at most `maxSide` pixels on its
 * long side; of an animation the first frame.
 * @throws MagpieError `image-broken`, `image-too-large`
 */
export async function decodeImage(
  bytes: Uint8Array<ArrayBuffer>,
  maxSide = MAX_SIDE,
): Promise<RgbaImage> {
  checkImageHeader(bytes);
  const bitmap = await createImageBitmap(new Blob([bytes])).catch((cause) => {
    throw new MagpieError('image-broken', { cause, detail: 'the decoder gave up' });
  });
  try {
    const scale = Math.min(1, maxSide / Math.max(bitmap.width, bitmap.height));
    const width = Math.max(1, Math.round(bitmap.width * scale));
    const height = Math.max(1, Math.round(bitmap.height * scale));
    const context = new OffscreenCanvas(width, height).getContext('2d', {
      willReadFrequently: true,
    });
    if (!context) throw new MagpieError('engine-failed', { detail: 'no 2D canvas' });
    context.imageSmoothingQuality = 'high';
    context.drawImage(bitmap, 0, 0, width, height);
    return { data: context.getImageData(0, 0, width, height).data, width, height };
  } finally {
    bitmap.close();
  }
}
