import shopColors from '../../assets/shop-colors.json' with { type: 'json' };
import nouns from '../../assets/vocabulary/nouns.json' with { type: 'json' };
import { LEXICON_LANGUAGES, type LexiconLanguage } from '../../lib/query/lexicon.ts';
import { lexiconOf, writingLexiconOf } from '../../lib/query/lexicons.ts';
import { learn, wordsFor } from '../../lib/query/translate.ts';
import { readForeign } from '../../lib/text/read-foreign.ts';

/** How far a language's lexicon reaches, in shares of what there is in English. */
export interface LanguageReport {
  language: LexiconLanguage;
  /** Nouns of home and fashion with a word of their own, and with one for them or their kind. */
  nouns: number;
  nounsByKind: number;
  colors: number;
  /** Nouns and colours that are read again from the query they are written as. */
  nounsRead: number;
  colorsRead: number;
}

/** What each lexicon covers, and whether what it writes it reads again. */
export function reportLanguages(): LanguageReport[] {
  const wanted = [...Object.keys(nouns.home), ...Object.keys(nouns.fashion)];
  return LEXICON_LANGUAGES.map((language) => {
    const lexicon = lexiconOf(language);
    const writing = writingLexiconOf(language);
    learn(language, writing);
    const own = Object.keys(lexicon.nouns);
    const colors = shopColors.map(({ name }) => name);
    const isRead = (role: 'noun' | 'color', value: string, query: string) =>
      readForeign(query, language).some((term) => term.role === role && term.value === value);
    return {
      language,
      nouns: share(wanted, (noun) => noun in lexicon.nouns),
      nounsByKind: share(wanted, (noun) => noun in writing.nouns),
      colors: share(colors, (color) => color in lexicon.colors),
      nounsRead: share(own, (noun) => isRead('noun', noun, wordsFor({ noun }, language).join(' '))),
      colorsRead: share(colors, (color) =>
        isRead('color', color, wordsFor({ color, noun: 'sofa' }, language).join(' ')),
      ),
    };
  });
}

function share(all: readonly string[], test: (one: string) => boolean): number {
  return all.length === 0 ? 0 : all.filter(test).length / all.length;
}
