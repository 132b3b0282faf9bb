import type { RoleSwitches } from '../query/roles.ts';
import type { CustomShop } from './custom-shop.ts';
import { marketplaceFor, SHOPS, type ShopPreferences } from './shops.ts';

/** The marketplace of those who leave the choice to Magpie. */
export const AUTOMATIC = 'automatic';

/** The shop settings as stored. */
type StoredShops = Pick<ShopPreferences, 'shops' | 'marketplaces' | 'customShops' | 'words'>;

/** One shop as the options page offers it. */
export interface ShopChoice {
  id: string;
  name: string;
  enabled: boolean;
  /** Id of the chosen marketplace, or `AUTOMATIC`. */
  marketplace: string;
  /**
   * With one marketplace there is nothing to choose, and nothing here. `AUTOMATIC` has the name of
   * the one that Magpie would take.
   */
  marketplaces: readonly { id: string; name: string }[];
  /** The kinds of words that the user switched for it; none for Magpie's own choice. */
  words: Readonly<Partial<RoleSwitches>>;
  /** The shop that the user added, with what was entered. */
  custom?: CustomShop;
}

/** All shops: the chosen ones in the user's order, then the others. `region` is of the browser. */
export function toShopChoices(
  { shops, marketplaces, customShops, words }: StoredShops,
  region: string | null,
): ShopChoice[] {
  const rankOf = (id: string) => (shops.includes(id) ? shops.indexOf(id) : shops.length);
  const ours = SHOPS.map((shop): ShopChoice => {
    const names = shop.marketplaces.map(({ id, name, label }) => ({ id, name: label ?? name }));
    const fitting = marketplaceFor(shop, undefined, region);
    const chosen = names.find(({ id }) => id === marketplaces[shop.id]);
    return {
      id: shop.id,
      name: shop.name,
      enabled: shops.includes(shop.id),
      words: words[shop.id] ?? {},
      marketplace: chosen?.id ?? AUTOMATIC,
      marketplaces:
        names.length > 1 ? [{ id: AUTOMATIC, name: fitting.label ?? fitting.name }, ...names] : [],
    };
  });
  const added = customShops.map(
    (custom): ShopChoice => ({
      id: custom.id,
      name: custom.name,
      enabled: shops.includes(custom.id),
      words: words[custom.id] ?? {},
      marketplace: AUTOMATIC,
      marketplaces: [],
      custom,
    }),
  );
  return [...ours, ...added].sort((a, b) => rankOf(a.id) - rankOf(b.id));
}

/** What to store of the choices. */
export function fromShopChoices(choices: readonly ShopChoice[]): {
  shops: string[];
  marketplaces: Record<string, string>;
  customShops: CustomShop[];
  words: Record<string, Partial<RoleSwitches>>;
} {
  return {
    shops: choices.filter(({ enabled }) => enabled).map(({ id }) => id),
    marketplaces: Object.fromEntries(
      choices
        .filter(({ marketplace }) => marketplace !== AUTOMATIC)
        .map(({ id, marketplace }) => [id, marketplace]),
    ),
    customShops: choices.flatMap(({ custom }) => custom ?? []),
    words: Object.fromEntries(
      choices
        .filter(({ words }) => Object.keys(words).length > 0)
        .map(({ id, words }) => [id, words]),
    ),
  };
}
