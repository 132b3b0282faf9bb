import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { type BoundingBox, COLOR_FAMILIES } from '../../lib/analysis.ts';

const LabelSchema = v.object({
  /** Where the photo is: an npm package, or a folder of the shared photos. */
  source: v.picklist(['npm', 'coco', 'furniture', 'clothing']),
  name: v.string(),
  /** Constants were chosen on one half; the other half is reported. */
  split: v.picklist(['tune', 'report']),
  noun: v.string(),
  /** Left, top, width and height in fractions of the image. */
  box: v.strictTuple([v.number(), v.number(), v.number(), v.number()]),
  /** The family under which a shop would list it. */
  family: v.picklist(COLOR_FAMILIES),
  /** Another that no shopper would mind. */
  alsoRight: v.optional(v.picklist(COLOR_FAMILIES)),
});

/** One object of the colour set: where it is and what colour it has, told by looking. */
export type ColorLabel = Omit<v.InferOutput<typeof LabelSchema>, 'box'> & { box: BoundingBox };

/** The labelled objects of `colors.json`. */
export function readColorLabels(): ColorLabel[] {
  const json: unknown = JSON.parse(readFileSync(new URL('colors.json', import.meta.url), 'utf8'));
  return v.parse(v.array(LabelSchema), json).map(({ box: [x, y, width, height], ...label }) => ({
    ...label,
    box: { x, y, width, height },
  }));
}
