import { uiLanguage, uiWordLanguage } from '../../lib/i18n.ts';
import { writingLexiconOf } from '../../lib/query/lexicons.ts';
import { learn } from '../../lib/query/translate.ts';

/** Learns the nouns and colours of the messages' language, and says which that is (BCP 47). */
export function learnUiLanguage(): string {
  const language = uiWordLanguage();
  if (language !== 'en') learn(language, writingLexiconOf(language));
  return uiLanguage();
}
