import type { RgbaImage } from './detector.ts';

/** What can be told of a picture without knowing what it shows; each in [0, 1]. */
export interface PictureLook {
  /** Share of the border that has nearly one colour: high in product shots. */
  plainBorder: number;
  /** Share of neighbouring pixels that are alike: high in drawings, charts and writing. */
  flatness: number;
}

/** Rows and columns sampled. */
const GRID = 96;

/** Distance in RGB (0–441) below which two colours of a border count as one. */
const ONE_COLOR = 26;

/** Difference of two neighbours, summed over the channels, below which they are alike. */
const ALIKE = 3;

/** Looks at a grid of an image's pixels. */
export function lookOf({ data, width, height }: RgbaImage): PictureLook {
  const at = (x: number, y: number): [number, number, number] => {
    const i = 4 * (y * width + x);
    return [data[i] ?? 0, data[i + 1] ?? 0, data[i + 2] ?? 0];
  };
  const steps = Array.from({ length: GRID }, (_, i) => (i + 0.5) / GRID);
  const xs = steps.map((step) => Math.floor(step * width));
  const ys = steps.map((step) => Math.floor(step * height));

  const border = [
    ...xs.flatMap((x) => [at(x, 0), at(x, height - 1)]),
    ...ys.flatMap((y) => [at(0, y), at(width - 1, y)]),
  ];
  const median = [0, 1, 2].map((channel) => medianOf(border.map((rgb) => rgb[channel] ?? 0)));
  const plain = border.filter(
    (rgb) => Math.hypot(...rgb.map((value, c) => value - (median[c] ?? 0))) < ONE_COLOR,
  );

  let alike = 0;
  for (const y of ys) {
    for (const x of xs) {
      const here = at(x, y);
      const next = at(Math.min(width - 1, x + 1), y);
      const difference = here.reduce((sum, value, c) => sum + Math.abs(value - (next[c] ?? 0)), 0);
      if (difference < ALIKE) alike++;
    }
  }
  return { plainBorder: plain.length / border.length, flatness: alike / GRID ** 2 };
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
