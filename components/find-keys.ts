import type { BoundingBox } from '../lib/analysis.ts';
import type { Find } from '../lib/find.ts';

/** The place of what only words name. */
const NOWHERE: BoundingBox = { x: 0, y: 0, width: 0, height: 0 };

/** The key of the `twin`th find with this box. */
export function keyOf({ x, y, width, height }: BoundingBox, twin: number): string {
  return `${[x, y, width, height].map((side) => side.toFixed(3)).join(' ')} ${twin}`;
}

/**
 * The finds with keys that stay the same over the stages of the analysis, in which labels change
 * but boxes stay.
 */
export function keyed<T extends Pick<Find, 'object'>>(finds: readonly T[]): [string, T][] {
  const seen = new Map<string, number>();
  return finds.map((find) => {
    const box = find.object?.box ?? NOWHERE;
    const at = keyOf(box, 1);
    const twin = (seen.get(at) ?? 0) + 1;
    seen.set(at, twin);
    return [keyOf(box, twin), find];
  });
}
