import * as v from 'valibot';
import { QUERY_LANGUAGES } from '../query/translate.ts';
import type { Shop } from './shop.ts';

/** The most shops of their own that a user can add; they travel with the synchronised settings. */
export const MOST_CUSTOM_SHOPS = 10;

const LONGEST_NAME = 30;
const LONGEST_URL = 300;

/** Stands in a custom shop's address where the words go. */
const PLACEHOLDER = '{query}';

/** Ids of custom shops, which no shop of ours has. */
const ID_PREFIX = 'custom-';

/** The name of a custom shop, with sentences for the user. */
const NameSchema = v.pipe(
  v.string(),
  v.trim(),
  v.nonEmpty('Give the shop a name.'),
  v.maxLength(LONGEST_NAME, `At most ${LONGEST_NAME} characters, please.`),
);

/** The search address of a custom shop, with sentences for the user. */
const SearchAddressSchema = v.pipe(
  v.string(),
  v.trim(),
  v.nonEmpty('Paste the address of a search at this shop.'),
  v.maxLength(LONGEST_URL, `At most ${LONGEST_URL} characters, please.`),
  v.check((url) => URL.canParse(url), 'This is not an address. It should begin with https://'),
  v.check(
    (url) => new URL(url).protocol === 'https:',
    'Only addresses that begin with https:// are safe to open.',
  ),
  v.check((url) => {
    const { username, password } = new URL(url);
    return username === '' && password === '';
  }, 'The address must not hold a name or password.'),
  v.check((url) => url.includes(PLACEHOLDER), `Put ${PLACEHOLDER} where the words go.`),
  v.check(
    hasFixedHost,
    `${PLACEHOLDER} can only stand after the shop’s name, as in /search?q=${PLACEHOLDER}`,
  ),
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

/** What is wrong with each field of a draft, in a sentence for the user; empty where all is well. */
export function faultsOf(draft: CustomShopDraft): { name?: string; url?: string } {
  const name = v.safeParse(NameSchema, draft.name, { abortPipeEarly: true });
  const url = v.safeParse(SearchAddressSchema, draft.url, { abortPipeEarly: true });
  return {
    ...(!name.success && { name: name.issues[0].message }),
    ...(!url.success && { url: url.issues[0].message }),
  };
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
