import * as v from 'valibot';
import { BoundingBoxSchema } from '../analysis.ts';
import type { Find } from '../find.ts';
import { intersectionOverUnion } from '../geometry.ts';

/** What a view needs of a saved find to know it again. */
export const SavedMarkSchema = v.object({
  id: v.string(),
  noun: v.string(),
  /** Null for what only words name. */
  box: v.nullable(BoundingBoxSchema),
});
export type SavedMark = v.InferOutput<typeof SavedMarkSchema>;

/** A find that was named anew is known by its place alone; models hardly move a box. */
const SAME_PLACE_IOU = 0.9;

/** With the same noun, the place may be told a little otherwise. */
const SAME_THING_IOU = 0.6;

/** The one of a picture's saved finds that `find` is; undefined where it is not saved. */
export function savedMarkOf(
  saved: readonly SavedMark[],
  { noun, object }: Pick<Find, 'noun' | 'object'>,
): SavedMark | undefined {
  if (!object) return saved.find((mark) => !mark.box && mark.noun === noun);
  let best: SavedMark | undefined;
  let bestLikeness = 0;
  for (const mark of saved) {
    if (!mark.box) continue;
    const isSameNoun = mark.noun === noun;
    const overlap = intersectionOverUnion(mark.box, object.box);
    const likeness = overlap + (isSameNoun ? 1 : 0);
    if (overlap < (isSameNoun ? SAME_THING_IOU : SAME_PLACE_IOU) || likeness <= bestLikeness) {
      continue;
    }
    [best, bestLikeness] = [mark, likeness];
  }
  return best;
}
