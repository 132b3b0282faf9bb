import { type Shop, sitesByPath, withParameters } from './shop.ts';

/** Uniqlo's country sites. Address as on its own search pages, as of 2025. */
export const uniqlo: Shop = {
  id: 'uniqlo',
  name: 'Uniqlo',
  sells: 'fashion',
  by: 'words',
  styleWords: false,
  worldwide: false,
  marketplaces: sitesByPath('Uniqlo', 'uniqlo.com', [
    ['us/en', 'en', 'US'],
    ['au/en', 'en', 'AU'],
    ['ca/en', 'en', 'CA'],
    ['de/de', 'de', 'DE'],
    ['es/es', 'es', 'ES'],
    ['fr/fr', 'fr', 'FR'],
    ['in/en', 'en', 'IN'],
    ['it/it', 'it', 'IT'],
    ['jp/ja', 'ja', 'JP'],
    ['nl/nl', 'nl', 'NL'],
    ['sg/en', 'en', 'SG'],
    ['uk/en', 'en', 'GB'],
  ]),
  searchUrl: (query, { origin }) => withParameters(`${origin}/search`, { q: query }),
};
