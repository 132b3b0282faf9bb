import * as v from 'valibot';
import { QUERY_LANGUAGES } from './query/translate.ts';

/** What the user is about to name. */
const SuggestionRequestSchema = v.object({
  /** What they typed so far; empty for a first offer. */
  text: v.pipe(v.string(), v.maxLength(200)),
  /** The noun that does not fit; null where there is none. */
  noun: v.nullable(v.string()),
  /** Nouns that the evidence speaks for as well. */
  alternatives: v.pipe(v.array(v.string()), v.maxLength(50)),
});
export type SuggestionRequest = v.InferOutput<typeof SuggestionRequestSchema>;

/** The same as a message, with the language that they read and type besides English. */
export const SuggestionOrderSchema = v.object({
  ...SuggestionRequestSchema.entries,
  language: v.picklist(QUERY_LANGUAGES),
});
export type SuggestionOrder = v.InferOutput<typeof SuggestionOrderSchema>;

/** A noun to choose. */
export const NounSuggestionSchema = v.object({
  noun: v.string(),
  /** The other word for it that was typed; null where the noun itself was. */
  synonym: v.nullable(v.string()),
});
export type NounSuggestion = v.InferOutput<typeof NounSuggestionSchema>;
