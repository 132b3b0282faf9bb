import { cleanText } from '../pin/text.ts';

/** The most characters of a search; shops cut what is longer. */
const LONGEST_QUERY = 300;

/** Marks without width that turn the direction of their neighbours; `cleanText` has the others. */
const DIRECTION_MARKS = /[\u061C\u200E\u200F]/g;

/**
 * A text as one plain line that can be searched for: no control or bidirectional characters, no
 * lone surrogates, at most 300 characters. Empty where nothing is left.
 */
export function cleanQuery(text: string): string {
  return cleanText(text.replace(DIRECTION_MARKS, ''), LONGEST_QUERY) ?? '';
}
