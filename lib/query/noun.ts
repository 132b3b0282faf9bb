import * as v from 'valibot';

/**
 * What the vocabulary knows of a noun as far as searches go. Pages learn it of the nouns they show;
 * the whole vocabulary is too large for them.
 */
export const NounFactsSchema = v.object({
  /** Other words for it, the best first. */
  synonyms: v.pipe(v.array(v.string()), v.readonly()),
  /** The broader nouns that are worth a search, nearest first. */
  kinds: v.pipe(v.array(v.string()), v.readonly()),
  /** Whether its colour goes without saying, as a plant's. */
  inherentColor: v.boolean(),
  /** The shops that sell it: for the home, for fashion, those for both, or any. */
  department: v.picklist(['home', 'fashion', 'both', 'any']),
});
export type NounFacts = v.InferOutput<typeof NounFactsSchema>;

/** Of a noun that no vocabulary has, and of one that was not learned yet. */
export const UNKNOWN_NOUN: NounFacts = {
  synonyms: [],
  kinds: [],
  inherentColor: false,
  department: 'any',
};
