import type { NounSuggestion, SuggestionRequest } from '../noun-suggestion.ts';
import type { Lexicon } from '../query/lexicon.ts';
import {
  ancestorsOf,
  childrenOf,
  domainOf,
  isGeneric,
  normalized,
  SHOP_NOUNS,
  synonymsOf,
} from './vocabulary.ts';

/** More than this nobody scrolls through. */
const MAX_SUGGESTIONS = 40;

/** The words for each noun, as they are compared. */
const WORDS: ReadonlyMap<string, readonly { compared: string; synonym: string | null }[]> = new Map(
  [...SHOP_NOUNS].map((noun) => [
    noun,
    [noun, ...synonymsOf(noun)].map((word) => ({
      compared: normalized(word),
      synonym: word === noun ? null : word,
    })),
  ]),
);

/**
 * Nouns of the vocabulary to choose from. Before anything is typed: those near the present noun
 * (its siblings, its parent, its kinds) and what else the evidence speaks for. After: nouns
 * and synonyms in which a word begins with the text, then those that contain it; near ones first.
 *
 * @param translations the words for the nouns in the language that the user types besides English.
 */
export function suggestNouns(
  { text, noun, alternatives }: SuggestionRequest,
  translations: Lexicon['nouns'] = {},
): NounSuggestion[] {
  const near = nounsNear(noun, alternatives);
  const typed = normalized(text);
  if (typed === '') return near.map((name) => ({ noun: name, synonym: null }));

  const nearness = new Map(near.map((name, i) => [name, i]));
  return [...SHOP_NOUNS]
    .flatMap((name) => {
      const best = bestWord(name, typed, translations);
      return best ? [{ noun: name, ...best, near: nearness.get(name) ?? near.length }] : [];
    })
    .sort((a, b) => a.rank - b.rank || a.near - b.near || a.noun.localeCompare(b.noun))
    .slice(0, MAX_SUGGESTIONS)
    .map(({ noun, synonym }) => ({ noun, synonym }));
}

function nounsNear(noun: string | null, alternatives: readonly string[]): string[] {
  const known = [...new Set(alternatives)].filter((name) => SHOP_NOUNS.has(name));
  if (noun === null) return known;
  const [parent] = ancestorsOf(noun);
  const kinds = childrenOf(noun);
  const siblings = parent === undefined ? [] : sameShelfFirst(childrenOf(parent), noun);
  // Siblings below "furniture" are dozens of other things; evidence and kinds are nearer.
  const near =
    parent === undefined || isGeneric(parent)
      ? [...known, ...kinds, ...siblings]
      : [...siblings, parent, ...kinds, ...known];
  const others = new Set(near);
  others.delete(noun);
  return [...others].slice(0, MAX_SUGGESTIONS);
}

function sameShelfFirst(nouns: readonly string[], noun: string): string[] {
  const elsewhere = (name: string) => Number(domainOf(name) !== domainOf(noun));
  return nouns.toSorted((a, b) => elsewhere(a) - elsewhere(b));
}

/** How well a noun or one of its synonyms fits the text, the best of them; null where none does. */
function bestWord(
  noun: string,
  typed: string,
  translations: Lexicon['nouns'],
): { rank: number; synonym: string | null } | null {
  const { word, also = [] } = translations[noun] ?? {};
  const translated = [word ?? [], also].flat().map((each) => ({
    compared: normalized(each),
    // It is shown by its main word.
    synonym: each === word ? null : each,
  }));
  const ranked = [...translated, ...(WORDS.get(noun) ?? [])].flatMap(({ compared, synonym }) => {
    const rank = rankOf(compared, typed);
    // A synonym comes after nouns that fit as well.
    return rank === null ? [] : [{ rank: rank * 2 + (synonym === null ? 0 : 1), synonym }];
  });
  return ranked.sort((a, b) => a.rank - b.rank)[0] ?? null;
}

function rankOf(word: string, typed: string): number | null {
  if (word === typed) return 0;
  if (word.startsWith(typed)) return 1;
  if (word.includes(` ${typed}`)) return 2;
  return typed.length > 1 && word.includes(typed) ? 3 : null;
}
