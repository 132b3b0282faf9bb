import { amazon } from './amazon.ts';
import { ebay } from './ebay.ts';
import { etsy } from './etsy.ts';
import { googleShopping } from './google-shopping.ts';
import { ikea } from './ikea.ts';
import type { Marketplace, Shop } from './shop.ts';

/** Every shop Magpie knows, in the order it offers them to begin with. */
export const SHOPS: readonly Shop[] = [etsy, amazon, ikea, ebay, googleShopping];

/** Which shops the user wants, and where. */
export interface ShopPreferences {
  /** Ids of the chosen shops in the user's order. Unknown ids are passed over. */
  order: readonly string[];
  /** Marketplace id by shop id, where the user chose one. */
  marketplaces: Readonly<Record<string, string>>;
}

/** A shop at the user's marketplace, ready to be searched. */
export interface ReadyShop {
  id: string;
  /** The shop's name for a button: "Amazon.de", "IKEA". */
  name: string;
  href(query: string): string;
}

/** The marketplace for a shopper: the chosen one, else the one for the region of `locale`. */
export function marketplaceFor(
  shop: Shop,
  chosen: string | undefined,
  locale: string,
): Marketplace {
  const { region } = new Intl.Locale(locale).maximize();
  return (
    shop.marketplaces.find(({ id }) => id === chosen) ??
    shop.marketplaces.find(({ regions }) => region !== undefined && regions.includes(region)) ??
    shop.marketplaces[0]
  );
}

/** The user's shops in their order, each at their marketplace. `locale` is a BCP 47 tag. */
export function readyShops(preferences: ShopPreferences, locale: string): ReadyShop[] {
  return preferences.order.flatMap((id) => {
    const shop = SHOPS.find((candidate) => candidate.id === id);
    if (!shop) return [];
    const marketplace = marketplaceFor(shop, preferences.marketplaces[id], locale);
    return [
      { id, name: marketplace.name, href: (query: string) => shop.searchUrl(query, marketplace) },
    ];
  });
}
