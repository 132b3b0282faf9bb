import { sizeOf } from '../pin/images.ts';
import type { Pin } from '../pin/pin.ts';

/**
 * The sizes of a pin's picture as a `srcset` ("… 236w, … 474w"), the smallest first, for the browser
 * to take the smallest that is large enough. Empty where the addresses name no widths. The original
 * is left out: it may be of any size, or forbidden.
 */
export function srcsetOf({ image, fallbackImages }: Pin): string {
  const byWidth = new Map<number, string>();
  for (const { url } of [...(image ? [image] : []), ...fallbackImages]) {
    const width = Number.parseInt(sizeOf(url) ?? '', 10);
    if (Number.isFinite(width) && !byWidth.has(width)) byWidth.set(width, url);
  }
  return [...byWidth]
    .sort(([a], [b]) => a - b)
    .map(([width, url]) => `${url} ${width}w`)
    .join(', ');
}

/** How wide a pin is in a grid of two to six columns, as the `sizes` of an `<img>`. */
export const GRID_SIZES = '(min-width: 70rem) 190px, (min-width: 46rem) 24vw, 47vw';
