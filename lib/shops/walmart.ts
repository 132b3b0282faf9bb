import { type Shop, sitesByDomain, withParameters } from './shop.ts';

/** Walmart in North America. Addresses as on its own search pages, as of 2025. */
export const walmart: Shop = {
  id: 'walmart',
  name: 'Walmart',
  sells: 'both',
  by: 'words',
  styleWords: false,
  worldwide: false,
  cheapestFirst: { sort: 'price_low' },
  marketplaces: sitesByDomain('Walmart', 'www.walmart', [
    ['com', 'en', 'US'],
    ['ca', 'en fr', 'CA'],
    ['com.mx', 'es', 'MX'],
  ]),
  searchUrl: (query, { origin }) => withParameters(`${origin}/search`, { q: query }),
};
