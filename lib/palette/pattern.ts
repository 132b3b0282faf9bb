import { type Cells, NO_COLOR } from './cells.ts';
import { colorDifference } from './color-names.ts';
import type { Material } from './materials.ts';

/** From this CIEDE2000 on, two materials side by side catch the eye. */
const STRONG_DIFFERENCE = 18;

/** A second colour below this share is a button, a logo or a seam. */
const MIN_SECOND_SHARE = 0.2;

/** Cells further apart than this, in sides of the object's grid, say nothing of a mixture. */
const REACH = 0.05;

/** From this part of a full mixture on, colours are a pattern and not parts of a thing. */
const MIN_MIXTURE = 0.5;

/** A cell counts for the object from this membership on. */
const MEMBER = 0.5;

/**
 * Whether the object is patterned: strongly different colours in fine mixture. Compares how
 * often two cells near each other differ with how often any two cells do: a sofa with cushions
 * has neighbours of one colour, a check or a floral has not.
 */
export function isPatterned(
  cells: Cells,
  membership: Float32Array,
  materials: readonly Material[],
): boolean {
  const [main] = materials;
  if (!main) return false;
  const group = new Int8Array(cells.colors.length).fill(0);
  let second = 0;
  for (const material of materials.slice(1)) {
    if (colorDifference(main.lab, material.lab) < STRONG_DIFFERENCE) continue;
    second += material.share;
    for (const color of material.colors) group[color] = 1;
  }
  return second >= MIN_SECOND_SHARE && mixtureOf(cells, membership, group) >= MIN_MIXTURE;
}

/** How far two groups of colours are mixed, 0 in two blocks, 1 as if strewn at random. */
function mixtureOf(
  { columns, rows, indices }: Cells,
  membership: Float32Array,
  group: Int8Array,
): number {
  const reach = Math.max(1, Math.round(REACH * Math.sqrt(columns * rows)));
  const counts = [0, 0];
  let [pairs, unlike] = [0, 0];
  const groupAt = (i: number): number => {
    const color = indices[i] ?? NO_COLOR;
    return color === NO_COLOR || (membership[i] ?? 0) < MEMBER ? -1 : (group[color] ?? -1);
  };
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const here = groupAt(row * columns + column);
      if (here < 0) continue;
      counts[here] = (counts[here] ?? 0) + 1;
      for (const [dx, dy] of [
        [reach, 0],
        [0, reach],
      ] as const) {
        if (column + dx >= columns || row + dy >= rows) continue;
        const there = groupAt((row + dy) * columns + column + dx);
        if (there < 0) continue;
        pairs++;
        if (there !== here) unlike++;
      }
    }
  }
  const [first = 0, second = 0] = counts;
  const expected = (2 * first * second) / (first + second) ** 2;
  return pairs === 0 || !(expected > 0) ? 0 : unlike / pairs / expected;
}
