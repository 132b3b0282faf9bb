import { MagpieError } from '../errors.ts';
import type { RgbaImage } from '../vision/detector.ts';

/** Fine enough for labels and boxes, and a third of the bytes that the best quality takes. */
const QUALITY = 0.85;

/** Bytes that are turned into text at a time: a call has room for some 60,000 arguments. */
const CHUNK = 0x8000;

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

/** Bytes in base64. */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let start = 0; start < bytes.length; start += CHUNK) {
    text += String.fromCharCode(...bytes.subarray(start, start + CHUNK));
  }
  return btoa(text);
}

/** The bytes that a text in base64 stands for. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
