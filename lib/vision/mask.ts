import type { BoundingBox } from '../analysis.ts';
import { intersectionOverUnion } from '../geometry.ts';
import type { Segmentation } from './detector.ts';
import type { Segment } from './segments.ts';
import { areRelated, nounFor } from './vocabulary.ts';

/** The pixels of a thing: cells of a grid that is laid over the whole image. */
export interface Mask {
  /** Columns of the grid. */
  width: number;
  /** Rows of the grid. */
  height: number;
  /** The cells inside, by index: row by row from the top left. */
  pixels: readonly number[];
}

/** A segment is a thing's when their boxes overlap so much. */
const SAME_THING_IOU = 0.45;

/** The mask of a thing: the segment of its kind that fits its box best, null where none does. */
export function maskOf(
  thing: { label: string; box: BoundingBox },
  segments: readonly Segment[],
  { width, height }: Pick<Segmentation, 'width' | 'height'>,
  classNames: readonly string[],
): Mask | null {
  const fitting = segments
    .filter(({ classIndex }) => {
      const noun = nounFor('ade20k', classNames[classIndex] ?? '');
      return noun !== null && areRelated(noun, thing.label);
    })
    .map((segment) => ({ segment, overlap: intersectionOverUnion(segment.box, thing.box) }))
    .filter(({ overlap }) => overlap >= SAME_THING_IOU)
    .sort((a, b) => b.overlap - a.overlap);
  const [best] = fitting;
  return best ? { width, height, pixels: best.segment.pixels } : null;
}
