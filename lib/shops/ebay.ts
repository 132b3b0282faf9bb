import { type Shop, sitesByDomain, withParameters } from './shop.ts';

/** eBay's national sites. Addresses as on its own search pages, as of 2025. */
export const ebay: Shop = {
  id: 'ebay',
  name: 'eBay',
  sells: 'both',
  by: 'words',
  styleWords: true,
  worldwide: true,
  cheapestFirst: { _sop: '15' },
  marketplaces: sitesByDomain('eBay', 'www.ebay', [
    ['com', 'en', 'US'],
    ['at', 'de', 'AT'],
    ['ca', 'en', 'CA'],
    ['ch', 'de', 'CH', 'LI'],
    ['co.uk', 'en', 'GB'],
    ['com.au', 'en', 'AU', 'NZ'],
    ['com.hk', 'en zh', 'HK'],
    ['com.my', 'en', 'MY'],
    ['com.sg', 'en', 'SG'],
    ['de', 'de', 'DE'],
    ['es', 'es', 'ES'],
    ['fr', 'fr', 'FR'],
    ['ie', 'en', 'IE'],
    ['it', 'it', 'IT'],
    ['nl', 'nl', 'NL'],
    ['ph', 'en', 'PH'],
    ['pl', 'pl', 'PL'],
  ]),
  searchUrl: (query, { origin }) => withParameters(`${origin}/sch/i.html`, { _nkw: query }),
};
