import { type Shop, sitesByPath, withParameters } from './shop.ts';

/** ASOS, which ships almost everywhere. Addresses as on its own search pages, as of 2025. */
export const asos: Shop = {
  id: 'asos',
  name: 'ASOS',
  sells: 'fashion',
  by: 'words',
  styleWords: false,
  worldwide: true,
  cheapestFirst: { sort: 'priceasc' },
  marketplaces: sitesByPath('ASOS', 'asos.com', [
    ['', 'en', 'GB'],
    ['au', 'en', 'AU'],
    ['de', 'de', 'DE', 'AT'],
    ['dk', 'da', 'DK'],
    ['es', 'es', 'ES'],
    ['fr', 'fr', 'FR'],
    ['it', 'it', 'IT'],
    ['nl', 'nl', 'NL'],
    ['pl', 'pl', 'PL'],
    ['se', 'sv', 'SE'],
    ['us', 'en', 'US'],
  ]),
  searchUrl: (query, { origin }) => withParameters(`${origin}/search/`, { q: query }),
};
