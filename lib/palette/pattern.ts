import { type Cells, NO_COLOR } from './cells.ts';
import { colorDifference } from './color-names.ts';

/**
 * Mean CIEDE2000 between neighbouring cells from which on a thing is patterned. On labelled
 * photos plain cloth, leather and wood mostly lie below 7, prints, checks and stripes above.
 */
const MIN_CONTRAST = 7.5;

/** A cell counts for the object from this membership on. */
const MEMBER = 0.5;

/**
 * Whether the object is patterned: strongly different colours in fine mixture, as in a
 * floral, a check or stripes. Colours in few large pieces, a sofa with its cushions, have
 * few borders between them, so that most neighbouring cells are alike.
 * @param membership how much each cell belongs to the object, in [0, 1]
 */
export function isPatterned(cells: Cells, membership: Float32Array): boolean {
  const differences = differencesOf(cells);
  // Stripes differ in one direction only.
  return (
    contrastAlong(cells, membership, differences, 1, 0) >= MIN_CONTRAST ||
    contrastAlong(cells, membership, differences, 0, 1) >= MIN_CONTRAST
  );
}

/** Mean difference of the object's cells to those a step further right or down. */
function contrastAlong(
  { columns, rows, indices, colors }: Cells,
  membership: Float32Array,
  differences: Float64Array,
  dx: number,
  dy: number,
): number {
  let [pairs, sum] = [0, 0];
  for (let row = 0; row < rows - dy; row++) {
    for (let column = 0; column < columns - dx; column++) {
      const here = row * columns + column;
      const there = here + dy * columns + dx;
      if ((membership[here] ?? 0) < MEMBER || (membership[there] ?? 0) < MEMBER) continue;
      const [p = NO_COLOR, q = NO_COLOR] = [indices[here], indices[there]];
      if (p === NO_COLOR || q === NO_COLOR) continue;
      pairs++;
      sum += differences[p * colors.length + q] ?? 0;
    }
  }
  return pairs === 0 ? 0 : sum / pairs;
}

/** The CIEDE2000 difference of each colour of the grid to each other, row by row. */
function differencesOf({ colors }: Cells): Float64Array {
  const differences = new Float64Array(colors.length ** 2);
  for (const [i, p] of colors.entries()) {
    for (let j = 0; j < i; j++) {
      const q = colors[j];
      const difference = q ? colorDifference(p, q) : 0;
      differences[i * colors.length + j] = difference;
      differences[j * colors.length + i] = difference;
    }
  }
  return differences;
}
