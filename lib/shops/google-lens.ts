import { oneSite, type Shop, withParameters } from './shop.ts';

/** Google Lens, which fetches the picture itself. Address as in wide public use, as of 2025. */
export const googleLens: Shop = {
  id: 'google-lens',
  name: 'Google Lens',
  sells: 'both',
  by: 'picture',
  styleWords: false,
  worldwide: true,
  marketplaces: oneSite('lens.google.com', 'Google Lens', 'https://lens.google.com', ['en']),
  searchUrl: (imageUrl, { origin }) => withParameters(`${origin}/uploadbyurl`, { url: imageUrl }),
};
