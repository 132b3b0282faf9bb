import * as v from 'valibot';

/** The part a word plays in a search. */
export const TERM_ROLES = [
  'style',
  'color',
  'material',
  'pattern',
  'noun',
  'room',
  'era',
  'brand',
] as const;
export type TermRole = (typeof TERM_ROLES)[number];

/**
 * Where a term was read: in a text of the pin, in what Google Cloud Vision says of its picture, or
 * in what a board of the user's is like that the picture fits.
 */
export const TERM_FIELDS = [
  'title',
  'description',
  'altText',
  'interests',
  'board',
  'google',
  'your-board',
] as const;

/** A word said of a picture that can serve a search, with its evidence. */
export const TermSchema = v.object({
  role: v.picklist(TERM_ROLES),
  /** The lexicon's own English word for it, in lower case: "scandinavian" for "Scandi". */
  value: v.string(),
  field: v.picklist(TERM_FIELDS),
  /** The words as they stand there. */
  quote: v.string(),
  /** For a word of a noun phrase ("boucle armchair"): the value of the noun it describes. */
  describes: v.optional(v.string()),
});
export type Term = v.InferOutput<typeof TermSchema>;
