import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { marketplaceFor, readyShops, SHOPS } from '../../../../lib/shops/shops.ts';

const shopOf = (id: string) => {
  const shop = SHOPS.find((candidate) => candidate.id === id);
  if (!shop) throw new Error(`no shop ${id}`);
  return shop;
};
const everywhere = SHOPS.flatMap((shop) =>
  shop.marketplaces.map((marketplace) => ({ shop, marketplace })),
);
const urlIn = (id: string, locale: string, query = 'mustard yellow armchair') => {
  const shop = shopOf(id);
  return shop.searchUrl(query, marketplaceFor(shop, undefined, locale));
};

describe('the shops', () => {
  it('are these, in this order', () => {
    expect(SHOPS.map(({ id }) => id)).toEqual([
      'etsy',
      'amazon',
      'ikea',
      'ebay',
      'google-shopping',
    ]);
  });

  it.each([
    ['etsy', 'https://www.etsy.com/search?q=mustard+yellow+armchair'],
    ['amazon', 'https://www.amazon.com/s?k=mustard+yellow+armchair'],
    ['ikea', 'https://www.ikea.com/us/en/search/?q=mustard+yellow+armchair'],
    ['ebay', 'https://www.ebay.com/sch/i.html?_nkw=mustard+yellow+armchair'],
    ['google-shopping', 'https://www.google.com/search?udm=28&q=mustard+yellow+armchair'],
  ])('%s searches at %s', (id, url) => {
    expect(urlIn(id, 'en-US')).toBe(url);
  });

  it('search at every marketplace as they do at the first, over HTTPS', () => {
    for (const { shop, marketplace } of everywhere) {
      const first = new URL(shop.searchUrl('vase', shop.marketplaces[0]));
      const url = new URL(shop.searchUrl('vase', marketplace));
      const pathOf = ({ pathname }: URL) => pathname.replace(/^\/[a-z]{2}\/[a-z]{2}\//, '/');
      expect(url.protocol).toBe('https:');
      expect(url.href.startsWith(marketplace.origin)).toBe(true);
      expect([pathOf(url), url.search]).toEqual([pathOf(first), first.search]);
    }
  });

  it('have marketplaces with ids of their own, and at most one for a region', () => {
    for (const { marketplaces } of SHOPS) {
      const ids = marketplaces.map(({ id }) => id);
      const regions = marketplaces.flatMap((marketplace) => marketplace.regions);
      expect(new Set(ids).size).toBe(ids.length);
      expect(new Set(regions).size).toBe(regions.length);
      for (const region of regions) expect(region).toMatch(/^[A-Z]{2}$/);
    }
  });
});

describe('a search URL', () => {
  it.each([
    ['quotes', '24" "round" \'mirror\''],
    ['ampersands and equals signs', 'salt & pepper = set'],
    ['plus and percent', '100% cotton + linen'],
    ['a hash and a question mark', 'lamp #3?'],
    ['slashes', 'a/b\\c//d'],
    ['umlauts', 'grüne Stühle'],
    ['Japanese', 'マスタード色の椅子'],
    ['emoji', '🪑 👩‍👩‍👧'],
    ['markup', '<script>alert(1)</script>'],
    ['300 characters', 'x'.repeat(300)],
  ])('carries %s unharmed', (_, query) => {
    for (const { shop, marketplace } of everywhere) {
      const plainUrl = new URL(shop.searchUrl('vase', marketplace));
      const url = new URL(shop.searchUrl(query, marketplace));
      const [name = ''] = [...plainUrl.searchParams].find(([, value]) => value === 'vase') ?? [];
      expect(url.searchParams.get(name)).toBe(query);
      expect([...url.searchParams.keys()]).toEqual([...plainUrl.searchParams.keys()]);
      expect([url.origin, url.pathname, url.hash]).toEqual([
        plainUrl.origin,
        plainUrl.pathname,
        '',
      ]);
    }
  });

  it('never leaves the shop, whatever is searched for', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (query) => {
        for (const shop of SHOPS) {
          const [marketplace] = shop.marketplaces;
          const url = new URL(shop.searchUrl(query, marketplace));
          expect(url.host).toBe(new URL(marketplace.origin).host);
        }
      }),
    );
  });
});

describe('the marketplace', () => {
  const idsFor = (locale: string) =>
    Object.fromEntries(
      ['amazon', 'ikea', 'ebay'].map((id) => [
        id,
        marketplaceFor(shopOf(id), undefined, locale).id,
      ]),
    );

  it.each([
    ['en-GB', 'amazon.co.uk', 'ikea.com/gb/en', 'ebay.co.uk'],
    ['de-AT', 'amazon.de', 'ikea.com/at/de', 'ebay.at'],
    ['fr-CA', 'amazon.ca', 'ikea.com/ca/en', 'ebay.ca'],
    ['pt-PT', 'amazon.es', 'ikea.com/pt/pt', 'ebay.com'],
    ['pt-BR', 'amazon.com.br', 'ikea.com/us/en', 'ebay.com'],
    ['ja', 'amazon.co.jp', 'ikea.com/jp/ja', 'ebay.com'],
    ['en', 'amazon.com', 'ikea.com/us/en', 'ebay.com'],
    ['en-AU', 'amazon.com.au', 'ikea.com/au/en', 'ebay.com.au'],
    ['zh-Hant-TW', 'amazon.com', 'ikea.com/us/en', 'ebay.com'],
    ['es-419', 'amazon.com', 'ikea.com/us/en', 'ebay.com'],
    ['de-CH-1996', 'amazon.de', 'ikea.com/ch/de', 'ebay.ch'],
  ])('for %s is %s, %s, %s', (locale, amazon, ikea, ebay) => {
    expect(idsFor(locale)).toEqual({ amazon, ikea, ebay });
  });

  it('is the chosen one, whatever the locale', () => {
    expect(marketplaceFor(shopOf('amazon'), 'amazon.it', 'en-GB').id).toBe('amazon.it');
  });

  it("is the locale's where the chosen one does not exist", () => {
    expect(marketplaceFor(shopOf('amazon'), 'amazon.moon', 'en-GB').id).toBe('amazon.co.uk');
    expect(marketplaceFor(shopOf('amazon'), 'ebay.de', 'en-GB').id).toBe('amazon.co.uk');
  });
});

describe('readyShops', () => {
  it("are the chosen ones in the user's order, each at its marketplace", () => {
    const ready = readyShops(
      { order: ['ebay', 'nowhere', 'amazon'], marketplaces: { amazon: 'amazon.fr' } },
      'de-DE',
    );
    expect(ready.map(({ id, name }) => [id, name])).toEqual([
      ['ebay', 'eBay.de'],
      ['amazon', 'Amazon.fr'],
    ]);
    expect(ready[1]?.href('sage vase')).toBe('https://www.amazon.fr/s?k=sage+vase');
  });

  it('may be none', () => {
    expect(readyShops({ order: [], marketplaces: {} }, 'en')).toEqual([]);
  });
});
