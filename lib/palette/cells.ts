import type { Lab65 } from 'culori/fn';
import type { BoundingBox } from '../analysis.ts';
import type { RgbaImage } from '../vision/detector.ts';
import { labOfRgb } from './color-names.ts';

/** A small copy of a region in few colours: what the object's own colours are told from. */
export interface Cells {
  columns: number;
  rows: number;
  /** The part of the image that the grid covers, in fractions of it. */
  region: BoundingBox;
  /** For each cell, row by row, the index of its colour; {@link NO_COLOR} where transparent. */
  indices: Uint8Array;
  /** The few colours, means of their cells. */
  colors: Lab65[];
}

/** Stands for a cell that shows nothing. */
export const NO_COLOR = 255;

/** Pixels looked at along each side of a cell: enough to blend a knit, too few to blend stripes. */
const TAPS = 3;

/** Alpha below which a pixel shows more of the page than of the picture. */
const OPAQUE = 128;

const COLORS = 16;
const ROUNDS = 5;

/** Bits kept of a channel before clustering: some hundred bins are clustered instead of pixels. */
const BITS = 5;

/**
 * Looks at `region` through a grid with `side` cells along its long side and groups the
 * cells by colour: k-means in CIELAB over a coarse histogram, seeded by the farthest point,
 * so that the same picture always gives the same colours.
 */
export function cellsOf(image: RgbaImage, region: BoundingBox, side: number): Cells {
  const width = Math.max(1, region.width * image.width);
  const height = Math.max(1, region.height * image.height);
  const scale = Math.min(1, side / Math.max(width, height));
  const columns = Math.max(1, Math.round(width * scale));
  const rows = Math.max(1, Math.round(height * scale));
  const bins = new Histogram();
  const binOf = new Int32Array(columns * rows).fill(-1);
  const { data } = image;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      let [red, green, blue, seen] = [0, 0, 0, 0];
      for (let tap = 0; tap < TAPS * TAPS; tap++) {
        const u = (column + ((tap % TAPS) + 0.5) / TAPS) / columns;
        const v = (row + (Math.floor(tap / TAPS) + 0.5) / TAPS) / rows;
        const x = Math.floor((region.x + u * region.width) * image.width);
        const y = Math.floor((region.y + v * region.height) * image.height);
        const at = (Math.min(image.height - 1, y) * image.width + Math.min(image.width - 1, x)) * 4;
        if ((data[at + 3] ?? 0) < OPAQUE) continue;
        red += data[at] ?? 0;
        green += data[at + 1] ?? 0;
        blue += data[at + 2] ?? 0;
        seen++;
      }
      if (seen === 0) continue;
      binOf[row * columns + column] = bins.add(red / seen, green / seen, blue / seen);
    }
  }
  const { colors, colorOf } = cluster(bins.means());
  const indices = new Uint8Array(columns * rows);
  for (let i = 0; i < indices.length; i++) {
    const bin = binOf[i] ?? -1;
    indices[i] = bin < 0 ? NO_COLOR : (colorOf[bin] ?? NO_COLOR);
  }
  return { columns, rows, region, indices, colors };
}

/** A colour of the histogram and how many cells it holds. */
interface Bin {
  lab: Lab65;
  cells: number;
}

/** Counts colours, coarsely; each bin keeps its mean. */
class Histogram {
  readonly #slots = new Int32Array(1 << (3 * BITS)).fill(-1);
  readonly #sums: [red: number, green: number, blue: number, cells: number][] = [];

  /** Counts one colour, channels in [0, 255]; returns the index of its bin. */
  add(red: number, green: number, blue: number): number {
    const shift = 8 - BITS;
    const slot = ((red >> shift) << (2 * BITS)) | ((green >> shift) << BITS) | (blue >> shift);
    let bin = this.#slots[slot] ?? -1;
    if (bin < 0) {
      bin = this.#sums.push([0, 0, 0, 0]) - 1;
      this.#slots[slot] = bin;
    }
    const sum = this.#sums[bin];
    if (sum) {
      sum[0] += red;
      sum[1] += green;
      sum[2] += blue;
      sum[3]++;
    }
    return bin;
  }

  means(): Bin[] {
    return this.#sums.map(([red, green, blue, cells]) => ({
      lab: labOfRgb(red / cells, green / cells, blue / cells),
      cells,
    }));
  }
}

function cluster(bins: readonly Bin[]): { colors: Lab65[]; colorOf: Uint8Array } {
  const colorOf = new Uint8Array(bins.length);
  const nearest = new Float64Array(bins.length).fill(Number.POSITIVE_INFINITY);
  let colors: Lab65[] = [];
  while (colors.length < Math.min(COLORS, bins.length)) {
    let best = -1;
    let bestWorth = 0;
    for (const [i, { lab, cells }] of bins.entries()) {
      const last = colors.at(-1);
      if (last) nearest[i] = Math.min(nearest[i] ?? 0, squaredDistance(lab, last));
      const worth = colors.length === 0 ? cells : (nearest[i] ?? 0) * Math.sqrt(cells);
      if (worth > bestWorth) [best, bestWorth] = [i, worth];
    }
    const seed = bins[best];
    if (!seed) break;
    colors.push(seed.lab);
  }
  for (let round = 0; round < ROUNDS; round++) {
    const sums = colors.map(() => ({ l: 0, a: 0, b: 0, cells: 0 }));
    for (const [i, { lab, cells }] of bins.entries()) {
      let best = 0;
      let bestDistance = Number.POSITIVE_INFINITY;
      for (let k = 0; k < colors.length; k++) {
        const color = colors[k];
        const distance = color ? squaredDistance(lab, color) : bestDistance;
        if (distance < bestDistance) [best, bestDistance] = [k, distance];
      }
      colorOf[i] = best;
      const sum = sums[best];
      if (!sum) continue;
      sum.l += lab.l * cells;
      sum.a += lab.a * cells;
      sum.b += lab.b * cells;
      sum.cells += cells;
    }
    colors = sums.map(({ l, a, b, cells }, k) =>
      cells > 0
        ? { mode: 'lab65', l: l / cells, a: a / cells, b: b / cells }
        : (colors[k] ?? { mode: 'lab65', l, a, b }),
    );
  }
  return { colors, colorOf };
}

function squaredDistance(p: Lab65, q: Lab65): number {
  return (p.l - q.l) ** 2 + (p.a - q.a) ** 2 + (p.b - q.b) ** 2;
}
