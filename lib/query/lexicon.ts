import * as v from 'valibot';

/** Genders (m, f, n, the common one of Dutch) and plurals of them; p is a plural without one. */
const GENDERS = ['m', 'f', 'n', 'c', 'mp', 'fp', 'p'] as const;
export type Gender = (typeof GENDERS)[number];

const Also = v.optional(v.array(v.string()), []);

const NounWordSchema = v.strictObject({
  word: v.string(),
  /** Absent where the language has none. */
  gender: v.optional(v.picklist(GENDERS)),
  /** Other words for it, which are read and not written. */
  also: Also,
});

const DescribingWordSchema = v.strictObject({
  word: v.string(),
  /**
   * The other form as a dictionary gives it: the feminine ("blanche"), in German and Dutch the one
   * with -e ("senfgelbe"). Absent for a word that never changes ("rosa", "bleu marine").
   */
  inflected: v.optional(v.string()),
  also: Also,
});
export type DescribingWord = v.InferOutput<typeof DescribingWordSchema>;

const DescribingWordsSchema = v.record(v.string(), DescribingWordSchema);

/** A language's words by their English ones, as `assets/lexicon` has them. */
export const LexiconSchema = v.strictObject({
  /** Small words by which the language of a text is known. */
  functionWords: v.array(v.string()),
  /** Those of them after which something else is spoken of: "with", "and". */
  breaks: v.array(v.string()),
  /** Those of them that deny what follows: "without". */
  negations: v.array(v.string()),
  nouns: v.record(v.string(), NounWordSchema),
  colors: DescribingWordsSchema,
  materials: DescribingWordsSchema,
  patterns: DescribingWordsSchema,
  styles: DescribingWordsSchema,
  rooms: DescribingWordsSchema,
});
export type Lexicon = v.InferOutput<typeof LexiconSchema>;

/** The languages of the lexicons. */
export const LEXICON_LANGUAGES = ['de', 'fr', 'es', 'it', 'pt', 'nl', 'ja'] as const;
export type LexiconLanguage = (typeof LEXICON_LANGUAGES)[number];
