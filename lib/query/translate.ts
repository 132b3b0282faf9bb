/** The languages that queries are written in. */
export const QUERY_LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'ja'] as const;
export type QueryLanguage = (typeof QUERY_LANGUAGES)[number];

/** The roles whose words make a query, in English word order. */
const QUERY_ROLES = ['style', 'color', 'material', 'pattern', 'noun'] as const;
export type QueryRole = (typeof QUERY_ROLES)[number];

/** The words of a query in English word order. */
export function wordsFor(
  roles: Partial<Record<QueryRole, string>>,
  _language: QueryLanguage,
): string[] {
  return QUERY_ROLES.flatMap((role) => roles[role] ?? []);
}
