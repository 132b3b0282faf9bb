import * as v from 'valibot';
import de from '../../assets/lexicon/de.json' with { type: 'json' };
import es from '../../assets/lexicon/es.json' with { type: 'json' };
import fr from '../../assets/lexicon/fr.json' with { type: 'json' };
import it from '../../assets/lexicon/it.json' with { type: 'json' };
import ja from '../../assets/lexicon/ja.json' with { type: 'json' };
import nl from '../../assets/lexicon/nl.json' with { type: 'json' };
import pt from '../../assets/lexicon/pt.json' with { type: 'json' };
import { ancestorsOf, isGeneric, SHOP_NOUNS } from '../vision/vocabulary.ts';
import { type Lexicon, type LexiconLanguage, LexiconSchema } from './lexicon.ts';

const ASSETS: Readonly<Record<LexiconLanguage, unknown>> = { de, es, fr, it, ja, nl, pt };

const parsed = new Map<LexiconLanguage, Lexicon>();

/** The words of a language. */
export function lexiconOf(language: LexiconLanguage): Lexicon {
  const lexicon = parsed.get(language) ?? v.parse(LexiconSchema, ASSETS[language]);
  parsed.set(language, lexicon);
  return lexicon;
}

/**
 * The words of a language to write queries with: a noun that it lacks goes by the word for its
 * next kind, a bud vase by that for a vase, which serves a shop of that language better than
 * English.
 */
export function writingLexiconOf(language: LexiconLanguage): Lexicon {
  const lexicon = lexiconOf(language);
  const nouns = { ...lexicon.nouns };
  for (const noun of SHOP_NOUNS) {
    const kind = [noun, ...ancestorsOf(noun)].find((each) => each in lexicon.nouns);
    const word = kind === undefined || isGeneric(kind) ? undefined : lexicon.nouns[kind];
    if (word) nouns[noun] = word;
  }
  return { ...lexicon, nouns };
}
