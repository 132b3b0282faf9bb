import { useMemo, useState } from 'preact/hooks';
import type { Find } from '../lib/find.ts';
import { choicesOf, type QueryChoices } from '../lib/query/choices.ts';
import type { NounFacts } from '../lib/query/noun.ts';
import { OPTIONAL_ROLES, type QueryRoles, type RoleSwitches } from '../lib/query/roles.ts';
import {
  broader,
  narrower,
  PLAIN_SWITCHES,
  type QueryEdit,
  rolesOf,
  UNEDITED,
} from '../lib/query/search-query.ts';
import type { QueryLanguage } from '../lib/query/translate.ts';
import { type ShopSearch, searchesFor, textFor } from '../lib/shops/searches.ts';
import type { ReadyShop } from '../lib/shops/shops.ts';
import type { Term } from '../lib/text/term.ts';

/** The search for one find, as the shopper edits it. */
export interface FindQuery {
  /** What the first shop is searched for; what was typed stands as typed. */
  text: string;
  /** The language of that. */
  language: QueryLanguage;
  choices: QueryChoices;
  /** The words in use at the first shop; null once something was typed. */
  roles: QueryRoles | null;
  edit: QueryEdit;
  /** The words of the pin that are in use. */
  terms: readonly Term[];
  /** What is searched for at each shop that may have the find. */
  searches: readonly ShopSearch[];
  /** The search one step broader or narrower; null at the end of the ladder. */
  broader: QueryEdit | null;
  narrower: QueryEdit | null;
  /** The shop whose words are shown, and the switches that differ from its own; null for none. */
  keepable: { shop: string; name: string; switches: Partial<RoleSwitches> } | null;
  change(edit: QueryEdit): void;
}

/**
 * The query of a find over the user's shops. The first shop that takes words leads.
 *
 * @param facts of the find's noun.
 */
export function useFindQuery(
  find: Find,
  facts: NounFacts,
  shops: readonly ReadyShop[],
  imageUrl: string | null,
): FindQuery {
  const { noun, object, terms } = find;
  const [edit, change] = useState(UNEDITED);
  const choices = useMemo(
    () => choicesOf({ noun, object, terms }, facts),
    [noun, object, terms, facts],
  );
  const searches = searchesFor(choices, edit, shops, imageUrl);
  const first = searches.find(({ text }) => text !== null)?.shop;
  const lead = shops.find(({ id }) => id === first);
  const { switches, language } = lead ?? { switches: PLAIN_SWITCHES, language: 'en' as const };
  const differing = OPTIONAL_ROLES.filter(
    (role) => edit.on[role] !== undefined && edit.on[role] !== switches[role],
  );
  const roles = edit.text === null ? rolesOf(choices, edit, switches, language) : null;
  return {
    text: edit.text ?? textFor(choices, edit, { switches, language }),
    language,
    choices,
    roles,
    terms: OPTIONAL_ROLES.flatMap(
      (role) => choices[role].find(({ value }) => value === roles?.[role])?.term ?? [],
    ),
    edit,
    searches,
    broader: broader(choices, edit, switches),
    narrower: narrower(choices, edit, switches),
    keepable:
      lead && differing.length > 0 && edit.text === null
        ? {
            shop: lead.id,
            name: lead.name,
            switches: Object.fromEntries(differing.map((role) => [role, edit.on[role]])),
          }
        : null,
    change,
  };
}
