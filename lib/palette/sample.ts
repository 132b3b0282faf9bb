import type { BoundingBox } from '../analysis.ts';
import type { RgbaImage } from '../vision/detector.ts';

/** Alpha below which a pixel shows more of the page than of the picture. */
const OPAQUE = 128;

/**
 * A grid of pixels of `region` (fractions of the image), about `count` of them, evenly
 * spread. Pixels that are mostly transparent have alpha 0, all others 255.
 */
export function samplePixels(image: RgbaImage, region: BoundingBox, count: number): RgbaImage {
  const left = Math.floor(region.x * image.width);
  const top = Math.floor(region.y * image.height);
  const right = Math.max(left + 1, Math.ceil((region.x + region.width) * image.width));
  const bottom = Math.max(top + 1, Math.ceil((region.y + region.height) * image.height));
  const step = Math.max(1, Math.sqrt(((right - left) * (bottom - top)) / count));
  const columns = Math.max(1, Math.floor((right - left) / step));
  const rows = Math.max(1, Math.floor((bottom - top) / step));
  const pixels = image.data;
  const data = new Uint8ClampedArray(columns * rows * 4);
  for (let row = 0; row < rows; row++) {
    const y = Math.min(image.height - 1, Math.floor(top + (row + 0.5) * step));
    for (let column = 0; column < columns; column++) {
      const x = Math.min(image.width - 1, Math.floor(left + (column + 0.5) * step));
      const from = (y * image.width + x) * 4;
      const to = (row * columns + column) * 4;
      // Written one by one: views of three bytes, made by the thousand, took most of the time.
      data[to] = pixels[from] ?? 0;
      data[to + 1] = pixels[from + 1] ?? 0;
      data[to + 2] = pixels[from + 2] ?? 0;
      const alpha = pixels[from + 3] ?? 0;
      data[to + 3] = alpha >= OPAQUE ? 255 : 0;
    }
  }
  return { data, width: columns, height: rows };
}
