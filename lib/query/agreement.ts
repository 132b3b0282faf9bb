import type { DescribingWord, Gender, LexiconLanguage } from './lexicon.ts';

/** How a language lets a describing word agree with its noun. */
type Agreement = (word: string, inflected: string, gender: Gender) => string;

/** Endings of German adjectives without an article, in the nominative: "senfgelber Sessel". */
const GERMAN_ENDINGS: Readonly<Record<Gender, string>> = {
  m: 'r',
  f: '',
  n: 's',
  c: '',
  mp: '',
  fp: '',
  p: '',
};

const AGREEMENTS: Readonly<Record<LexiconLanguage, Agreement>> = {
  de: (_word, inflected, gender) => inflected + GERMAN_ENDINGS[gender],
  // "Zwart bureau", but "zwarte stoel" and "zwarte schoenen".
  nl: (word, inflected, gender) => (gender === 'n' ? word : inflected),
  fr: romance((form) => (/[sx]$/.test(form) ? form : `${form}s`)),
  es: romance(spanishPlural),
  it: romance(italianPlural),
  pt: romance(portuguesePlural),
  ja: (word) => word,
};

/**
 * A describing word in the form that agrees with a noun of `gender`; its dictionary form where
 * there is no noun, or the word never changes.
 */
export function agreeing(
  { word, inflected }: DescribingWord,
  gender: Gender | null,
  language: LexiconLanguage,
): string {
  if (inflected === undefined || gender === null) return word;
  return AGREEMENTS[language](word, inflected, gender);
}

/** Every form in which a describing word may stand in a text. */
export function formsOf(
  { word, inflected }: Omit<DescribingWord, 'also'>,
  language: LexiconLanguage,
): string[] {
  if (inflected === undefined) return [word];
  if (language === 'de') return [word, ...['', 'r', 's', 'n', 'm'].map((end) => inflected + end)];
  const genders: readonly Gender[] = ['m', 'f', 'mp', 'fp', 'c'];
  return [word, ...genders.map((gender) => AGREEMENTS[language](word, inflected, gender))];
}

/** The plural by the regular endings of a language; German and Dutch have several to try. */
export function pluralsOf(noun: string, language: LexiconLanguage): string[] {
  if (language === 'ja') return [];
  if (language === 'de') return germanPlurals(noun);
  if (language === 'nl') return dutchPlurals(noun);
  // Of "table basse" or "sac à main" the first word turns, and an adjective after it.
  const words = noun.split(' ');
  const plural = (word: string) => AGREEMENTS[language](word, word, 'mp');
  const first = words.map((word, i) => (i === 0 ? plural(word) : word)).join(' ');
  return [first, words.map(plural).join(' ')];
}

function romance(plural: (form: string, gender: Gender) => string): Agreement {
  return (word, inflected, gender) => {
    const form = gender === 'f' || gender === 'fp' ? inflected : word;
    return gender.endsWith('p') ? plural(form, gender) : form;
  };
}

function spanishPlural(form: string): string {
  if (/[aeiouáéíóú]$/.test(form)) return `${form}s`;
  if (/[sx]$/.test(form) && !/[áéíóú]s$/.test(form)) return form;
  if (form.endsWith('z')) return `${form.slice(0, -1)}ces`;
  // The stress stays where it was without its mark: "marrón", "marrones".
  const unmarked = form.replace(
    /[áéíóú](?=[ns]$)/,
    (vowel) => 'aeiou'['áéíóú'.indexOf(vowel)] ?? '',
  );
  return `${unmarked}es`;
}

function italianPlural(form: string, gender: Gender): string {
  if (/[cg]o$/.test(form))
    return /ico$/.test(form) ? `${form.slice(0, -1)}i` : `${form.slice(0, -1)}hi`;
  if (/[cg]a$/.test(form)) return `${form.slice(0, -1)}he`;
  if (/[cg]ia$/.test(form)) return `${form.slice(0, -2)}e`;
  if (form.endsWith('io')) return form.slice(0, -1);
  if (form.endsWith('ista')) return `${form.slice(0, -1)}${gender === 'fp' ? 'e' : 'i'}`;
  if (form.endsWith('a')) return `${form.slice(0, -1)}e`;
  return /[oe]$/.test(form) ? `${form.slice(0, -1)}i` : form;
}

function portuguesePlural(form: string): string {
  if (form.endsWith('m')) return `${form.slice(0, -1)}ns`;
  if (form.endsWith('ão')) return `${form.slice(0, -2)}ões`;
  if (form.endsWith('ês')) return `${form.slice(0, -2)}eses`;
  if (/[aou]l$/.test(form)) return `${form.slice(0, -1)}is`;
  if (/[rz]$/.test(form)) return `${form}es`;
  return /s$/.test(form) ? form : `${form}s`;
}

function germanPlurals(noun: string): string[] {
  const endings = ['e', 'n', 'en', 'er', 's', ''];
  // The last a, o or u may turn: "Stuhl", "Stühle"; "Glas", "Gläser".
  const turned = noun.replace(/(au|[aou])(?=[^aouäöü]*$)/i, (vowel) => UMLAUTS[vowel] ?? vowel);
  return [noun, turned].flatMap((stem) => endings.map((ending) => stem + ending));
}

const UMLAUTS: Readonly<Record<string, string>> = {
  a: 'ä',
  o: 'ö',
  u: 'ü',
  au: 'äu',
  A: 'Ä',
  O: 'Ö',
  U: 'Ü',
  Au: 'Äu',
};

function dutchPlurals(noun: string): string[] {
  const voiced = noun.replace(/s$/, 'z').replace(/f$/, 'v');
  const open = voiced.replace(/([aeou])\1(?=[^aeiou]$)/, '$1');
  const doubled = noun.replace(/([^aeiou])$/, '$1$1');
  return [
    `${noun}en`,
    `${voiced}en`,
    `${open}en`,
    `${doubled}en`,
    `${noun}s`,
    `${noun}'s`,
    `${noun}n`,
  ];
}
