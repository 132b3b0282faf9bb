import { type Shop, withParameters } from './shop.ts';

/** Etsy: one site, which picks language and currency by the visitor. */
export const etsy: Shop = {
  id: 'etsy',
  name: 'Etsy',
  marketplaces: [{ id: 'etsy.com', name: 'Etsy', origin: 'https://www.etsy.com', regions: [] }],
  searchUrl: (query, { origin }) => withParameters(`${origin}/search`, { q: query }),
};
