import { marketplacesOf, type Shop, withParameters } from './shop.ts';

/** eBay's national sites. */
export const ebay: Shop = {
  id: 'ebay',
  name: 'eBay',
  marketplaces: marketplacesOf('eBay', 'www.ebay', [
    ['com', 'US'],
    ['at', 'AT'],
    ['ca', 'CA'],
    ['ch', 'CH', 'LI'],
    ['co.uk', 'GB'],
    ['com.au', 'AU', 'NZ'],
    ['com.hk', 'HK'],
    ['com.my', 'MY'],
    ['com.sg', 'SG'],
    ['de', 'DE'],
    ['es', 'ES'],
    ['fr', 'FR'],
    ['ie', 'IE'],
    ['it', 'IT'],
    ['nl', 'NL'],
    ['ph', 'PH'],
    ['pl', 'PL'],
  ]),
  searchUrl: (query, { origin }) => withParameters(`${origin}/sch/i.html`, { _nkw: query }),
};
