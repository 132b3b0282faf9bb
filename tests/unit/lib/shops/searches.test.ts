import { describe, expect, it } from 'vitest';
import type { Find } from '../../../../lib/find.ts';
import { choicesOf } from '../../../../lib/query/choices.ts';
import { factsOf } from '../../../../lib/query/noun-facts.ts';
import { switched, UNEDITED } from '../../../../lib/query/search-query.ts';
import { searchesFor } from '../../../../lib/shops/searches.ts';
import { DEFAULT_SHOPS, readyShops, type ShopPreferences } from '../../../../lib/shops/shops.ts';

const PREFERENCES: ShopPreferences = {
  shops: DEFAULT_SHOPS,
  marketplaces: {},
  customShops: [],
  words: {},
  styleWords: true,
  translate: true,
  cheapestFirst: false,
};
const US = { locale: 'en-US', pinterestHost: null };
const PICTURE = 'https://i.pinimg.com/736x/aa/bb/cc/0123456789abcdef0123456789abcdef.jpg';
const find = (noun: string): Find => ({
  noun,
  object: null,
  terms: [
    { role: 'style', value: 'boho', field: 'title', quote: 'Boho' },
    { role: 'color', value: 'cream', field: 'title', quote: 'cream' },
  ],
});
const searches = (noun: string, edit = UNEDITED, picture: string | null = PICTURE) =>
  searchesFor(choicesOf(find(noun), factsOf(noun)), edit, readyShops(PREFERENCES, US), picture);
const textAt = (shop: string, edit = UNEDITED) =>
  searches('sofa', edit).find((search) => search.shop === shop)?.text;

describe('searchesFor', () => {
  it('asks the shops of the find’s department, in the user’s order', () => {
    expect(searches('sideboard').map(({ shop }) => shop)).toEqual([
      'etsy',
      'amazon',
      'ikea',
      'wayfair',
      'target',
      'walmart',
      'h-and-m',
      'ebay',
      'google-shopping',
      'google-lens',
    ]);
    const fashion = searches('midi dress').map(({ shop }) => shop);
    expect(fashion).toEqual(expect.arrayContaining(['zara', 'asos', 'uniqlo', 'etsy']));
    expect(fashion).not.toContain('ikea');
    expect(fashion).not.toContain('wayfair');
  });

  it('asks all shops rather than none', () => {
    const ikea = readyShops({ ...PREFERENCES, shops: ['ikea'] }, US);
    const dress = choicesOf(find('midi dress'), factsOf('midi dress'));
    expect(searchesFor(dress, UNEDITED, ikea, null)).toHaveLength(1);
  });

  it('says style words only where they help', () => {
    expect(textAt('etsy')).toBe('boho cream sofa');
    expect(textAt('ikea')).toBe('cream sofa');
  });

  it('does everywhere as the shopper says', () => {
    expect(textAt('etsy', switched(UNEDITED, 'style', false))).toBe('cream sofa');
    expect(textAt('ikea', switched(UNEDITED, 'style', true))).toBe('boho cream sofa');
    const typed = { ...UNEDITED, text: '  big  "comfy" sofa ' };
    expect(new Set(searches('sofa', typed).map(({ text }) => text))).toEqual(
      new Set(['big "comfy" sofa', null]),
    );
    expect(textAt('etsy', { ...UNEDITED, text: ' ' })).toBe('sofa');
  });

  it('searches by picture with an address at Pinterest’s image host, and with no other', () => {
    const lens = searches('sofa').find(({ shop }) => shop === 'google-lens');
    expect(lens?.text).toBeNull();
    expect(new URL(lens?.href ?? '').searchParams.get('url')).toBe(PICTURE);
    for (const other of [null, 'https://evil.example/a.jpg', 'data:image/png;base64,AAAA']) {
      expect(searches('sofa', UNEDITED, other).map(({ shop }) => shop)).not.toContain(
        'google-lens',
      );
    }
  });
});
