import * as v from 'valibot';
import type { DetectedObject } from './analysis.ts';
import { type BoundingBox, BoundingBoxSchema, DetectedObjectSchema } from './analysis.ts';
import { intersectionOverUnion } from './geometry.ts';
import { signatureOf } from './pin/images.ts';
import type { Run } from './tab-state.ts';

/** A correction holds for the find that overlaps its box by at least this, however models change. */
const SAME_PLACE_IOU = 0.6;

/** Corrections kept for one image; nobody makes more by hand. */
const MAX_FINDS = 50;
const MAX_DRAWN = 20;

const Noun = v.pipe(v.string(), v.minLength(1), v.maxLength(80));

const PlaceSchema = v.object({
  box: BoundingBoxSchema,
  /** The noun under which Magpie had it. */
  was: Noun,
});

/** What the user made of the finds in one image. */
export const CorrectionsSchema = v.object({
  /** Finds that they gave another noun; null for those they removed. */
  finds: v.pipe(
    v.array(v.object({ ...PlaceSchema.entries, noun: v.nullable(Noun) })),
    v.maxLength(MAX_FINDS),
  ),
  /** Finds in areas that they drew, the latest first. */
  drawn: v.pipe(v.array(DetectedObjectSchema), v.maxLength(MAX_DRAWN)),
});
export type Corrections = v.InferOutput<typeof CorrectionsSchema>;

/** A step that the user takes. */
export const ChangeSchema = v.variant('kind', [
  /** Gives a find another noun; null removes it. */
  v.object({ kind: v.literal('name'), ...PlaceSchema.entries, noun: v.nullable(Noun) }),
  /** Takes back what was done to a find. */
  v.object({ kind: v.literal('restore'), ...PlaceSchema.entries }),
  /** Adds a find of their own, in the place of an earlier one with the same box. */
  v.object({ kind: v.literal('draw'), object: DetectedObjectSchema }),
  /** Removes a find of their own. */
  v.object({ kind: v.literal('erase'), box: BoundingBoxSchema }),
  /** Takes everything back. */
  v.object({ kind: v.literal('reset') }),
]);
export type Change = v.InferOutput<typeof ChangeSchema>;

export const NO_CORRECTIONS: Corrections = { finds: [], drawn: [] };

/** Whether there is nothing to correct. */
export function isEmpty({ finds, drawn }: Corrections): boolean {
  return finds.length === 0 && drawn.length === 0;
}

/** The key of what is kept for an image, the same for all its sizes; of a pin, or of none (null). */
export function correctionsKey(pinId: string | null, imageUrl: string): string {
  return `${pinId ?? '-'} ${signatureOf(imageUrl) ?? imageUrl}`;
}

/** The corrections after a change; the oldest go where there are too many. */
export function applyChange(corrections: Corrections, change: Change): Corrections {
  const { finds, drawn } = corrections;
  switch (change.kind) {
    case 'name': {
      const { box, was, noun } = change;
      return { drawn, finds: [...without(finds, change), { box, was, noun }].slice(-MAX_FINDS) };
    }
    case 'restore':
      return { drawn, finds: without(finds, change) };
    case 'draw':
      return { finds, drawn: [change.object, ...erased(drawn, change.object)].slice(0, MAX_DRAWN) };
    case 'erase':
      return { finds, drawn: erased(drawn, change) };
    case 'reset':
      return NO_CORRECTIONS;
  }
}

/**
 * The objects as the user wants them: their own first, those they renamed under their noun, and
 * without those they removed or drew anew.
 */
export function corrected(
  objects: readonly DetectedObject[],
  { finds, drawn }: Corrections,
): DetectedObject[] {
  const seen = objects.filter(({ box }) => !drawn.some((own) => isSamePlace(own.box, box)));
  const nouns = new Map<DetectedObject, Corrections['finds'][number]>();
  for (const correction of finds) {
    const object = bestMatch(seen, correction);
    if (object) nouns.set(object, correction);
  }
  const kept = seen.flatMap((object): DetectedObject[] => {
    const correction = nouns.get(object);
    if (!correction) return [object];
    const { noun, was } = correction;
    return noun === null
      ? []
      : [{ ...object, label: noun, score: 1, byUser: { drawn: false, was } }];
  });
  return [...drawn, ...kept];
}

/** A run with its objects corrected, which is what views show. */
export function correctedRun(run: Run, corrections: Corrections): Run {
  if (!run.analysis || isEmpty(corrections)) return run;
  const objects = corrected(run.analysis.objects, corrections);
  return { ...run, analysis: { ...run.analysis, objects } };
}

/** The change that gives a find, as it is shown, another noun. */
export function naming(object: DetectedObject, noun: string): Change {
  const was = object.byUser?.was ?? object.label;
  if (!object.byUser?.drawn) return { kind: 'name', box: object.box, was, noun };
  return { kind: 'draw', object: { ...object, label: noun, byUser: { drawn: true, was } } };
}

/** The change that removes a find, as it is shown. */
export function removing(object: DetectedObject): Change {
  const { box, label, byUser } = object;
  if (byUser?.drawn) return { kind: 'erase', box };
  return { kind: 'name', box, was: byUser?.was ?? label, noun: null };
}

/** The change that gives a renamed find, as it is shown, its former noun. */
export function unnaming(object: DetectedObject): Change {
  const { box, label, byUser } = object;
  const was = byUser?.was ?? label;
  if (!byUser?.drawn) return { kind: 'restore', box, was };
  return { kind: 'draw', object: { ...object, label: was, byUser: { drawn: true, was: null } } };
}

/** The change that brings a removed find back, as it was shown. */
export function puttingBack(object: DetectedObject): Change {
  if (object.byUser?.drawn) return { kind: 'draw', object };
  return object.byUser ? naming(object, object.label) : unnaming(object);
}

function bestMatch(
  objects: readonly DetectedObject[],
  { box, was }: Corrections['finds'][number],
): DetectedObject | undefined {
  // Of two finds in one place, it is about the one of that name.
  const likeness = (object: DetectedObject) =>
    intersectionOverUnion(object.box, box) + (object.label === was ? 1 : 0);
  return objects
    .filter((object) => isSamePlace(object.box, box))
    .sort((a, b) => likeness(b) - likeness(a))[0];
}

function without(finds: Corrections['finds'], { box, was }: { box: BoundingBox; was: string }) {
  return finds.filter((one) => one.was !== was || !isSamePlace(one.box, box));
}

function erased(drawn: Corrections['drawn'], { box }: { box: BoundingBox }) {
  return drawn.filter((own) => !isSamePlace(own.box, box));
}

function isSamePlace(a: BoundingBox, b: BoundingBox): boolean {
  return intersectionOverUnion(a, b) >= SAME_PLACE_IOU;
}
