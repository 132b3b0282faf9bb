import type { Find } from '../find.ts';
import { choicesOf, type QueryChoices } from './choices.ts';
import { cleanQuery } from './clean-text.ts';
import { spokenColor } from './color-words.ts';
import type { NounFacts } from './noun.ts';
import { OPTIONAL_ROLES, type OptionalRole, type QueryRoles, type RoleSwitches } from './roles.ts';
import { type QueryLanguage, type QueryRole, wordsFor } from './translate.ts';

/** What the shopper changed in the search for one find. */
export interface QueryEdit {
  /** The roles that were switched, and to what. */
  on: Readonly<Partial<Record<OptionalRole, boolean>>>;
  /** The words chosen in place of the first ones. */
  values: Readonly<Partial<Record<QueryRole, string>>>;
  /** What was typed instead of all that; null for nothing. */
  text: string | null;
}

export const UNEDITED: QueryEdit = { on: {}, values: {}, text: null };

/**
 * Without a shop in mind: style words occur in sellers' own titles only, so they stay out; so do
 * brands, which Google says of the whole picture and not of one thing in it.
 */
export const PLAIN_SWITCHES: RoleSwitches = {
  color: true,
  material: true,
  pattern: true,
  style: false,
  brand: false,
};

/** A shop search by the role each word plays, and the ladder from precise to broad that it makes. */
export interface SearchQuery extends Record<OptionalRole, string | null> {
  noun: string;
  /** Query texts, the most precise first; never empty, each of at most five words. */
  ladder: readonly [string, ...string[]];
}

/** Shoppers' own searches average 3.4 words; each one more can only lose products. */
const MOST_WORDS = 5;

/** The roles in the order in which a search gives them up; the colour has a step of its own. */
const GIVEN_UP_FIRST = ['brand', 'style', 'pattern', 'material'] as const;

/**
 * The query for a find, in English, and its ladder down to its kind's noun alone.
 *
 * @param facts of the find's noun.
 */
export function queryFor(
  find: Find,
  facts: NounFacts,
  switches: RoleSwitches = PLAIN_SWITCHES,
): SearchQuery {
  const choices = choicesOf(find, facts);
  const { noun, color, material, pattern, style, brand } = rolesOf(
    choices,
    UNEDITED,
    switches,
    'en',
  );
  const texts: string[] = [];
  for (
    let edit: QueryEdit | null = UNEDITED;
    edit !== null;
    edit = broader(choices, edit, switches)
  ) {
    texts.push(queryText(choices, rolesOf(choices, edit, switches, 'en'), 'en'));
  }
  const [first = noun, ...others] = new Set(texts);
  return {
    noun,
    color: color ?? null,
    material: material ?? null,
    pattern: pattern ?? null,
    style: style ?? null,
    brand: brand ?? null,
    ladder: [first, ...others],
  };
}

/**
 * The words that take part in a search in `language`: the noun and as many others as five words
 * allow, those that the shopper switched on before those that are on by themselves.
 */
export function rolesOf(
  choices: QueryChoices,
  edit: QueryEdit,
  switches: RoleSwitches,
  language: QueryLanguage,
): QueryRoles {
  const isOn = (role: OptionalRole): boolean =>
    edit.on[role] ?? (switches[role] && !isQuiet(choices, role));
  const wanted = OPTIONAL_ROLES.filter(isOn);
  const asked = wanted.filter((role) => edit.on[role] === true);
  let roles: QueryRoles = { noun: edit.values.noun ?? choices.noun[0].value };
  for (const role of new Set([...asked, ...wanted])) {
    const value = edit.values[role] ?? choices[role][0]?.value;
    if (value === undefined || isSaidBy(roles, value)) continue;
    const more = { ...roles, [role]: value };
    if (wordsOf(choices, more, language).length <= MOST_WORDS) roles = more;
  }
  return roles;
}

