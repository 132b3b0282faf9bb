import { QUERY_LANGUAGES, type QueryLanguage } from './translate.ts';

/** The language of a BCP 47 tag where Magpie can write it, else null. */
export function asQueryLanguage(tag: string): QueryLanguage | null {
  const [primary] = tag.toLowerCase().split('-');
  return QUERY_LANGUAGES.find((language) => language === primary) ?? null;
}

/**
 * The language to search a site in: the shopper's own where the site has it, else the site's
 * first that Magpie can write, else English, which shops everywhere half understand.
 *
 * @param languages of the site, the main one first, as BCP 47 tags.
 * @param locale the shopper's, a BCP 47 tag.
 */
export function languageFor(languages: readonly string[], locale: string): QueryLanguage {
  const known = languages.map(asQueryLanguage).filter((language) => language !== null);
  const own = asQueryLanguage(locale);
  return (own && known.includes(own) ? own : known[0]) ?? 'en';
}
