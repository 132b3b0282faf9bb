import { type Marketplace, type Shop, withParameters } from './shop.ts';

/** IKEA tells its countries by path: region and language of each site. */
const SITES = [
  'ae/en at/de au/en be/nl ca/en ch/de cl/es co/es cz/cs de/de dk/da es/es fi/fi fr/fr gb/en',
  'hu/hu ie/en in/en it/it jp/ja kr/ko mx/es nl/nl no/no nz/en pl/pl pt/pt ro/ro se/sv sk/sk',
]
  .join(' ')
  .split(' ');

/** IKEA's country sites. */
export const ikea: Shop = {
  id: 'ikea',
  name: 'IKEA',
  marketplaces: [marketplaceAt('us/en'), ...SITES.map(marketplaceAt)],
  searchUrl: (query, { origin }) => withParameters(`${origin}/search/`, { q: query }),
};

function marketplaceAt(path: string): Marketplace {
  const region = path.slice(0, 2).toUpperCase();
  return {
    id: `ikea.com/${path}`,
    name: 'IKEA',
    label: `IKEA ${region}`,
    origin: `https://www.ikea.com/${path}`,
    regions: [region],
  };
}
