import type { Layers } from './trace.ts';
import { seeded } from './vector.ts';

/** Passes of the filter, each with twice the reach. */
const PASSES = 4;

/**
 * Strength of the film's grain, in steps of 8 bits. Photos have one; without it the models, which
 * learned from photos, find less.
 */
const GRAIN = 10;

/** Weights of a B3 spline, five samples wide. */
const KERNEL = [1 / 16, 1 / 4, 3 / 8, 1 / 4, 1 / 16];

/**
 * Makes a picture of traced layers: smooths the light, which is noisy, along surfaces, and puts the
 * colours, which are not, back in. The filter is the edge-avoiding à-trous wavelet transform of
 * Dammertz et al. (2010), the tone curve Narkowicz's fit of ACES (2016).
 *
 * @returns sRGB, three bytes for each pixel
 */
export function develop({ light, color, guide }: Layers, width: number, exposure: number): Buffer {
  let smooth = light;
  for (let pass = 0; pass < PASSES; pass++) smooth = filtered(smooth, guide, width, 2 ** pass);
  const random = seeded(3);
  let grain = 0;
  return Buffer.from(
    Uint8Array.from(light, (_, index) => {
      const value = (smooth[index] ?? 0) * (color[index] ?? 0) * exposure;
      const mapped = (value * (2.51 * value + 0.03)) / (value * (2.43 * value + 0.59) + 0.14);
      const encoded = mapped <= 0.0031308 ? 12.92 * mapped : 1.055 * mapped ** (1 / 2.4) - 0.055;
      if (index % 3 === 0) grain = (random() - 0.5) * GRAIN;
      return Math.round(Math.min(Math.max(255 * encoded + grain, 0), 255));
    }),
  );
}

function filtered(
  light: Float64Array,
  guide: Float64Array,
  width: number,
  reach: number,
): Float64Array {
  const height = light.length / 3 / width;
  const out = new Float64Array(light.length);
  const brightness = (pixel: number): number =>
    (light[pixel * 3] ?? 0) + (light[pixel * 3 + 1] ?? 0) + (light[pixel * 3 + 2] ?? 0);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const here = y * width + x;
      const sums = [0, 0, 0];
      let total = 0;
      for (const [row, vertical] of KERNEL.entries()) {
        const ny = y + (row - 2) * reach;
        if (ny < 0 || ny >= height) continue;
        for (const [column, horizontal] of KERNEL.entries()) {
          const nx = x + (column - 2) * reach;
          if (nx < 0 || nx >= width) continue;
          const there = ny * width + nx;
          const weight =
            vertical *
            horizontal *
            likeness(guide, here, there, reach) *
            Math.exp(-(Math.abs(brightness(here) - brightness(there)) * reach) / 1.6);
          total += weight;
          for (let channel = 0; channel < 3; channel++) {
            (sums[channel] as number) += weight * (light[there * 3 + channel] ?? 0);
          }
        }
      }
      for (let channel = 0; channel < 3; channel++) {
        out[here * 3 + channel] = (sums[channel] ?? 0) / total;
      }
    }
  }
  return out;
}

/** How much two pixels show one surface, in [0, 1]. */
function likeness(guide: Float64Array, a: number, b: number, reach: number): number {
  let normals = 0;
  for (let axis = 0; axis < 3; axis++) {
    normals += ((guide[a * 4 + axis] ?? 0) - (guide[b * 4 + axis] ?? 0)) ** 2;
  }
  const apart = Math.abs((guide[a * 4 + 3] ?? 0) - (guide[b * 4 + 3] ?? 0));
  return Math.exp(-normals / 0.08 - apart / (0.03 * reach));
}
