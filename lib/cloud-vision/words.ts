import * as v from 'valibot';
import words from '../../assets/cloud-vision/words.json' with { type: 'json' };
import { isGeneric, nounForText } from '../vision/vocabulary.ts';

/**
 * Styles with the phrases that mean them, and brands. Left out is what Google mostly says of
 * something else: "industrial design", "mango".
 */
const { styles, brands } = v.parse(
  v.object({ styles: v.record(v.string(), v.array(v.string())), brands: v.array(v.string()) }),
  words,
);

const STYLES: ReadonlyMap<string, string> = new Map(
  Object.entries(styles).flatMap(([style, phrases]) =>
    phrases.map((phrase) => [normalized(phrase), style] as const),
  ),
);
const BRANDS: ReadonlyMap<string, string> = new Map(
  brands.map((brand) => [normalized(brand), brand]),
);

/** A phrase of Google's has a few words; what stands before the last of these is not looked at. */
const MAX_WORDS = 8;

/**
 * The shop noun that a phrase of Google's names: the longest one at its end, as English puts it
 * ("Windsor rocking chair" is a rocking chair). Null where it ends in none, or in one too broad.
 */
export function nounOf(phrase: string): string | null {
  const parts = phrase.trim().split(/\s+/).slice(-MAX_WORDS);
  for (let start = 0; start < parts.length; start++) {
    const noun = nounForText(parts.slice(start).join(' '));
    if (noun !== null) return isGeneric(noun) ? null : noun;
  }
  return null;
}

/** The styles that phrases name, each once, in the order of the phrases. */
export function stylesIn(phrases: readonly string[]): string[] {
  return namesIn(phrases, STYLES);
}

/** The brands that phrases name, each once, in the order of the phrases. */
export function brandsIn(phrases: readonly string[]): string[] {
  return namesIn(phrases, BRANDS);
}

/** The names that stand in the phrases as whole words, the longest where several begin together. */
function namesIn(phrases: readonly string[], names: ReadonlyMap<string, string>): string[] {
  const found = new Set<string>();
  for (const phrase of phrases) {
    const parts = normalized(phrase).split(' ');
    for (let start = 0; start < parts.length; start++) {
      const end = longestEnd(parts, start, names);
      if (end === null) continue;
      found.add(names.get(parts.slice(start, end).join(' ')) ?? '');
      start = end - 1;
    }
  }
  return [...found];
}

function longestEnd(
  parts: readonly string[],
  start: number,
  names: ReadonlyMap<string, string>,
): number | null {
  for (let end = Math.min(parts.length, start + MAX_WORDS); end > start; end--) {
    if (names.has(parts.slice(start, end).join(' '))) return end;
  }
  return null;
}

/** Lower case, without accents and hyphens, so that "Mid-Century" is "mid century". */
function normalized(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('’', "'")
    .replaceAll(/[\s,-]+/g, ' ')
    .trim();
}
