import * as v from 'valibot';
import functionWords from '../../assets/function-words.json' with { type: 'json' };
import type { PinTexts } from '../pin/pin.ts';
import { TEXT_LIMITS } from '../pin/text.ts';
import { foreignIndexOf, foreignKeyOf } from '../text/foreign-index.ts';
import { languagesOf, type TextLanguage } from '../text/language.ts';
import { isIgnored, LONGEST_PHRASE, meaningsOf } from '../text/lexicon.ts';
import { keyOf, readable } from '../text/normalize.ts';
import { nounForText } from '../vision/vocabulary.ts';

/** What a pin's texts say, each once: words and known expressions, and two of them side by side. */
export interface PinWords {
  words: ReadonlySet<string>;
  phrases: ReadonlySet<string>;
}

/** Beside those that the lexicons have, by which languages are told. */
const FUNCTION_WORDS = new Map(
  Object.entries(v.parse(v.record(v.string(), v.array(v.string())), functionWords)).map(
    ([language, words]) => [language, new Set(words)],
  ),
);

/** The most words of a pin that are read; a long description is mostly not about the picture. */
const MOST_WORDS = 250;

/** Where one statement ends; a dash only between spaces. */
const BREAKS = /[.,;:!?|•·…()[\]{}"“”„«»/\\+*=<>~]+|\s[\p{Pd}]+\s/u;

const WORD = /^\p{L}[\p{L}\p{M}'’]*$/u;

/**
 * The words of a pin that may say what its board is about. What the lexicons and the vocabulary
 * know, alone or as an expression ("mid century modern", "floor lamp"), is under their own word;
 * all else is in lower case and without a plural's s. Function words are left out, and what machine
 * captions put things in place with ("sitting", "next"). The
 * name of the pin's board is not read: it would be the same for all.
 */
export function pinWordsOf(pin: Omit<PinTexts, 'board'>): PinWords {
  const texts = [
    readable(pin.title, TEXT_LIMITS.title),
    readable(pin.altText, TEXT_LIMITS.altText),
    ...pin.interests.map((line) => readable(line, TEXT_LIMITS.interest)),
    readable(pin.description, TEXT_LIMITS.description),
  ].filter((text) => text !== null);
  const languages = languagesOf(texts);
  const words = new Set<string>();
  const phrases = new Set<string>();
  let left = MOST_WORDS;
  for (const [i, text] of texts.entries()) {
    for (const statement of text.split(BREAKS)) {
      const units = unitsOf(statement, languages[i] ?? 'en', left);
      left -= units.length;
      for (const [n, unit] of units.entries()) {
        if (unit === null) continue;
        words.add(unit);
        const next = units[n + 1];
        if (next && next !== unit) phrases.add(`${unit} ${next}`);
      }
    }
  }
  return { words, phrases };
}

/** The words and known expressions of a statement in order; null stands for a function word. */
function unitsOf(statement: string, language: TextLanguage, most: number): (string | null)[] {
  const words = keyOf(statement)
    .split(' ')
    .filter((word) => word !== '')
    .slice(0, Math.max(0, most));
  const units: (string | null)[] = [];
  for (let i = 0; i < words.length; ) {
    const known = language === 'en' ? expressionAt(words, i) : null;
    units.push(known ? known.value : unitOf(words[i] ?? '', language));
    i += known?.length ?? 1;
  }
  return units;
}

/** The longest expression that is known and begins at a word; null for none. */
function expressionAt(
  words: readonly string[],
  at: number,
): { value: string | null; length: number } | null {
  for (let length = Math.min(LONGEST_PHRASE, words.length - at); length > 0; length--) {
    const key = words.slice(at, at + length).join(' ');
    if (length === 1 && isFunctionWord(key, 'en')) return null;
    if (isIgnored(key)) return { value: null, length };
    const noun = nounNamed(key);
    if (noun !== null) return { value: noun, length };
    const meaning = meaningsOf(key).find(({ besideNoun }) => !besideNoun);
    if (meaning) return { value: meaning.value, length };
  }
  return null;
}

function unitOf(word: string, language: TextLanguage): string | null {
  if (!WORD.test(word) || isFunctionWord(word, language)) return null;
  if (language === 'ja') return word;
  return word.length < 3 ? null : singular(word.replace(/'s?$/, ''));
}

function isFunctionWord(word: string, language: TextLanguage): boolean {
  if (FUNCTION_WORDS.get(language)?.has(word)) return true;
  if (language === 'en') return false;
  return foreignIndexOf(language).functionWords.has(foreignKeyOf(word, language));
}

const nouns = new Map<string, string | null>();

/** `nounForText`, remembered: a board says the same words again and again. */
function nounNamed(key: string): string | null {
  const known = nouns.get(key);
  if (known !== undefined) return known;
  const noun = nounForText(key);
  if (nouns.size < MOST_REMEMBERED) nouns.set(key, noun);
  return noun;
}

const MOST_REMEMBERED = 50_000;

/** Without the plural's s, which most languages of the site share, and which all take over with English words. */
function singular(word: string): string {
  if (word.length < 4 || !word.endsWith('s') || /(?:ss|us|is|[mpv]as)$/.test(word)) return word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  return word.slice(0, /(?:ch|sh|x|ss|zz)es$/.test(word) ? -2 : -1);
}
