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
    ['', 'url-missing'],
    ['moebel.example/{query}', 'url-broken'],
    ['http://moebel.example/?q={query}', 'url-unsafe'],
    ['javascript:alert("{query}")', 'url-unsafe'],
    ['https://moebel.example/?q=', 'url-placeholder'],
    ['https://{query}.example/', 'url-host'],
    ['https://moebel.{query}/', 'url-host'],
    ['https://moebel.example{query}/', 'url-host'],
    ['https://user:pw@moebel.example/?q={query}', 'url-secret'],
    ['https://user@moebel.example/?q={query}', 'url-secret'],
    [`https://moebel.example/${'x'.repeat(300)}{query}`, 'url-long'],
  ])('has a fault in the address %j', (url, fault) => {
    expect(faultsOf({ ...DRAFT, url }).url).toBe(fault);
  });

  it.each([
    ['  ', 'name-missing'],
    ['x'.repeat(31), 'name-long'],
  ])('has a fault in the name %j', (name, fault) => {
    expect(faultsOf({ ...DRAFT, name }).name).toBe(fault);
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
