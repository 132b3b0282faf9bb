import { marketplaceFor, SHOPS } from './shops.ts';

/** The shop settings as stored: chosen shops in order, and marketplaces where chosen. */
export interface StoredShops {
  shops: string[];
  marketplaces: Record<string, string>;
}

/** One shop as the options page offers it. */
export interface ShopChoice {
  id: string;
  name: string;
  enabled: boolean;
  /** Id of the marketplace in force. */
  marketplace: string;
  marketplaces: readonly { id: string; name: string }[];
}

/** All shops: the chosen ones in the user's order, then the others. */
export function toShopChoices({ shops, marketplaces }: StoredShops, locale: string): ShopChoice[] {
  const rankOf = (id: string) => (shops.includes(id) ? shops.indexOf(id) : shops.length);
  return SHOPS.map((shop) => ({
    id: shop.id,
    name: shop.name,
    enabled: shops.includes(shop.id),
    marketplace: marketplaceFor(shop, marketplaces[shop.id], locale).id,
    marketplaces: shop.marketplaces.map(({ id, name, label }) => ({ id, name: label ?? name })),
  })).sort((a, b) => rankOf(a.id) - rankOf(b.id));
}

/** What to store of the choices. A marketplace that the locale gives anyway is not a choice. */
export function fromShopChoices(choices: readonly ShopChoice[], locale: string): StoredShops {
  return {
    shops: choices.filter(({ enabled }) => enabled).map(({ id }) => id),
    marketplaces: Object.fromEntries(
      choices.flatMap(({ id, marketplace }) => {
        const shop = SHOPS.find((candidate) => candidate.id === id);
        const isDefault = shop && marketplaceFor(shop, undefined, locale).id === marketplace;
        return isDefault ? [] : [[id, marketplace]];
      }),
    ),
  };
}
