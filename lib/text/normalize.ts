import { cleanText } from '../pin/text.ts';

/** What is not read: addresses, mentions, tags of HTML, and characters without width. */
const ADDRESS = /(?:https?:\/\/|www\.)\S{1,500}/giu;
const MENTION = /(?<![\p{L}\p{N}])@[\p{L}\p{N}_.]{1,50}/gu;
const MARKUP = /<\/?[a-z!][^<>]{0,500}>/giu;
const ENTITY = /&(?:amp|#38);/giu;
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
/** "#LivingRoomDecor" is three words. */
const HASHTAG = /#([\p{L}\p{N}_]{1,100})/gu;
const CAMEL_HUMP = /(?<=\p{Ll})(?=\p{Lu})|_/gu;

/**
 * A pin's text as it is read: composed and in plain letters (NFKC), without markup, addresses
 * and hidden characters, hashtags as words, at most `limit` characters. Null for nothing.
 */
export function readable(text: string | null, limit: number): string | null {
  const line = cleanText(text, limit);
  if (line === null) return null;
  return cleanText(
    line
      .normalize('NFKC')
      .replace(INVISIBLE, '')
      .replace(MARKUP, ' ')
      .replace(ENTITY, '&')
      .replace(ADDRESS, ' ')
      .replace(MENTION, ' ')
      .replace(HASHTAG, (_tag, word: string) => ` ${word.replace(CAMEL_HUMP, ' ')} , `)
      .replaceAll('’', "'"),
    limit,
  );
}

/** A word or phrase as lexicons compare it: lower case, spaces for hyphens, no accents of English loan words. */
export function keyOf(phrase: string): string {
  return phrase
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/&/g, 'and')
    .replace(/[\s\p{Pd}]+/gu, ' ')
    .trim();
}
