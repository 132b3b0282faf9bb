import type { BoundingBox } from '../analysis.ts';
import { cropWindow } from '../crop-window.ts';
import { checkImageHeader } from '../engine/image-header.ts';
import { MagpieError } from '../errors.ts';
import type { Crop } from './saved-find.ts';

/** The longest side of a crop, pixels: sharp on a card of 160, small enough for thousands. */
const CROP_SIDE = 320;

/** Fine enough for so small a picture; some 15 kB. */
const QUALITY = 0.82;

/**
 * A small square picture of a find, with some of what is around it, as a JPEG.
 *
 * @param bytes the file of the whole picture
 * @param box of the find, in fractions of the picture
 * @throws MagpieError `image-broken`, `image-too-large`, `engine-failed`
 */
export async function cropPicture(bytes: Uint8Array<ArrayBuffer>, box: BoundingBox): Promise<Crop> {
  checkImageHeader(bytes);
  const bitmap = await createImageBitmap(new Blob([bytes])).catch((cause) => {
    throw new MagpieError('image-broken', { cause, detail: 'the decoder gave up' });
  });
  try {
    const { x, y, side } = cropWindow(box, bitmap);
    const size = Math.max(1, Math.round(Math.min(CROP_SIDE, side)));
    const canvas = new OffscreenCanvas(size, size);
    const context = canvas.getContext('2d', { alpha: false });
    if (!context) throw new MagpieError('engine-failed', { detail: 'no 2D canvas' });
    // What is transparent is seen on white, as on Pinterest.
    context.fillStyle = '#fff';
    context.fillRect(0, 0, size, size);
    context.imageSmoothingQuality = 'high';
    context.drawImage(bitmap, x, y, side, side, 0, 0, size, size);
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
    return { type: 'image/jpeg', bytes: new Uint8Array(await blob.arrayBuffer()) };
  } finally {
    bitmap.close();
  }
}
