import { agreeing } from './agreement.ts';
import {
  type DescribingWord,
  LEXICON_LANGUAGES,
  type Lexicon,
  type LexiconLanguage,
} from './lexicon.ts';

/** The languages that queries are written in. */
export const QUERY_LANGUAGES = ['en', ...LEXICON_LANGUAGES] as const;
export type QueryLanguage = (typeof QUERY_LANGUAGES)[number];

/** The roles whose words make a query, in English word order. */
export const QUERY_ROLES = ['brand', 'style', 'color', 'material', 'pattern', 'noun'] as const;
export type QueryRole = (typeof QUERY_ROLES)[number];

/**
 * The order in which shoppers of a language write. German puts its adjectives first and materials,
 * which are nouns there, last: "senfgelber Sessel Samt".
 */
const ORDERS: Readonly<Record<LexiconLanguage, readonly QueryRole[]>> = {
  de: ['brand', 'style', 'color', 'pattern', 'noun', 'material'],
  fr: ['noun', 'color', 'pattern', 'material', 'style', 'brand'],
  es: ['noun', 'color', 'pattern', 'material', 'style', 'brand'],
  it: ['noun', 'color', 'pattern', 'material', 'style', 'brand'],
  pt: ['noun', 'color', 'pattern', 'material', 'style', 'brand'],
  nl: ['brand', 'style', 'color', 'pattern', 'material', 'noun'],
  ja: ['brand', 'style', 'color', 'material', 'pattern', 'noun'],
};

const SECTIONS = {
  style: 'styles',
  color: 'colors',
  material: 'materials',
  pattern: 'patterns',
} as const;

/**
 * The lexicons that `wordsFor` writes with. All seven are too large for a script that runs in
 * every page, so each context learns those that it needs.
 */
const lexicons = new Map<QueryLanguage, Lexicon>();

/** From here on, `wordsFor` can write this language. */
export function learn(language: LexiconLanguage, lexicon: Lexicon): void {
  lexicons.set(language, lexicon);
}

/** Whether `wordsFor` can write a language. */
export function canWrite(language: QueryLanguage): boolean {
  return language === 'en' || lexicons.has(language);
}

/**
 * The words of a query as shoppers of a language write them: in that language's order,
 * inflected to agree with the noun. One entry for each role that has a value; values are
 * the English ones of the lexicons. A brand stays as it is, a noun that the lexicon lacks stays
 * English, any other value that it lacks is left out. A language that was not learned is written in
 * English.
 */
export function wordsFor(
  roles: Partial<Record<QueryRole, string>>,
  language: QueryLanguage,
): string[] {
  const lexicon = lexicons.get(language);
  if (language === 'en' || !lexicon) return QUERY_ROLES.flatMap((role) => roles[role] ?? []);
  const noun = roles.noun === undefined ? undefined : ownValue(lexicon.nouns, roles.noun);
  return ORDERS[language].flatMap((role) => {
    const value = roles[role];
    if (value === undefined) return [];
    if (role === 'noun') return noun?.word ?? value;
    if (role === 'brand') return value;
    const word = ownValue<DescribingWord>(lexicon[SECTIONS[role]], value);
    return word ? agreeing(word, noun?.gender ?? null, language) : [];
  });
}

/**
 * One word of a query as a dictionary of the language has it ("senfgelb"), for showing it by itself;
 * as it is where the language was not learned or lacks it.
 *
 * @param value the English one of the lexicons.
 */
export function wordIn(role: QueryRole, value: string, language: QueryLanguage): string {
  const lexicon = lexicons.get(language);
  if (!lexicon || role === 'brand') return value;
  const words: Readonly<Record<string, { word: string }>> =
    role === 'noun' ? lexicon.nouns : lexicon[SECTIONS[role]];
  return ownValue(words, value)?.word ?? value;
}

/** An entry of a record by a key that may be any word, "constructor" as well. */
function ownValue<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
