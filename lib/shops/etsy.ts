import { type Shop, sitesByPath, withParameters } from './shop.ts';

/**
 * Etsy, whose regional sites translate the listings and the search. Addresses as on its own
 * search pages, as of 2025.
 */
export const etsy: Shop = {
  id: 'etsy',
  name: 'Etsy',
  sells: 'both',
  by: 'words',
  styleWords: true,
  worldwide: true,
  cheapestFirst: { order: 'price_asc' },
  marketplaces: sitesByPath('Etsy', 'etsy.com', [
    ['', 'en'],
    ['at', 'de', 'AT'],
    ['au', 'en', 'AU'],
    ['ca', 'en', 'CA'],
    ['de', 'de', 'DE'],
    ['es', 'es', 'ES'],
    ['fr', 'fr', 'FR'],
    ['ie', 'en', 'IE'],
    ['it', 'it', 'IT'],
    ['jp', 'ja', 'JP'],
    ['mx', 'es', 'MX'],
    ['nl', 'nl', 'NL'],
    ['nz', 'en', 'NZ'],
    ['pl', 'pl', 'PL'],
    ['pt', 'pt', 'PT'],
    ['uk', 'en', 'GB'],
  ]),
  searchUrl: (query, { origin }) => withParameters(`${origin}/search`, { q: query }),
};
