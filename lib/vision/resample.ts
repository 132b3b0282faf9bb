import type { BoundingBox } from '../analysis.ts';
import type { RgbaImage } from './detector.ts';

/** Colours of a pixel that the networks look at: red, green, blue. */
const CHANNELS = 3;
const RGBA_CHANNELS = 4;

/** For each pixel of a resampled row: the first source pixel that it takes, and their weights. */
interface Taps {
  readonly firsts: Int32Array;
  /** `reach` weights for each pixel, which sum to one. */
  readonly weights: Float32Array;
  readonly reach: number;
}

/**
 * Stretches a region of the image to a square with a triangle filter that covers every pixel when
 * it shrinks: tfjs's own resizing skips pixels, and the networks are then far less certain.
 * Source: the antialiased bilinear resampling of Pillow and of TensorFlow 2.
 * @param side of the square, pixels
 * @param target receives side × side × 3 values in [0, 255], row by row
 */
export function resample(
  image: RgbaImage,
  region: BoundingBox,
  side: number,
  target: Float32Array,
): void {
  const columns = tapsOf(region.x * image.width, region.width * image.width, image.width, side);
  const rows = tapsOf(region.y * image.height, region.height * image.height, image.height, side);
  const first = rows.firsts[0] ?? 0;
  const last = Math.min(image.height, (rows.firsts[side - 1] ?? 0) + rows.reach);
  const narrowed = narrow(image, columns, side, first, last);
  const stride = side * CHANNELS;
  target.fill(0);
  for (let y = 0; y < side; y += 1) {
    const top = (rows.firsts[y] ?? 0) - first;
    for (let tap = 0; tap < rows.reach; tap += 1) {
      const weight = rows.weights[y * rows.reach + tap] ?? 0;
      if (weight === 0) continue;
      const from = (top + tap) * stride;
      for (let i = 0; i < stride; i += 1) {
        target[y * stride + i] = (target[y * stride + i] ?? 0) + weight * (narrowed[from + i] ?? 0);
      }
    }
  }
}

/** The rows from `first` up to `last`, each resampled to `side` pixels. */
function narrow(image: RgbaImage, columns: Taps, side: number, first: number, last: number) {
  const { data, width } = image;
  const { firsts, weights, reach } = columns;
  const narrowed = new Float32Array((last - first) * side * CHANNELS);
  let to = 0;
  for (let y = first; y < last; y += 1) {
    for (let x = 0; x < side; x += 1) {
      let from = (y * width + (firsts[x] ?? 0)) * RGBA_CHANNELS;
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let tap = x * reach; tap < (x + 1) * reach; tap += 1) {
        const weight = weights[tap] ?? 0;
        red += weight * (data[from] ?? 0);
        green += weight * (data[from + 1] ?? 0);
        blue += weight * (data[from + 2] ?? 0);
        from += RGBA_CHANNELS;
      }
      narrowed[to] = red;
      narrowed[to + 1] = green;
      narrowed[to + 2] = blue;
      to += CHANNELS;
    }
  }
  return narrowed;
}

/**
 * @param start where the region starts along this axis, pixels
 * @param length of the region, pixels
 * @param size of the image, pixels
 */
function tapsOf(start: number, length: number, size: number, side: number): Taps {
  const scale = length / side;
  const radius = Math.max(1, scale);
  const reach = Math.min(size, Math.ceil(radius * 2) + 1);
  const firsts = new Int32Array(side);
  const weights = new Float32Array(side * reach);
  for (let i = 0; i < side; i += 1) {
    const center = start + (i + 0.5) * scale - 0.5;
    const first = Math.min(Math.max(0, Math.ceil(center - radius)), size - reach);
    firsts[i] = first;
    let sum = 0;
    for (let tap = 0; tap < reach; tap += 1) {
      const weight = Math.max(0, 1 - Math.abs(first + tap - center) / radius);
      weights[i * reach + tap] = weight;
      sum += weight;
    }
    for (let tap = 0; tap < reach; tap += 1) {
      weights[i * reach + tap] = (weights[i * reach + tap] ?? 0) / sum;
    }
  }
  return { firsts, weights, reach };
}
