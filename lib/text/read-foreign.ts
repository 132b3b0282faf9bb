import type { LexiconLanguage } from '../query/lexicon.ts';
import {
  bare,
  type ForeignIndex,
  type Found,
  foreignIndexOf,
  foreignKeyOf,
  phraseAt,
} from './foreign-index.ts';
import type { Reading } from './read-english.ts';

/** What is spoken of in one breath: its known phrases, and whether it has words besides. */
interface Segment {
  found: readonly Found[];
  hasUnknown: boolean;
}

/** The most characters of a Japanese word in the lexicon, and a few more. */
const LONGEST_JAPANESE = 16;

const CLAUSE_END = /[.!?;:,()[\]|/•·…–—、。・！？「」『』【】（）｜]+|\s-\s/u;

/** The languages that write describing words before their noun. */
const BEFORE_THE_NOUN: ReadonlySet<LexiconLanguage> = new Set(['de', 'nl', 'ja']);

/** The terms of a text in another language than English, in their order. */
export function readForeign(text: string, language: LexiconLanguage): Reading[] {
  const index = foreignIndexOf(language);
  return text
    .split(CLAUSE_END)
    .flatMap((clause) =>
      language === 'ja' ? japaneseSegments(clause, index) : segmentsOf(clause, index, language),
    )
    .flatMap((segment) => readingsOf(segment, language));
}

/**
 * Each describing word goes with the nearest noun, looked for first on the side where the language
 * has it. Without a noun only styles and rooms say something, unless nothing else is said.
 */
function readingsOf({ found, hasUnknown }: Segment, language: LexiconLanguage): Reading[] {
  const nouns = found.flatMap(({ meanings }, at) =>
    meanings.filter(({ role }) => role === 'noun').map(({ value }) => ({ value, at })),
  );
  return found.flatMap(({ meanings, quote }, at) =>
    meanings.flatMap(({ role, value }): Reading[] => {
      if (role === 'noun' || role === 'room') return [{ role, value, quote }];
      const before = nouns.findLast((noun) => noun.at <= at);
      const after = nouns.find((noun) => noun.at >= at);
      const noun = BEFORE_THE_NOUN.has(language) ? (after ?? before) : (before ?? after);
      if (noun) return [{ role, value, quote, describes: noun.value }];
      const isOfTheWhole = role === 'style' || role === 'era';
      return isOfTheWhole || !hasUnknown ? [{ role, value, quote }] : [];
    }),
  );
}

function segmentsOf(clause: string, index: ForeignIndex, language: LexiconLanguage): Segment[] {
  const words = clause.split(/\s+/).filter((word) => word !== '');
  const segments: Segment[] = [];
  let found: Found[] = [];
  let hasUnknown = false;
  let isDenied = false;
  const close = () => {
    if (!isDenied) segments.push({ found, hasUnknown });
    found = [];
    hasUnknown = false;
  };
  for (let i = 0; i < words.length; ) {
    const phrase = phraseAt(words, i, index, language);
    if (phrase) {
      found.push(phrase.found);
      i += phrase.length;
      continue;
    }
    const key = foreignKeyOf(bare(words[i] ?? ''), language);
    if (index.breaks.has(key) || index.negations.has(key)) {
      close();
      isDenied = index.negations.has(key);
    } else if (!index.functionWords.has(key)) {
      hasUnknown = true;
    }
    i++;
  }
  close();
  return segments;
}

/** Japanese has no spaces between words: the longest word that fits is taken, from the left. */
function japaneseSegments(clause: string, index: ForeignIndex): Segment[] {
  const text = clause.normalize('NFKC').toLowerCase();
  const segments: Segment[] = [];
  let found: Found[] = [];
  let hasUnknown = false;
  for (let i = 0; i < text.length; ) {
    const length = japaneseWordAt(text, i, index);
    const meaning = index.meanings.get(text.slice(i, i + length));
    if (meaning) {
      found.push({ meanings: [meaning], quote: text.slice(i, i + length) });
      i += length;
      continue;
    }
    const character = text.charAt(i);
    if (index.breaks.has(character) && found.length > 0) {
      segments.push({ found, hasUnknown });
      found = [];
      hasUnknown = false;
    } else if (/\S/.test(character) && !index.functionWords.has(character)) {
      hasUnknown = true;
    }
    i++;
  }
  segments.push({ found, hasUnknown });
  return segments;
}

/** The length of the longest word at a place; 0 for none. */
function japaneseWordAt(text: string, start: number, index: ForeignIndex): number {
  const limit = Math.min(LONGEST_JAPANESE, text.length - start);
  for (let length = limit; length > 0; length--) {
    const word = text.slice(start, start + length);
    if (index.meanings.has(word) && isWhole(text, start, length, index)) return length;
  }
  return 0;
}

/** Whether a word ends where its script does: the sofa of a "sofa cover" is none. */
function isWhole(text: string, start: number, length: number, index: ForeignIndex): boolean {
  const end = start + length;
  const isKatakana = (at: number) => /[\p{Script=Katakana}ー]/u.test(text.charAt(at));
  if (!isKatakana(end - 1) || !isKatakana(end)) return true;
  return japaneseWordAt(text, end, index) > 0;
}
