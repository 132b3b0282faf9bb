import * as v from 'valibot';
import { QUERY_LANGUAGES } from '../query/translate.ts';
import type { Shop } from './shop.ts';

/** The most shops of their own that a user can add; they travel with the synchronised settings. */
export const MOST_CUSTOM_SHOPS = 10;

/** The most characters of each field. */
export const LONGEST_NAME = 30;
export const LONGEST_URL = 300;

/** Stands in a custom shop's address where the words go. */
export const PLACEHOLDER = '{query}';

/** Ids of custom shops, which no shop of ours has. */
const ID_PREFIX = 'custom-';

/** What can be wrong with what a user enters; the views have a sentence for each. */
const SHOP_FAULTS = [
  'name-missing',
  'name-long',
  'url-missing',
  'url-long',
  'url-broken',
  'url-unsafe',
  'url-secret',
  'url-placeholder',
  'url-host',
] as const;
export type ShopFault = (typeof SHOP_FAULTS)[number];

/** The name of a custom shop; its issues are faults. */
const NameSchema = v.pipe(
  v.string(),
  v.trim(),
  v.nonEmpty('name-missing' satisfies ShopFault),
  v.maxLength(LONGEST_NAME, 'name-long' satisfies ShopFault),
);

/** The search address of a custom shop; its issues are faults. */
const SearchAddressSchema = v.pipe(
  v.string(),
  v.trim(),
  v.nonEmpty('url-missing' satisfies ShopFault),
  v.maxLength(LONGEST_URL, 'url-long' satisfies ShopFault),
  v.check((url) => URL.canParse(url), 'url-broken' satisfies ShopFault),
  v.check((url) => new URL(url).protocol === 'https:', 'url-unsafe' satisfies ShopFault),
  v.check((url) => {
    const { username, password } = new URL(url);
    return username === '' && password === '';
  }, 'url-secret' satisfies ShopFault),
  v.check((url) => url.includes(PLACEHOLDER), 'url-placeholder' satisfies ShopFault),
  v.check(hasFixedHost, 'url-host' satisfies ShopFault),
);

/** A shop that the user added. */
export const CustomShopSchema = v.object({
  id: v.pipe(v.string(), v.startsWith(ID_PREFIX), v.maxLength(60)),
  name: NameSchema,
  url: SearchAddressSchema,
  /** The language of its products. */
  language: v.picklist(QUERY_LANGUAGES),
});
export type CustomShop = v.InferOutput<typeof CustomShopSchema>;

/** What a user enters of a custom shop. */
export type CustomShopDraft = Pick<CustomShop, 'name' | 'url' | 'language'>;

/** What is wrong with each field of a draft; empty where all is well. */
export function faultsOf(draft: CustomShopDraft): { name?: ShopFault; url?: ShopFault } {
  const name = v.safeParse(NameSchema, draft.name, { abortPipeEarly: true });
  const url = v.safeParse(SearchAddressSchema, draft.url, { abortPipeEarly: true });
  return {
    ...(!name.success && { name: faultIn(name.issues[0].message) ?? 'name-missing' }),
    ...(!url.success && { url: faultIn(url.issues[0].message) ?? 'url-broken' }),
  };
}

function faultIn(message: string): ShopFault | undefined {
  return SHOP_FAULTS.find((fault) => fault === message);
}

/** A new custom shop. `unique` sets its id apart from all others. Throws where the draft has faults. */
export function customShopOf(draft: CustomShopDraft, unique: string): CustomShop {
  return v.parse(CustomShopSchema, { ...draft, id: `${ID_PREFIX}${unique}` });
}

/** The custom shops of stored settings: those that still make sense, at most ten, each id once. */
export function parseCustomShops(stored: unknown): CustomShop[] {
  if (!Array.isArray(stored)) return [];
  const byId = new Map<string, CustomShop>();
  for (const candidate of stored) {
    const shop = v.safeParse(CustomShopSchema, candidate);
    if (shop.success && !byId.has(shop.output.id)) byId.set(shop.output.id, shop.output);
  }
  return [...byId.values()].slice(0, MOST_CUSTOM_SHOPS);
}

/** A custom shop as every other shop is. Nobody knows what it sells, so it is for every find. */
export function asShop({ id, name, url, language }: CustomShop): Shop {
  return {
    id,
    name,
    sells: 'both',
    by: 'words',
    styleWords: true,
    worldwide: true,
    marketplaces: [
      { id, name, origin: new URL(filled(url, '')).origin, languages: [language], regions: [] },
    ],
    searchUrl: (query) => filled(url, query),
  };
}

/** Whether the words cannot change the host, whatever they are. */
function hasFixedHost(url: string): boolean {
  const origins = ['a', 'b.example'].map((word) => {
    const address = url.replaceAll(PLACEHOLDER, word);
    return URL.canParse(address) ? new URL(address).origin : null;
  });
  return origins[0] !== null && origins[0] === origins[1];
}

/** `url` with the words in place, encoded so that they stay in their part of the address. */
function filled(url: string, query: string): string {
  const words = encodeURIComponent(query.toWellFormed());
  // A function, since a text may hold the patterns that `replaceAll` gives a meaning to.
  return new URL(url.replaceAll(PLACEHOLDER, () => words)).href;
}
