import type { WordFilter } from '../../lib/board/insights/filter.ts';
import { asHeading, shown } from '../words.ts';
import { placeWord } from './board-words.ts';

/** What a filter asks for, in the language of the messages; keywords stay as the board says them. */
export function filterWord(kind: WordFilter, value: string): string {
  switch (kind) {
    case 'nouns':
      return asHeading(shown('noun', value));
    case 'styles':
      return asHeading(shown('style', value));
    case 'materials':
      return asHeading(shown('material', value));
    case 'rooms':
    case 'scenes':
      return placeWord(value);
    case 'keywords':
      return value;
  }
}
