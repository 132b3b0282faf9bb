import type { RgbaImage } from '../../../lib/vision/detector.ts';

/** Red, green, blue and, where it is not opaque, alpha. */
export type Rgba = readonly [number, number, number, number?];

/** The channels of `#rrggbb`. */
export function rgb(hex: string): Rgba {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** An image whose pixels `paint` chooses by their column and row. */
export function drawn(
  width: number,
  height: number,
  paint: (x: number, y: number) => Rgba,
): RgbaImage {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [r, g, b, alpha = 255] = paint(x, y);
      data.set([r, g, b, alpha], (y * width + x) * 4);
    }
  }
  return { data, width, height };
}

/** An image of one colour. */
export function plain(width: number, height: number, color: Rgba): RgbaImage {
  return drawn(width, height, () => color);
}
