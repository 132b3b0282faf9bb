import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isShopUrl,
  marketplaceFor,
  readyShops,
  SHOPS,
  type ShopPreferences,
} from '../../../../lib/shops/shops.ts';

const PREFERENCES: ShopPreferences = {
  shops: [],
  marketplaces: {},
  customShops: [],
  words: {},
  styleWords: true,
  translate: true,
  cheapestFirst: false,
};
const PICTURE = 'https://i.pinimg.com/736x/aa/bb/cc/0123456789abcdef0123456789abcdef.jpg';
const BY_WORDS = SHOPS.filter(({ by }) => by === 'words');

const shopOf = (id: string) => {
  const shop = SHOPS.find((candidate) => candidate.id === id);
  if (!shop) throw new Error(`no shop ${id}`);
  return shop;
};
const everywhere = SHOPS.flatMap((shop) =>
  shop.marketplaces.map((marketplace) => ({ shop, marketplace })),
);
const urlIn = (id: string, region: string, what = 'mustard yellow armchair') => {
  const shop = shopOf(id);
  return shop.searchUrl(what, marketplaceFor(shop, undefined, region));
};
const ready = (preferences: Partial<ShopPreferences>, locale: string, pinterestHost = null) =>
  readyShops({ ...PREFERENCES, ...preferences }, { locale, pinterestHost });

