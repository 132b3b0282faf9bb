import * as v from 'valibot';
import { type BoundingBox, DetectedObjectSchema } from './analysis.ts';
import { FailureSchema } from './errors.ts';

/** An area narrower or lower than this shows too little to name, in pixels of the image. */
const MIN_PIXELS = 16;

/** And one below this share of the image's side was hardly meant. */
const MIN_SHARE = 0.02;

/** What the models make of an area that the user drew. */
export const RegionSchema = v.object({
  ...v.omit(DetectedObjectSchema, ['label', 'alternatives', 'byUser']).entries,
  /** The shop noun; null where nothing was recognised. */
  label: v.nullable(v.string()),
  /** Other nouns that it may be, the likeliest first. */
  alternatives: v.array(v.string()),
});
export type Region = v.InferOutput<typeof RegionSchema>;

/** How a look at an area ended. */
export const RegionOutcomeSchema = v.variant('ok', [
  v.object({ ok: v.literal(true), region: RegionSchema }),
  v.object({ ok: v.literal(false), failure: FailureSchema }),
]);
export type RegionOutcome = v.InferOutput<typeof RegionOutcomeSchema>;

/**
 * Whether an area is too small to say anything of.
 * @param image its size in pixels
 */
export function isTooSmall(box: BoundingBox, image: { width: number; height: number }): boolean {
  return (
    Math.min(box.width, box.height) < MIN_SHARE ||
    Math.min(box.width * image.width, box.height * image.height) < MIN_PIXELS
  );
}
