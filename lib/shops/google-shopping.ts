import { type Shop, withParameters } from './shop.ts';

/** Google Shopping: one site, which answers for the visitor's country. */
export const googleShopping: Shop = {
  id: 'google-shopping',
  name: 'Google Shopping',
  marketplaces: [
    {
      id: 'google.com',
      name: 'Google Shopping',
      origin: 'https://www.google.com',
      regions: [],
    },
  ],
  searchUrl: (query, { origin }) => withParameters(`${origin}/search`, { udm: '28', q: query }),
};
