import { areaOf } from '../geometry.ts';
import type { NamedObject } from './fusion.ts';

/** How much size counts beside sureness: a sofa before the vase on the shelf behind it. */
const SIZE_EXPONENT = 0.25;

/**
 * Finds in the order in which a shopper looks for them: what is sure, large and near the middle
 * first.
 */
export function byProminence<T extends NamedObject>(finds: readonly T[]): T[] {
  return [...finds].sort((a, b) => prominenceOf(b) - prominenceOf(a));
}

function prominenceOf({ score, box }: NamedObject): number {
  const fromMiddle = Math.hypot(box.x + box.width / 2 - 0.5, box.y + box.height / 2 - 0.5);
  return score * areaOf(box) ** SIZE_EXPONENT * (1 - fromMiddle);
}
