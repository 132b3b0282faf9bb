import { LEXICON_LANGUAGES, type LexiconLanguage } from '../query/lexicon.ts';
import { nounForText } from '../vision/vocabulary.ts';
import { foreignIndexOf, foreignKeyOf, phraseAt } from './foreign-index.ts';
import { isIgnored, meaningsOf } from './lexicon.ts';
import { keyOf } from './normalize.ts';

export type TextLanguage = 'en' | LexiconLanguage;

/** How many words of a text speak for each language. */
type Scores = Readonly<Record<TextLanguage, number>>;

/** The most words that are looked at: enough to be sure. */
const MOST_WORDS = 120;

const ENGLISH_FUNCTION_WORDS: ReadonlySet<string> = new Set(
  `a an and are as at by for from has how i in into is it my of on or our that the this to up was
  we what with without you your ideas inspo aesthetic room home style living modern`.split(/\s+/),
);

const LATIN = LEXICON_LANGUAGES.filter((language) => language !== 'ja');

/**
 * The language of each of a pin's texts: that which knows most of its words. A tie goes to
 * English, which Pinterest's own captions are mostly in, then to the language of the pin's other
 * texts: "rosa" alone may be five languages.
 */
export function languagesOf(texts: readonly string[]): TextLanguage[] {
  const scores = texts.map(scoresOf);
  const total = (language: TextLanguage) => scores.reduce((sum, score) => sum + score[language], 0);
  return scores.map((score) => {
    const best = Math.max(...Object.values(score));
    if (score.en === best) return 'en';
    const rivals = LEXICON_LANGUAGES.filter((language) => score[language] === best);
    return rivals.reduce((a, b) => (total(b) > total(a) ? b : a));
  });
}

function scoresOf(text: string): Scores {
  const scores = { en: 0, de: 0, fr: 0, es: 0, it: 0, pt: 0, nl: 0, ja: 0 };
  // Kana are Japanese; signs alone may be Chinese, which Magpie does not read.
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return { ...scores, ja: 1 };
  const words = text
    .split(/[^\p{L}\p{N}'’-]+/u)
    .filter((word) => word !== '')
    .slice(0, MOST_WORDS);
  scores.en = countEnglish(words);
  // The other indexes are only made for a pin that needs them.
  if (scores.en * 2 > words.length) return scores;
  for (const language of LATIN) {
    scores[language] = countKnown(words, language);
  }
  return scores;
}

/** How many words are of a language's lexicon, alone or in a phrase: "abito a fiori". */
function countKnown(words: readonly string[], language: LexiconLanguage): number {
  const index = foreignIndexOf(language);
  let known = 0;
  for (let i = 0; i < words.length; ) {
    const isSmall = index.functionWords.has(foreignKeyOf(words[i] ?? '', language));
    const length = phraseAt(words, i, index, language)?.length ?? 0;
    known += length > 0 ? length : Number(isSmall);
    i += Math.max(1, length);
  }
  return known;
}

/** How many words are English by themselves or with a neighbour: the "console" of a console table. */
function countEnglish(words: readonly string[]): number {
  return words.filter((word, i) => {
    const [before, after] = [words[i - 1], words[i + 1]];
    return (
      isEnglish(word) ||
      (before !== undefined && isEnglish(`${before} ${word}`)) ||
      (after !== undefined && isEnglish(`${word} ${after}`))
    );
  }).length;
}

function isEnglish(phrase: string): boolean {
  const key = keyOf(phrase);
  return (
    ENGLISH_FUNCTION_WORDS.has(key) ||
    isIgnored(key) ||
    meaningsOf(key).length > 0 ||
    nounForText(key) !== null
  );
}
