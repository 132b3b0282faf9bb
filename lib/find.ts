import * as v from 'valibot';
import { type DetectedObject, DetectedObjectSchema } from './analysis.ts';
import { TermSchema } from './text/term.ts';

/** A thing to search the shops for: seen in the picture, named in the pin's words, or both. */
export const FindSchema = v.object({
  /** The most specific noun that eyes and words agree on. */
  noun: v.string(),
  /** What was seen; null for a thing that only the words name. */
  object: v.nullable(DetectedObjectSchema),
  /** Words of the pin that describe this thing: at most a few of each role, the best first. */
  terms: v.pipe(v.array(TermSchema), v.readonly()),
});
export type Find = v.InferOutput<typeof FindSchema>;

/** A find with a place in the picture. */
export type SeenFind = Find & { object: DetectedObject };

/** What was seen, under the noun that eyes and words agree on. */
export function namedObject({ noun, object }: SeenFind): DetectedObject {
  return { ...object, label: noun };
}
