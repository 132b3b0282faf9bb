import { useEffect, useState } from 'preact/hooks';
import * as v from 'valibot';
import { type NounFacts, NounFactsSchema } from '../query/noun.ts';
import { MOST_NOUNS, NounsSchema, pageMessages } from './page-messages.ts';

const FactsSchema = v.map(v.string(), NounFactsSchema);

/**
 * What the vocabulary knows of `nouns`. The background has it; what has not come yet is missing,
 * and a noun that was known once stays.
 */
export function useNounFacts(nouns: readonly string[]): ReadonlyMap<string, NounFacts> {
  const [known, setKnown] = useState<ReadonlyMap<string, NounFacts>>(new Map());
  // What is over comes with the next render, which the first answer causes.
  const missing = [...new Set(nouns)].filter((noun) => !known.has(noun)).slice(0, MOST_NOUNS);
  useEffect(() => {
    if (missing.length === 0) return;
    let isWanted = true;
    pageMessages
      .sendMessage('nouns:facts', v.parse(NounsSchema, missing))
      .then((facts) => {
        const learned = v.parse(FactsSchema, new Map(facts));
        if (isWanted) setKnown((former) => new Map([...former, ...learned]));
      })
      // Searches work without; the next change of the finds asks again.
      .catch((error: unknown) => console.debug('Magpie: no facts about nouns.', error));
    return () => {
      isWanted = false;
    };
  }, [missing.join()]);
  return known;
}
