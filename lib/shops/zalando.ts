import { type Shop, sitesByDomain, withParameters } from './shop.ts';

/** "Catalogue" in the path of each site. */
const CATALOGUE: Readonly<Record<string, string>> = {
  'co.uk': 'catalog',
  es: 'catalogo',
  fr: 'catalogue',
  ie: 'catalog',
  it: 'catalogo',
  nl: 'catalogus',
};

/** Zalando's national sites, for fashion. Addresses as on its own search pages, as of 2025. */
export const zalando: Shop = {
  id: 'zalando',
  name: 'Zalando',
  sells: 'fashion',
  by: 'words',
  styleWords: false,
  worldwide: false,
  cheapestFirst: { order: 'price' },
  marketplaces: sitesByDomain(
    'Zalando',
    'www.zalando',
    [
      ['de', 'de', 'DE'],
      ['at', 'de', 'AT'],
      ['ch', 'de', 'CH', 'LI'],
      ['co.uk', 'en', 'GB'],
      ['es', 'es', 'ES'],
      ['fr', 'fr', 'FR'],
      ['ie', 'en', 'IE'],
      ['it', 'it', 'IT'],
      ['nl', 'nl', 'NL'],
      ['pl', 'pl', 'PL'],
    ],
    (tail) => `/${CATALOGUE[tail] ?? 'katalog'}`,
  ),
  searchUrl: (query, { origin }) => withParameters(`${origin}/`, { q: query }),
};
