import { formsOf, pluralsOf } from '../query/agreement.ts';
import type { DescribingWord, Lexicon, LexiconLanguage } from '../query/lexicon.ts';
import { lexiconOf } from '../query/lexicons.ts';
import { keyOf } from './normalize.ts';
import type { TermRole } from './term.ts';

/** What a word of another language means. */
export interface ForeignMeaning {
  role: TermRole;
  value: string;
}

/** A phrase of a text, with what it means. */
export interface Found {
  meanings: readonly ForeignMeaning[];
  quote: string;
}

/** A language's words in all their forms, ready to be looked up. */
export interface ForeignIndex {
  meanings: ReadonlyMap<string, ForeignMeaning>;
  functionWords: ReadonlySet<string>;
  breaks: ReadonlySet<string>;
  negations: ReadonlySet<string>;
}

/** The most words of a phrase: "chaise de salle à manger". */
const LONGEST_PHRASE = 5;

const SECTIONS = [
  ['color', 'colors'],
  ['material', 'materials'],
  ['pattern', 'patterns'],
  ['style', 'styles'],
  ['room', 'rooms'],
] as const;

/** In a compound ("Samtsessel") neither part is shorter than this. */
const SHORTEST_HEAD = 4;
const SHORTEST_MODIFIER = 3;

const built = new Map<LexiconLanguage, ForeignIndex>();

/** The index of a language; made when first asked for. */
export function foreignIndexOf(language: LexiconLanguage): ForeignIndex {
  const index = built.get(language) ?? build(lexiconOf(language), language);
  built.set(language, index);
  return index;
}

/** A word as the indexes compare it: without accents, which many leave out, but for kana. */
export function foreignKeyOf(word: string, language: LexiconLanguage): string {
  const key = keyOf(word);
  return language === 'ja'
    ? key
    : key.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss');
}

/** The longest phrase of the index that begins at a word; null for none. */
export function phraseAt(
  words: readonly string[],
  start: number,
  index: ForeignIndex,
  language: LexiconLanguage,
): { found: Found; length: number } | null {
  for (let length = Math.min(LONGEST_PHRASE, words.length - start); length > 0; length--) {
    const quote = bare(words.slice(start, start + length).join(' '));
    // "L'armoire", "d'une robe": the article is not part of the word.
    for (const key of [quote, quote.replace(/^(?:l|d|un|all|dell)['’]/i, '')]) {
      const meaning = index.meanings.get(foreignKeyOf(key, language));
      if (meaning) return { found: { meanings: [meaning], quote }, length };
    }
  }
  const quote = bare(words[start] ?? '');
  const meanings = compoundMeanings(foreignKeyOf(quote, language), index, language);
  return meanings ? { found: { meanings, quote }, length: 1 } : null;
}

/**
 * What a German or Dutch compound means: its head ("Samtsessel" is an armchair), and its modifier
 * where that describes. Null for what is none.
 */
function compoundMeanings(
  foreignKey: string,
  index: ForeignIndex,
  language: LexiconLanguage,
): ForeignMeaning[] | null {
  if (language !== 'de' && language !== 'nl') return null;
  const key = foreignKey.replaceAll(' ', '');
  for (let at = SHORTEST_MODIFIER; at <= key.length - SHORTEST_HEAD; at++) {
    const head = index.meanings.get(key.slice(at));
    if (head?.role !== 'noun') continue;
    const modifier = key.slice(0, at);
    const meaning = [modifier, modifier.replace(/(?:en|s|n|e)$/, '')]
      .map((form) => index.meanings.get(form))
      .find((each) => each !== undefined && each.role !== 'noun' && each.role !== 'room');
    return meaning ? [meaning, head] : [head];
  }
  return null;
}

function build(lexicon: Lexicon, language: LexiconLanguage): ForeignIndex {
  const meanings = new Map<string, ForeignMeaning>();
  // What comes first stays: a language's own word for a thing before its second words.
  const add = (form: string, meaning: ForeignMeaning) => {
    const key = foreignKeyOf(form, language);
    if (!meanings.has(key)) meanings.set(key, meaning);
  };
  const nouns = Object.entries(lexicon.nouns);
  const words = SECTIONS.flatMap(([role, section]) =>
    Object.entries(lexicon[section]).map(([value, word]): [ForeignMeaning, DescribingWord] => [
      { role, value },
      word,
    ]),
  );
  for (const [value, { word }] of nouns) add(word, { role: 'noun', value });
  for (const [meaning, word] of words) {
    for (const form of formsOf(word, language)) add(form, meaning);
  }
  for (const [value, { also }] of nouns) {
    for (const word of also) add(word, { role: 'noun', value });
  }
  for (const [meaning, { also }] of words) {
    for (const word of also) {
      for (const form of alsoFormsOf(word, language)) add(form, meaning);
    }
  }
  for (const [value, { word, also }] of nouns) {
    for (const form of [word, ...also].flatMap((each) => pluralsOf(each, language))) {
      add(form, { role: 'noun', value });
    }
  }
  const keys = (list: readonly string[]) => new Set(list.map((one) => foreignKeyOf(one, language)));
  return {
    meanings,
    functionWords: keys(lexicon.functionWords),
    breaks: keys(lexicon.breaks),
    negations: keys(lexicon.negations),
  };
}

/** Second words carry no forms of their own; German and Romance ones are mostly regular. */
function alsoFormsOf(word: string, language: LexiconLanguage): string[] {
  if (language === 'de') return formsOf({ word, inflected: `${word}e` }, language);
  if (language === 'fr') return formsOf({ word, inflected: `${word}e` }, language);
  const inflected = word.endsWith('o') ? `${word.slice(0, -1)}a` : word;
  return formsOf({ word, inflected }, language);
}

/** A word without the punctuation around it. */
export function bare(word: string): string {
  return word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
}
