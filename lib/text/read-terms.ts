import type { PinTexts } from '../pin/pin.ts';
import { TEXT_LIMITS } from '../pin/text.ts';
import { languagesOf } from './language.ts';
import { readable } from './normalize.ts';
import { readEnglish } from './read-english.ts';
import { readForeign } from './read-foreign.ts';
import type { Term } from './term.ts';

/** The most interests that are read; a pin has about a dozen. */
const MOST_INTERESTS = 30;

/** The most terms that a pin's words yield. */
const MOST_TERMS = 80;

/**
 * The words of a pin that can serve a search, each once for a thing it describes, those of the
 * fields that speak of this very picture first. Takes bounded time on any text.
 */
export function readTerms(pin: PinTexts): Term[] {
  const terms = new Map<string, Term>();
  const texts = textsOf(pin);
  const languages = languagesOf(texts.map(({ text }) => text));
  for (const [i, { field, text }] of texts.entries()) {
    const language = languages[i] ?? 'en';
    for (const reading of language === 'en' ? readEnglish(text) : readForeign(text, language)) {
      const term = { ...reading, field };
      const key = [term.role, term.value, term.describes].join('\n');
      if (!terms.has(key)) terms.set(key, term);
    }
  }
  return [...terms.values()].slice(0, MOST_TERMS);
}

function textsOf(pin: PinTexts): { field: Term['field']; text: string }[] {
  const lines: [Term['field'], string | null, number][] = [
    ['title', pin.title, TEXT_LIMITS.title],
    ['altText', pin.altText, TEXT_LIMITS.altText],
    ...pin.interests
      .slice(0, MOST_INTERESTS)
      .map((line): [Term['field'], string, number] => ['interests', line, TEXT_LIMITS.interest]),
    ['board', pin.board, TEXT_LIMITS.board],
    ['description', pin.description, TEXT_LIMITS.description],
  ];
  return lines.flatMap(([field, line, limit]) => {
    const text = readable(line, limit);
    return text === null ? [] : [{ field, text }];
  });
}