describe('the shops', () => {
  it.each([
    ['etsy', 'US', 'https://www.etsy.com/search?q=mustard+yellow+armchair'],
    ['etsy', 'DE', 'https://www.etsy.com/de/search?q=mustard+yellow+armchair'],
    ['amazon', 'US', 'https://www.amazon.com/s?k=mustard+yellow+armchair'],
    ['ikea', 'US', 'https://www.ikea.com/us/en/search/?q=mustard+yellow+armchair'],
    ['wayfair', 'GB', 'https://www.wayfair.co.uk/keyword.php?keyword=mustard+yellow+armchair'],
    ['target', 'US', 'https://www.target.com/s?searchTerm=mustard+yellow+armchair'],
    ['walmart', 'CA', 'https://www.walmart.ca/search?q=mustard+yellow+armchair'],
    ['zalando', 'DE', 'https://www.zalando.de/katalog/?q=mustard+yellow+armchair'],
    ['zalando', 'NL', 'https://www.zalando.nl/catalogus/?q=mustard+yellow+armchair'],
    ['asos', 'GB', 'https://www.asos.com/search/?q=mustard+yellow+armchair'],
    ['asos', 'US', 'https://www.asos.com/us/search/?q=mustard+yellow+armchair'],
    ['h-and-m', 'DE', 'https://www2.hm.com/de_de/search-results.html?q=mustard+yellow+armchair'],
    ['zara', 'US', 'https://www.zara.com/us/en/search?searchTerm=mustard+yellow+armchair'],
    ['uniqlo', 'JP', 'https://www.uniqlo.com/jp/ja/search?q=mustard+yellow+armchair'],
    ['ebay', 'US', 'https://www.ebay.com/sch/i.html?_nkw=mustard+yellow+armchair'],
    ['google-shopping', 'US', 'https://www.google.com/search?udm=28&q=mustard+yellow+armchair'],
  ])('%s searches in %s at %s', (id, region, url) => {
    expect(urlIn(id, region)).toBe(url);
  });

  it('search by picture with its address', () => {
    const encoded = encodeURIComponent(PICTURE);
    expect(urlIn('google-lens', 'US', PICTURE)).toBe(
      `https://lens.google.com/uploadbyurl?url=${encoded}`,
    );
    expect(urlIn('bing-visual-search', 'US', PICTURE)).toBe(
      `https://www.bing.com/images/search?view=detailv2&iss=sbi&q=imgurl%3A${encoded}`,
    );
  });

  it('search at every marketplace over HTTPS with the same parameters', () => {
    for (const { shop, marketplace } of everywhere) {
      const url = new URL(shop.searchUrl('vase', marketplace));
      expect(url.protocol).toBe('https:');
      expect(url.href.startsWith(marketplace.origin)).toBe(true);
      expect(url.search).toBe(new URL(shop.searchUrl('vase', shop.marketplaces[0])).search);
    }
  });

  it('have ids of their own, and marketplaces with ids of their own, one at most for a region', () => {
    expect(new Set(SHOPS.map(({ id }) => id)).size).toBe(SHOPS.length);
    for (const { marketplaces } of SHOPS) {
      const ids = marketplaces.map(({ id }) => id);
      const regions = marketplaces.flatMap((marketplace) => marketplace.regions);
      expect(new Set(ids).size).toBe(ids.length);
      expect(new Set(regions).size).toBe(regions.length);
      for (const region of regions) expect(region).toMatch(/^[A-Z]{2}$/);
      for (const { languages } of marketplaces) {
        for (const language of languages) expect(language).toMatch(/^[a-z]{2}$/);
      }
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
    for (const shop of BY_WORDS) {
      for (const marketplace of shop.marketplaces) {
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
  it.each([
    ['GB', 'amazon.co.uk', 'ikea.com/gb/en', 'ebay.co.uk'],
    ['AT', 'amazon.de', 'ikea.com/at/de', 'ebay.at'],
    ['CA', 'amazon.ca', 'ikea.com/ca/en', 'ebay.ca'],
    ['PT', 'amazon.es', 'ikea.com/pt/pt', 'ebay.com'],
    ['BR', 'amazon.com.br', 'ikea.com/us/en', 'ebay.com'],
    ['JP', 'amazon.co.jp', 'ikea.com/jp/ja', 'ebay.com'],
    ['TW', 'amazon.com', 'ikea.com/us/en', 'ebay.com'],
    [null, 'amazon.com', 'ikea.com/us/en', 'ebay.com'],
  ])('for %s is %s, %s, %s', (region, amazon, ikea, ebay) => {
    const idFor = (id: string) => marketplaceFor(shopOf(id), undefined, region).id;
    expect([idFor('amazon'), idFor('ikea'), idFor('ebay')]).toEqual([amazon, ikea, ebay]);
  });

  it('is the chosen one, whatever the region', () => {
    expect(marketplaceFor(shopOf('amazon'), 'amazon.it', 'GB').id).toBe('amazon.it');
  });

  it("is the region's where the chosen one does not exist", () => {
    expect(marketplaceFor(shopOf('amazon'), 'amazon.moon', 'GB').id).toBe('amazon.co.uk');
    expect(marketplaceFor(shopOf('amazon'), 'ebay.de', 'GB').id).toBe('amazon.co.uk');
  });
});

describe('readyShops', () => {
  it("are the chosen ones in the user's order, each at its marketplace", () => {
    const shops = ready(
      { shops: ['ebay', 'nowhere', 'amazon'], marketplaces: { amazon: 'amazon.fr' } },
      'de-DE',
    );
    expect(shops.map(({ id, name, language }) => [id, name, language])).toEqual([
      ['ebay', 'eBay.de', 'de'],
      ['amazon', 'Amazon.fr', 'fr'],
    ]);
    expect(shops[1]?.href('sage vase')).toBe('https://www.amazon.fr/s?k=sage+vase');
  });

  it('are at the marketplaces of the country whose Pinterest is open', () => {
    const [amazon] = readyShops(
      { ...PREFERENCES, shops: ['amazon'] },
      { locale: 'en-US', pinterestHost: 'de.pinterest.com' },
    );
    expect(amazon?.name).toBe('Amazon.de');
  });

  it('leave out a shop that does not send there, unless the user chose where', () => {
    expect(ready({ shops: ['target', 'wayfair'] }, 'de-DE')).toEqual([]);
    const chosen = { shops: ['wayfair'], marketplaces: { wayfair: 'wayfair.com' } };
    expect(ready(chosen, 'de-DE').map(({ name }) => name)).toEqual(['Wayfair.com']);
    expect(ready({ shops: ['target', 'wayfair'] }, 'en-US')).toHaveLength(2);
  });

  it('speak English everywhere where the user wants that', () => {
    const [amazon] = ready({ shops: ['amazon'], translate: false }, 'de-DE');
    expect(amazon?.language).toBe('en');
  });

  it('use the words that the user kept for a shop, else those that help there', () => {
    const switchesOf = (words: ShopPreferences['words']) =>
      ready({ shops: ['etsy', 'ikea'], words }, 'en-US').map(({ switches }) => switches);
    const plain = { color: true, material: true, pattern: true, brand: false };
    expect(switchesOf({})).toEqual([
      { ...plain, style: true },
      { ...plain, style: false },
    ]);
    expect(switchesOf({ etsy: { style: false, color: false } })[0]).toEqual({
      ...plain,
      color: false,
      style: false,
    });
  });

  it('leave style out everywhere where the user wants that, but for a shop with words of its own', () => {
    const words = { amazon: { style: true } };
    const shops = ready({ shops: ['etsy', 'amazon'], styleWords: false, words }, 'en-US');
    expect(shops.map(({ switches }) => switches.style)).toEqual([false, true]);
  });

  it('put the cheapest first where the user wants that and the shop can', () => {
    const hrefs = ready({ shops: ['amazon', 'zara'], cheapestFirst: true }, 'en-US').map((shop) =>
      shop.href('vase'),
    );
    expect(hrefs).toEqual([
      'https://www.amazon.com/s?k=vase&s=price-asc-rank',
      'https://www.zara.com/us/en/search?searchTerm=vase',
    ]);
  });

  it('clean what they are asked for, and search for nothing nowhere', () => {
    const [etsy] = ready({ shops: ['etsy'] }, 'en-US');
    expect(etsy?.href('a\u202Eb\u0000\uD800c')).toBe('https://www.etsy.com/search?q=abc');
    expect(etsy?.href(' ')).toBeNull();
    expect(etsy?.href(null)).toBeNull();
  });

  it("have the user's own shops among them", () => {
    const own = {
      id: 'custom-1',
      name: 'Mine',
      url: 'https://shop.example/s/{query}',
      language: 'de',
    } as const;
    const shops = ready({ shops: ['custom-1', 'etsy'], customShops: [own] }, 'en-US');
    expect(shops.map(({ name, language }) => [name, language])).toEqual([
      ['Mine', 'de'],
      ['Etsy', 'en'],
    ]);
    expect(shops[0]?.href('grüner Stuhl')).toBe('https://shop.example/s/gr%C3%BCner%20Stuhl');
  });

  it('may be none', () => {
    expect(ready({}, 'en')).toEqual([]);
  });
});

describe('isShopUrl', () => {
  it('knows every address that a shop makes, and no other', () => {
    for (const { shop, marketplace } of everywhere) {
      expect(isShopUrl(shop.searchUrl('vase', marketplace), [])).toBe(true);
    }
    expect(isShopUrl('https://shop.example/', [])).toBe(false);
  });
});
