import { oneSite, type Shop, withParameters } from './shop.ts';

/** Bing's visual search, which fetches the picture itself. Address as in wide public use, as of 2025. */
export const bingVisualSearch: Shop = {
  id: 'bing-visual-search',
  name: 'Bing Visual Search',
  sells: 'both',
  by: 'picture',
  styleWords: false,
  worldwide: true,
  marketplaces: oneSite('bing.com', 'Bing Visual Search', 'https://www.bing.com', ['en']),
  searchUrl: (imageUrl, { origin }) =>
    withParameters(`${origin}/images/search`, {
      view: 'detailv2',
      iss: 'sbi',
      q: `imgurl:${imageUrl}`,
    }),
};
