import sharp from 'sharp';
import { MagpieError } from '../errors.ts';
import type { RgbaImage } from '../vision/detector.ts';
import { checkImageHeader } from './image-header.ts';
import { MAX_SIDE } from './limits.ts';

/**
 * Decodes an image in Node as `decode.ts` does in the browser: upright, at most MAX_SIDE
 * pixels on its long side, the first frame of an animation.
 * @throws MagpieError `image-broken`, `image-too-large`
 */
export async function decodeImageInNode(bytes: Uint8Array): Promise<RgbaImage> {
  checkImageHeader(bytes);
  try {
    const { data, info } = await sharp(bytes, { failOn: 'truncated' })
      .autoOrient()
      .resize({ width: MAX_SIDE, height: MAX_SIDE, fit: 'inside', withoutEnlargement: true })
      .toColorspace('srgb')
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { data: new Uint8ClampedArray(data), width: info.width, height: info.height };
  } catch (cause) {
    throw new MagpieError('image-broken', { cause, detail: String(cause) });
  }
}
