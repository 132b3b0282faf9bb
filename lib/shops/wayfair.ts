import { type Shop, sitesByDomain, withParameters } from './shop.ts';

/** Wayfair, which left Germany in 2025. Address as on its own search pages, as of 2025. */
export const wayfair: Shop = {
  id: 'wayfair',
  name: 'Wayfair',
  sells: 'home',
  by: 'words',
  styleWords: true,
  worldwide: false,
  marketplaces: sitesByDomain('Wayfair', 'www.wayfair', [
    ['com', 'en', 'US'],
    ['ca', 'en', 'CA'],
    ['co.uk', 'en', 'GB'],
    ['ie', 'en', 'IE'],
  ]),
  searchUrl: (query, { origin }) => withParameters(`${origin}/keyword.php`, { keyword: query }),
};
