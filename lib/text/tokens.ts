import nlp from 'compromise/two';
import * as v from 'valibot';

/** A word of an English text. */
export interface Token {
  text: string;
  /** Its dictionary form in lower case: "sofa" for "Sofas". */
  lemma: string;
  kind: 'noun' | 'adjective' | 'verb' | 'linker' | 'negation' | 'article' | 'other';
  /** What stands between it and the next word: nothing, a comma, or the end of a clause. */
  after: 'word' | 'comma' | 'end';
}

const TermsSchema = v.array(
  v.object({
    terms: v.array(
      v.object({
        text: v.string(),
        post: v.string(),
        normal: v.string(),
        root: v.nullish(v.string()),
        implicit: v.nullish(v.string()),
        tags: v.array(v.string()),
      }),
    ),
  }),
);

/** What joins a noun to what it is made of or like. */
const LINKERS: ReadonlySet<string> = new Set(['in', 'of', 'from']);
const ARTICLES: ReadonlySet<string> = new Set(['a', 'an', 'the', 'this', 'that', 'these', 'those']);
const NEGATIONS: ReadonlySet<string> = new Set(['no', 'not', 'without', 'never', 'minus', 'nor']);

/** The tags by which compromise tells kinds of words, the first that fits counts. */
const KINDS: readonly [tag: string, kind: Token['kind']][] = [
  ['Adjective', 'adjective'],
  ['Participle', 'adjective'],
  ['Verb', 'verb'],
  ['Pronoun', 'other'],
  ['Noun', 'noun'],
];

/** What compromise is asked to say of each word; its types do not know `root`. */
const ASKED = {
  text: true,
  normal: true,
  tags: true,
  whitespace: true,
  root: true,
  implicit: true,
};

/** The words of an English text in their order, with dictionary forms and kinds. */
export function tokensOf(text: string): Token[] {
  // Bars part the names in a list, slashes two words for one thing.
  const plain = text.replace(/\s*[|•·…]+\s*/g, '; ').replace(/\s*\/+\s*/g, ', ');
  const parsed: unknown = nlp(plain).compute('root').json({ text: false, terms: ASKED });
  return v.parse(TermsSchema, parsed).flatMap(({ terms }) =>
    terms.map(({ text: word, post, normal, root, implicit, tags }, i) => ({
      text: word,
      lemma: (root ?? normal).toLowerCase(),
      kind: kindOf(implicit ?? normal, tags),
      after: i === terms.length - 1 ? 'end' : breakOf(post),
    })),
  );
}

function kindOf(normal: string, tags: readonly string[]): Token['kind'] {
  if (NEGATIONS.has(normal)) return 'negation';
  if (ARTICLES.has(normal)) return 'article';
  if (LINKERS.has(normal)) return 'linker';
  return KINDS.find(([tag]) => tags.includes(tag))?.[1] ?? 'other';
}

function breakOf(post: string): Token['after'] {
  if (/[.!?;:()[\]–—]|\s-\s/u.test(post)) return 'end';
  return post.includes(',') ? 'comma' : 'word';
}
