import { marketplacesOf, type Shop, withParameters } from './shop.ts';

/** Amazon's national stores and the regions they serve. */
export const amazon: Shop = {
  id: 'amazon',
  name: 'Amazon',
  marketplaces: marketplacesOf('Amazon', 'www.amazon', [
    ['com', 'US'],
    ['ae', 'AE'],
    ['ca', 'CA'],
    ['co.jp', 'JP'],
    ['co.uk', 'GB'],
    ['co.za', 'ZA'],
    ['com.au', 'AU', 'NZ'],
    ['com.be', 'BE', 'LU'],
    ['com.br', 'BR'],
    ['com.mx', 'MX'],
    ['com.tr', 'TR'],
    ['de', 'DE', 'AT', 'CH', 'LI'],
    ['eg', 'EG'],
    ['es', 'ES', 'PT'],
    ['fr', 'FR'],
    ['ie', 'IE'],
    ['in', 'IN'],
    ['it', 'IT'],
    ['nl', 'NL'],
    ['pl', 'PL'],
    ['sa', 'SA'],
    ['se', 'SE', 'DK', 'FI', 'NO'],
    ['sg', 'SG'],
  ]),
  searchUrl: (query, { origin }) => withParameters(`${origin}/s`, { k: query }),
};
