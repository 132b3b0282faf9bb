import * as v from 'valibot';

/** What the user is about to name. */
export const SuggestionRequestSchema = v.object({
  /** What they typed so far; empty for a first offer. */
  text: v.pipe(v.string(), v.maxLength(200)),
  /** The noun that does not fit; null where there is none. */
  noun: v.nullable(v.string()),
  /** Nouns that the evidence speaks for as well. */
  alternatives: v.pipe(v.array(v.string()), v.maxLength(50)),
});
export type SuggestionRequest = v.InferOutput<typeof SuggestionRequestSchema>;

/** A noun to choose. */
export const NounSuggestionSchema = v.object({
  noun: v.string(),
  /** The other word for it that was typed; null where the noun itself was. */
  synonym: v.nullable(v.string()),
});
export type NounSuggestion = v.InferOutput<typeof NounSuggestionSchema>;
