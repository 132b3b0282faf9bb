import type { BoundingBox } from '../../../lib/analysis.ts';
import { WHOLE_IMAGE } from '../../../lib/geometry.ts';
import type { Evidence, EvidenceSource } from '../../../lib/vision/evidence.ts';

/** Two places that do not touch. */
export const LEFT: BoundingBox = { x: 0, y: 0.25, width: 0.4, height: 0.4 };
export const RIGHT: BoundingBox = { x: 0.6, y: 0.25, width: 0.4, height: 0.4 };

/** A source's word that a noun is in the left of the picture, or in all of it for such a source. */
export function says(
  source: EvidenceSource,
  noun: string,
  probability: number,
  box: BoundingBox = source.endsWith('-whole') ? WHOLE_IMAGE : LEFT,
): Evidence {
  return { noun, probability, box, source };
}
