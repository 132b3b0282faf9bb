import { pinimgUrl } from '../pin/images.ts';
import { cleanQuery } from '../query/clean-text.ts';
import { languageFor } from '../query/language.ts';
import type { RoleSwitches } from '../query/roles.ts';
import { PLAIN_SWITCHES } from '../query/search-query.ts';
import type { QueryLanguage } from '../query/translate.ts';
import { amazon } from './amazon.ts';
import { asos } from './asos.ts';
import { bingVisualSearch } from './bing-visual-search.ts';
import { asShop, type CustomShop } from './custom-shop.ts';
import { ebay } from './ebay.ts';
import { etsy } from './etsy.ts';
import { googleLens } from './google-lens.ts';
import { googleShopping } from './google-shopping.ts';
import { hAndM } from './h-and-m.ts';
import { ikea } from './ikea.ts';
import { regionOf, type Whereabouts } from './region.ts';
import { type Marketplace, type Shop, withParameters } from './shop.ts';
import { target } from './target.ts';
import { uniqlo } from './uniqlo.ts';
import { walmart } from './walmart.ts';
import { wayfair } from './wayfair.ts';
import { zalando } from './zalando.ts';
import { zara } from './zara.ts';

/**
 * Every shop Magpie knows, in the order it offers them to begin with. Their addresses are those of
 * the shops' own search pages as known in 2025; `shops.test.ts` pins each.
 */
export const SHOPS: readonly Shop[] = [
  etsy,
  amazon,
  ikea,
  wayfair,
  target,
  walmart,
  zalando,
  asos,
  hAndM,
  zara,
  uniqlo,
  ebay,
  googleShopping,
  googleLens,
  bingVisualSearch,
];

/** The shops that are on until the user says otherwise. One search by picture is enough. */
export const DEFAULT_SHOPS: readonly string[] = SHOPS.filter(
  (shop) => shop !== bingVisualSearch,
).map(({ id }) => id);

/** Which shops the user wants, where, and how they are searched. */
export interface ShopPreferences {
  /** Ids of the chosen shops in the user's order. Unknown ids are passed over. */
  shops: readonly string[];
  /** Marketplace id by shop id, where the user chose one. */
  marketplaces: Readonly<Record<string, string>>;
  customShops: readonly CustomShop[];
  /** Roles switched by shop id, where the user wants other words there than Magpie would take. */
  words: Readonly<Record<string, Partial<RoleSwitches>>>;
  /** Whether words of style go to shops that understand them; `words` may say otherwise for one. */
  styleWords: boolean;
  /** Whether words go in the language of each marketplace; otherwise in English. */
  translate: boolean;
  cheapestFirst: boolean;
}

/** A shop at the user's marketplace, ready to be searched. */
export interface ReadyShop extends Pick<Shop, 'id' | 'sells' | 'by'> {
  /** The shop's name for a button: "Amazon.de", "IKEA". */
  name: string;
  language: QueryLanguage;
  /** Which words go into its searches, by shop and by user. */
  switches: RoleSwitches;
  /**
   * The URL that searches it: for words any text, which is cleaned and encoded; for a picture its
   * address. Null for nothing, and for a picture that is not at Pinterest's image host.
   */
  href(what: string | null): string | null;
}

/** The marketplace for a shopper in `region`: the chosen one, else the region's, else the first. */
export function marketplaceFor(
  shop: Shop,
  chosen: string | undefined,
  region: string | null,
): Marketplace {
  return (
    shop.marketplaces.find(({ id }) => id === chosen) ??
    shop.marketplaces.find(({ regions }) => region !== null && regions.includes(region)) ??
    shop.marketplaces[0]
  );
}

/**
 * The user's shops in their order, each at their marketplace. A shop that does not send to where
 * the shopper is comes only if the user chose one of its marketplaces.
 */
export function readyShops(preferences: ShopPreferences, whereabouts: Whereabouts): ReadyShop[] {
  const region = regionOf(whereabouts);
  const all = [...SHOPS, ...preferences.customShops.map(asShop)];
  return preferences.shops.flatMap((id) => {
    const shop = all.find((candidate) => candidate.id === id);
    if (!shop) return [];
    const marketplace = marketplaceFor(shop, preferences.marketplaces[id], region);
    const serves =
      shop.worldwide ||
      marketplace.id === preferences.marketplaces[id] ||
      (region !== null && marketplace.regions.includes(region));
    return serves ? [readyShop(shop, marketplace, preferences, whereabouts.locale)] : [];
  });
}

/** Whether a URL leads to a shop of ours or of the user's, and not elsewhere. */
export function isShopUrl(url: string, customShops: readonly CustomShop[]): boolean {
  if (!URL.canParse(url)) return false;
  const { origin } = new URL(url);
  return [...SHOPS, ...customShops.map(asShop)].some(({ marketplaces }) =>
    marketplaces.some((marketplace) => new URL(marketplace.origin).origin === origin),
  );
}

function readyShop(
  shop: Shop,
  marketplace: Marketplace,
  { words, styleWords, translate, cheapestFirst }: ShopPreferences,
  locale: string,
): ReadyShop {
  const { id, sells, by } = shop;
  const parameters = (cheapestFirst && shop.cheapestFirst) || {};
  return {
    id,
    sells,
    by,
    name: marketplace.name,
    language: translate ? languageFor(marketplace.languages, locale) : 'en',
    switches: { ...PLAIN_SWITCHES, style: styleWords && shop.styleWords, ...words[id] },
    href(what) {
      const searched = by === 'picture' ? pinimgUrl(what) : cleanQuery(what ?? '');
      if (!searched) return null;
      return withParameters(shop.searchUrl(searched, marketplace), parameters);
    },
  };
}
