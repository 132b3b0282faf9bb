import type { QueryChoices } from '../query/choices.ts';
import { cleanQuery } from '../query/clean-text.ts';
import { type QueryEdit, queryText, rolesOf } from '../query/search-query.ts';
import type { Assortment } from './shop.ts';
import type { ReadyShop } from './shops.ts';

/** The most searches that one click opens. */
export const MOST_TABS = 8;

/** A search that one click opens. */
export interface ShopSearch {
  shop: string;
  /** Name of the shop for a button. */
  name: string;
  /** The words that are searched for, in the shop's language; null for a search by picture. */
  text: string | null;
  href: string;
}

/**
 * The searches for a find, in the user's order: of the shops that may sell it, each for the words
 * that it understands. What the shopper typed goes to all of them as it is.
 *
 * @param imageUrl address of the pin's picture, for searches by picture; null where there is none.
 */
export function searchesFor(
  choices: QueryChoices,
  edit: QueryEdit,
  shops: readonly ReadyShop[],
  imageUrl: string | null,
): ShopSearch[] {
  const { department } = choices.facts;
  const fitting = shops.filter(({ sells }) => maySell(sells, department));
  // A doubtful shop is better than none.
  return (fitting.length > 0 ? fitting : shops).flatMap((shop) => {
    const text = shop.by === 'words' ? textFor(choices, edit, shop) : null;
    const href = shop.href(shop.by === 'picture' ? imageUrl : text);
    return href === null ? [] : [{ shop: shop.id, name: shop.name, text, href }];
  });
}

/** The words of a search at one shop. Where nothing was typed, only the noun is left. */
export function textFor(
  choices: QueryChoices,
  edit: QueryEdit,
  { language, switches }: Pick<ReadyShop, 'language' | 'switches'>,
): string {
  if (edit.text === null) {
    return queryText(choices, rolesOf(choices, edit, switches, language), language);
  }
  const noun = edit.values.noun ?? choices.noun[0].value;
  return cleanQuery(edit.text) || queryText(choices, { noun }, language);
}

/** What belongs neither to the home nor to fashion is for shops that have both, and more. */
function maySell(sells: Assortment, department: QueryChoices['facts']['department']): boolean {
  return sells === 'both' || department === 'any' || department === sells;
}
