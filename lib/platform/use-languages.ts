import { useEffect, useState } from 'preact/hooks';
import * as v from 'valibot';
import { LEXICON_LANGUAGES, LexiconSchema } from '../query/lexicon.ts';
import { canWrite, learn } from '../query/translate.ts';
import { pageMessages } from './page-messages.ts';

/**
 * Lets this page write searches in those of `languages` (BCP 47 tags) that Magpie has words for;
 * until their words have come, and where they don't, searches are written in English.
 */
export function useLanguages(languages: readonly string[]): void {
  const [, setLearned] = useState(0);
  const wanted = LEXICON_LANGUAGES.filter((language) =>
    languages.some((tag) => tag.toLowerCase().split('-')[0] === language),
  );
  useEffect(() => {
    let isShown = true;
    const missing = wanted.filter((language) => !canWrite(language));
    for (const language of missing) {
      pageMessages
        .sendMessage('words:lexicon', language)
        .then((lexicon) => {
          learn(language, v.parse(LexiconSchema, lexicon));
          if (isShown) setLearned((count) => count + 1);
        })
        .catch((error: unknown) => {
          console.warn(`Magpie: no words of ${language}; searching in English.`, error);
        });
    }
    return () => {
      isShown = false;
    };
  }, [wanted.join()]);
}
