import { choicesOf } from '../query/choices.ts';
import type { NounFacts } from '../query/noun.ts';
import { OPTIONAL_ROLES, type OptionalRole } from '../query/roles.ts';
import type { QueryEdit } from '../query/search-query.ts';
import { type ShopSearch, searchesFor } from '../shops/searches.ts';
import type { ReadyShop } from '../shops/shops.ts';
import type { Combination } from './insights/combinations.ts';

/**
 * The searches for what a board keeps coming back to: its noun with the words that come with it,
 * and no other word of the find that shows it. Whether a style is said is left to each shop, for
 * not all of them understand it.
 *
 * @param facts of the combination's noun.
 * @param imageUrl the picture that shows it, for searches by picture; null where there is none.
 */
export function searchForCombination(
  { words, example }: Combination,
  facts: NounFacts,
  shops: readonly ReadyShop[],
  imageUrl: string | null,
): ShopSearch[] {
  const on: Partial<Record<OptionalRole, boolean>> = {};
  for (const role of OPTIONAL_ROLES) {
    const isWanted = role !== 'brand' && words[role] !== undefined;
    if (!isWanted) on[role] = false;
    else if (role !== 'style') on[role] = true;
  }
  const edit: QueryEdit = { on, values: words, text: null };
  return searchesFor(choicesOf(example.find, facts), edit, shops, imageUrl);
}
