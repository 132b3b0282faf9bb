import { toBase64 } from '../base64.ts';
import { MagpieError } from '../errors.ts';
import type { RgbaImage } from '../vision/detector.ts';

/** Fine enough for labels and boxes, and a third of the bytes that the best quality takes. */
const QUALITY = 0.85;

/**
 * A decoded image as a JPEG in base64, without whatever else its file said (place, camera).
 * @throws MagpieError `engine-failed` where the browser cannot encode
 */
export async function encodeJpeg({ data, width, height }: RgbaImage): Promise<string> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) throw new MagpieError('engine-failed', { detail: 'no 2D canvas' });
  context.putImageData(new ImageData(new Uint8ClampedArray(data), width, height), 0, 0);
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
  return toBase64(new Uint8Array(await blob.arrayBuffer()));
}
