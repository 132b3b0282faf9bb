import { QUERY_LANGUAGES } from '../query/translate.ts';
import { oneSite, type Shop, withParameters } from './shop.ts';

/**
 * Google Shopping: one site, which answers in the visitor's language for the visitor's country.
 * `udm=28` is in the address of its own Shopping tab, as of 2025.
 */
export const googleShopping: Shop = {
  id: 'google-shopping',
  name: 'Google Shopping',
  sells: 'both',
  by: 'words',
  styleWords: true,
  worldwide: true,
  marketplaces: oneSite('google.com', 'Google Shopping', 'https://www.google.com', QUERY_LANGUAGES),
  searchUrl: (query, { origin }) => withParameters(`${origin}/search`, { udm: '28', q: query }),
};
