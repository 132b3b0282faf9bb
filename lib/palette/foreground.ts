import type { BoundingBox } from '../analysis.ts';
import type { Mask } from '../vision/mask.ts';
import { type Cells, NO_COLOR } from './cells.ts';

/** Rounds of expectation and maximisation; more change next to nothing. */
const ROUNDS = 6;

/** Weight of a cell's neighbours against its own colour: a thing is of one piece. */
const SMOOTHING = 0.6;

/**
 * How likely a cell of a box is the thing's before its colour is known: at the middle, where
 * the ellipse in the box ends, and in the corners, which few things reach.
 */
const PRIOR = { middle: 0.85, ellipse: 0.5, corner: 0.15 };

/** How much colour says beside place. */
const TRUST = 1.4;

/** A share that every colour has on either side, so that none is ruled out. */
const FLOOR = 0.002;

/**
 * How much each cell belongs to the thing in `box`, in [0, 1]. Thing and surroundings are two
 * histograms over the cells' colours, learnt in turns with the cells' membership, as GrabCut
 * (Rother, Kolmogorov and Blake, 2004) does with Gaussian mixtures and a cut; what lies
 * outside the box is never the thing's, and a cell leans to the side of its neighbours.
 */
export function foregroundOf(cells: Cells, box: BoundingBox): Float32Array {
  const { columns, rows, indices, colors } = cells;
  const priors = priorsOf(cells, box);
  let membership = priors;
  for (let round = 0; round < ROUNDS; round++) {
    const inside = new Float64Array(colors.length);
    const outside = new Float64Array(colors.length);
    let [insideTotal, outsideTotal] = [0, 0];
    for (let i = 0; i < indices.length; i++) {
      const color = indices[i] ?? NO_COLOR;
      if (color === NO_COLOR) continue;
      const own = membership[i] ?? 0;
      inside[color] = (inside[color] ?? 0) + own;
      outside[color] = (outside[color] ?? 0) + 1 - own;
      insideTotal += own;
      outsideTotal += 1 - own;
    }
    const next = new Float32Array(indices.length);
    for (let i = 0; i < indices.length; i++) {
      const color = indices[i] ?? NO_COLOR;
      const prior = priors[i] ?? 0;
      if (color === NO_COLOR || prior === 0) continue;
      const likely = prior * ((inside[color] ?? 0) / (insideTotal || 1) + FLOOR) ** TRUST;
      const unlikely = (1 - prior) * ((outside[color] ?? 0) / (outsideTotal || 1) + FLOOR) ** TRUST;
      next[i] = likely / (likely + unlikely);
    }
    membership = smooth(next, columns, rows);
    for (let i = 0; i < indices.length; i++) {
      if (priors[i] === 0 || indices[i] === NO_COLOR) membership[i] = 0;
    }
  }
  return membership;
}

/** How much each cell belongs to a thing whose mask is known: 1 inside, 0 outside. */
export function foregroundOfMask(
  { columns, rows, region, indices }: Cells,
  mask: Mask,
): Float32Array {
  const inside = new Uint8Array(mask.width * mask.height);
  for (const pixel of mask.pixels) inside[pixel] = 1;
  const membership = new Float32Array(indices.length);
  for (let row = 0; row < rows; row++) {
    const y = Math.floor((region.y + ((row + 0.5) / rows) * region.height) * mask.height);
    for (let column = 0; column < columns; column++) {
      const i = row * columns + column;
      if (indices[i] === NO_COLOR) continue;
      const x = Math.floor((region.x + ((column + 0.5) / columns) * region.width) * mask.width);
      membership[i] = inside[y * mask.width + x] ?? 0;
    }
  }
  return membership;
}

function priorsOf({ columns, rows, region }: Cells, box: BoundingBox): Float32Array {
  const priors = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    const v = (region.y + ((row + 0.5) / rows) * region.height - box.y) / box.height;
    for (let column = 0; column < columns; column++) {
      const u = (region.x + ((column + 0.5) / columns) * region.width - box.x) / box.width;
      if (u < 0 || u > 1 || v < 0 || v > 1) continue;
      const distance = Math.hypot(2 * u - 1, 2 * v - 1);
      const toCorner = Math.min(1, Math.max(0, (distance - 1) / (Math.SQRT2 - 1)));
      priors[row * columns + column] =
        distance < 1
          ? PRIOR.middle + (PRIOR.ellipse - PRIOR.middle) * distance ** 2
          : PRIOR.ellipse + (PRIOR.corner - PRIOR.ellipse) * toCorner;
    }
  }
  return priors;
}

/** Each value drawn towards the mean of its four neighbours. */
function smooth(values: Float32Array, columns: number, rows: number): Float32Array {
  const smoothed = new Float32Array(values.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const i = row * columns + column;
      const own = values[i] ?? 0;
      const left = column > 0 ? (values[i - 1] ?? 0) : own;
      const right = column < columns - 1 ? (values[i + 1] ?? 0) : own;
      const above = row > 0 ? (values[i - columns] ?? 0) : own;
      const below = row < rows - 1 ? (values[i + columns] ?? 0) : own;
      smoothed[i] = (1 - SMOOTHING) * own + (SMOOTHING * (left + right + above + below)) / 4;
    }
  }
  return smoothed;
}