/** The text of a search, in the order and the forms of `language`. Never empty. */
export function queryText(
  choices: QueryChoices,
  roles: QueryRoles,
  language: QueryLanguage,
): string {
  return wordsOf(choices, roles, language).slice(0, MOST_WORDS).join(' ') || roles.noun;
}

/** The next broader search; null where there is none, or where the shopper typed it. */
export function broader(
  choices: QueryChoices,
  edit: QueryEdit,
  switches: RoleSwitches,
): QueryEdit | null {
  if (edit.text !== null) return null;
  const { noun, color, ...roles } = rolesOf(choices, edit, switches, 'en');
  const least = GIVEN_UP_FIRST.find((role) => roles[role] !== undefined);
  if (least) return switched(edit, least, false);
  if (color !== undefined) {
    const family = familyOf(choices, color);
    return family ? chosen(edit, 'color', family) : switched(edit, 'color', false);
  }
  const { kinds } = choices.facts;
  const kind = kinds[kinds.indexOf(noun) + 1];
  return kind === undefined ? null : chosen(edit, 'noun', kind);
}

/** The next more precise search; null where all that is known is in it already. */
export function narrower(
  choices: QueryChoices,
  edit: QueryEdit,
  switches: RoleSwitches,
): QueryEdit | null {
  if (edit.text !== null) return null;
  const roles = rolesOf(choices, edit, switches, 'en');
  const [{ value: noun }] = choices.noun;
  if (choices.facts.kinds.includes(roles.noun)) return chosen(edit, 'noun', noun);
  const name = choices.color[0]?.value;
  if (roles.color !== undefined && name !== undefined && familyOf(choices, name) === roles.color) {
    return chosen(edit, 'color', name);
  }
  for (const role of OPTIONAL_ROLES) {
    if (roles[role] !== undefined || isQuiet(choices, role)) continue;
    const more = switched(edit, role, true);
    if (rolesOf(choices, more, switches, 'en')[role] !== undefined) return more;
  }
  return null;
}

/** `edit` with a role switched on or off. Anything typed gives way. */
export function switched(edit: QueryEdit, role: OptionalRole, on: boolean): QueryEdit {
  return { ...edit, text: null, on: { ...edit.on, [role]: on } };
}

/** `edit` with a word chosen for a role, which is on from then on. Anything typed gives way. */
export function chosen(edit: QueryEdit, role: QueryRole, value: string): QueryEdit {
  const withValue = { ...edit, text: null, values: { ...edit.values, [role]: value } };
  return role === 'noun' ? withValue : switched(withValue, role, true);
}

/** The family that is broader than a colour's name; null where the name says no more. */
function familyOf(choices: QueryChoices, name: string): string | null {
  const family = choices.color.find(({ value }) => value === name)?.family;
  return family === undefined || family === name ? null : family;
}

/** Whether a role has no words, or none that should be used without being asked for. */
function isQuiet(choices: QueryChoices, role: OptionalRole): boolean {
  return choices[role].length === 0 || choices.quiet.has(role);
}

/** A "leather jacket" need not be called leather once more. */
function isSaidBy(roles: QueryRoles, value: string): boolean {
  const said = new Set(Object.values(roles).join(' ').split(' '));
  return value.split(' ').every((word) => said.has(word));
}

function wordsOf(choices: QueryChoices, roles: QueryRoles, language: QueryLanguage): string[] {
  const words = wordsFor(asSpoken(choices, roles, language), language);
  const text = cleanQuery(words.join(' '));
  return [...new Set(text.split(' '))].filter((word) => word !== '');
}

/** The roles as `language` has words for them: English says more of a colour, others may say less. */
function asSpoken(
  choices: QueryChoices,
  roles: QueryRoles,
  language: QueryLanguage,
): Partial<Record<QueryRole, string>> {
  const { color } = roles;
  if (color === undefined) return { ...roles };
  if (language === 'en') return { ...roles, color: spokenColor(color) };
  const hasWord = wordsFor({ color }, language).length > 0;
  return { ...roles, color: hasWord ? color : (familyOf(choices, color) ?? color) };
}
