import { oneSite, type Shop, withParameters } from './shop.ts';

/** Target in the United States. Addresses as on its own search pages, as of 2025. */
export const target: Shop = {
  id: 'target',
  name: 'Target',
  sells: 'both',
  by: 'words',
  styleWords: false,
  worldwide: false,
  cheapestFirst: { sortBy: 'PriceLow' },
  marketplaces: [
    { ...oneSite('target.com', 'Target', 'https://www.target.com', ['en'])[0], regions: ['US'] },
  ],
  searchUrl: (query, { origin }) => withParameters(`${origin}/s`, { searchTerm: query }),
};
