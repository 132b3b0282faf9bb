import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  asShop,
  type CustomShop,
  type CustomShopDraft,
  customShopOf,
  faultsOf,
  MOST_CUSTOM_SHOPS,
  parseCustomShops,
} from '../../../../lib/shops/custom-shop.ts';

const DRAFT: CustomShopDraft = {
  name: 'Möbelhaus',
  url: 'https://www.moebel.example/suche?q={query}&page=1',
  language: 'de',
};
const shop = (id: string, changes: Partial<CustomShop> = {}): CustomShop => ({
  ...DRAFT,
  id: `custom-${id}`,
  ...changes,
});
const urlOf = (url: string, query: string) => {
  const custom = asShop(shop('1', { url }));
  return custom.searchUrl(query, custom.marketplaces[0]);
};

describe('a draft of a shop', () => {
  it('is fine with a name and an https address that has a place for the words', () => {
    expect(faultsOf(DRAFT)).toEqual({});
    expect(faultsOf({ ...DRAFT, url: '  https://a.example/{query}  ' })).toEqual({});
    expect(faultsOf({ ...DRAFT, url: 'https://a.example/#/{query}/{query}' })).toEqual({});
  });

  it.each([
    ['', /Paste the address/],
    ['moebel.example/{query}', /not an address/],
    ['http://moebel.example/?q={query}', /begin with https/],
    ['javascript:alert("{query}")', /begin with https/],
    ['https://moebel.example/?q=', /Put \{query\}/],
    ['https://{query}.example/', /after the shop’s name/],
    ['https://moebel.{query}/', /after the shop’s name/],
    ['https://moebel.example{query}/', /after the shop’s name/],
    ['https://user:pw@moebel.example/?q={query}', /name or password/],
    ['https://user@moebel.example/?q={query}', /name or password/],
    [`https://moebel.example/${'x'.repeat(300)}{query}`, /At most 300/],
  ])('is told what is wrong with the address %j', (url, sentence) => {
    expect(faultsOf({ ...DRAFT, url }).url).toMatch(sentence);
  });

  it.each([
    ['  ', /name/],
    ['x'.repeat(31), /At most 30/],
  ])('is told what is wrong with the name %j', (name, sentence) => {
    expect(faultsOf({ ...DRAFT, name }).name).toMatch(sentence);
  });

  it('becomes a shop with an id of its own, trimmed', () => {
    expect(customShopOf({ ...DRAFT, name: ' Möbelhaus ' }, 'abc')).toEqual(shop('abc'));
    expect(() => customShopOf({ ...DRAFT, name: '' }, 'abc')).toThrow();
  });
});

describe('stored custom shops', () => {
  it('are those that make sense, each once', () => {
    const stored = [
      shop('1'),
      shop('2', { url: 'http://a.example/{query}' }),
      { ...shop('3'), language: 'tlh' },
      shop('1', { name: 'Twin' }),
      null,
      shop('etsy', { id: 'etsy' }),
    ];
    expect(parseCustomShops(stored)).toEqual([shop('1')]);
    expect(parseCustomShops('corrupt')).toEqual([]);
  });

  it('are ten at most', () => {
    const stored = Array.from({ length: 14 }, (_, index) => shop(String(index)));
    expect(parseCustomShops(stored)).toHaveLength(MOST_CUSTOM_SHOPS);
  });
});

describe('the address of a custom shop', () => {
  it('has the words where they belong', () => {
    expect(urlOf(DRAFT.url, 'senfgelber Sessel')).toBe(
      'https://www.moebel.example/suche?q=senfgelber%20Sessel&page=1',
    );
    expect(urlOf('https://a.example/s/{query}/all', 'salt & pepper/50% #1?')).toBe(
      'https://a.example/s/salt%20%26%20pepper%2F50%25%20%231%3F/all',
    );
  });

  it.each(["$& $1 $' $`", '"quotes" & <tags>', '{query}', 'マスタード', 'x'.repeat(300)])(
    'carries %j unharmed',
    (query) => {
      const url = new URL(urlOf('https://a.example/?q={query}&page=1', query));
      expect(url.searchParams.get('q')).toBe(query);
      expect([...url.searchParams.keys()]).toEqual(['q', 'page']);
    },
  );

  it('never leaves the shop and never throws, whatever the words are', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 100 }),
      fc.constantFrom('../..', '//evil.example', '@evil.example', '\uD800', '\\evil'),
    );
    fc.assert(
      fc.property(
        anyText,
        fc.constantFrom('https://a.example/{query}', 'https://a.example/x?q={query}#{query}'),
        (query, url) => {
          expect(new URL(urlOf(url, query)).origin).toBe('https://a.example');
        },
      ),
    );
  });
});
