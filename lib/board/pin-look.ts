import * as v from 'valibot';
import { type Analysis, AnalysisSchema, FindEmbeddingSchema } from '../analysis.ts';
import { FindSchema } from '../find.ts';
import type { Pin } from '../pin/pin.ts';
import { findsOf } from '../text/finds.ts';
import { type Term, TermSchema } from '../text/term.ts';
import { pinWordsOf } from './pin-words.ts';

/** What Magpie knows of one pin of a board once it has looked at it. */
export const PinLookSchema = v.object({
  ...v.pick(AnalysisSchema, ['width', 'height', 'palette', 'styles', 'scene', 'models']).entries,
  /** As in the analysis; null in what older versions have kept. */
  embedding: v.optional(v.nullable(v.string()), null),
  /** Of its most prominent objects; none in what older versions have kept. */
  findEmbeddings: v.optional(v.array(FindEmbeddingSchema), []),
  /** The things to search for, seen or named. */
  finds: v.array(FindSchema),
  /** All that the pin's words say. */
  terms: v.array(TermSchema),
  /** The words and phrases that may set its board apart; see `pinWordsOf`. */
  words: v.array(v.string()),
  phrases: v.array(v.string()),
});
export type PinLook = v.InferOutput<typeof PinLookSchema>;

/** What eyes and words make of a pin together. */
export function pinLookOf(pin: Pin, analysis: Analysis, terms: readonly Term[]): PinLook {
  const { width, height, palette, styles, scene, embedding, models, objects } = analysis;
  const { words, phrases } = pinWordsOf(pin);
  return {
    width,
    height,
    palette,
    styles,
    scene,
    embedding,
    findEmbeddings: analysis.findEmbeddings ?? [],
    models,
    finds: findsOf(objects, terms),
    terms: [...terms],
    words: [...words],
    phrases: [...phrases],
  };
}

/** The addresses of a pin's picture to try, the best first; null where the page named none. */
export function imageUrlsOf({ image, fallbackImages }: Pin): [string, ...string[]] | null {
  return image === null ? null : [image.url, ...fallbackImages.map(({ url }) => url)];
}
