import { isGeneric, isKindOf, nounForText } from '../vision/vocabulary.ts';
import { isIgnored, LONGEST_PHRASE, type Meaning, meaningsOf } from './lexicon.ts';
import { keyOf } from './normalize.ts';
import type { Term } from './term.ts';
import { type Token, tokensOf } from './tokens.ts';

/** A term before it is known in which field it stands. */
export type Reading = Omit<Term, 'field'>;

/** A stretch of tokens and what it may be. */
interface Span {
  kind: 'noun' | 'words' | 'ignored' | 'token';
  tokens: readonly [Token, ...Token[]];
  /** Of a noun: the shop's. */
  noun: string;
  meanings: readonly Meaning[];
}

/** A describing word that waits for its noun. */
interface Waiting {
  meanings: readonly Meaning[];
  quote: string;
}

/** What describing words stand before: a thing, a room, something else, or nothing. */
type Head = 'thing' | 'room' | 'other' | 'none';

/** The most words that a noun of the vocabulary has. */
const LONGEST_NOUN = 4;

/** What a style may describe beside things and rooms: "modern home decor", "western outfit". */
const STYLED: ReadonlySet<string> = new Set(
  `aesthetic apartment bedding decor decoration design designs fashion furniture home house interior
  interiors look living outfit outfits style styling vibe vibes wardrobe wear`.split(/\s+/),
);

/** The roles whose words say something of the whole picture, whatever they stand beside. */
const OF_THE_WHOLE: ReadonlySet<Term['role']> = new Set(['style', 'era', 'room']);

/** Words after which a denial ends. */
const TURNS: ReadonlySet<string> = new Set(['but', 'with', 'yet', 'just', 'only']);

/**
 * The terms of an English text in their order. A describing word goes with the noun of its
 * noun phrase ("boucle armchair", "sofa in green velvet"); with a noun that no shop sells
 * ("brass legs", "white walls") it says nothing of a product and is left out, unless it is a
 * style or an era. What the text denies ("without cushions") is left out.
 */
export function readEnglish(text: string): Reading[] {
  const reader = new PhraseReader();
  const spans = spansOf(tokensOf(text));
  for (const [i, span] of spans.entries()) reader.read(span, spans[i + 1]);
  return reader.finish();
}

/** Goes through a text phrase by phrase and remembers what still waits for its noun. */
class PhraseReader {
  readonly #readings: Reading[] = [];
  #waiting: Waiting[] = [];
  /** The noun that words after it may describe: "sofa in green velvet"; null for none. */
  #last: string | null = null;
  /** The nouns of the text so far. */
  readonly #nouns = new Set<string>();
  /** Whether since the last stop or comma only describing words came: "Velvet cushion - mustard". */
  #isBare = true;
  #isDenied = false;

  /** Takes the next phrase of the text; `next` is the one after it. */
  read(span: Span, next: Span | undefined): void {
    const [first] = span.tokens;
    const end = span.tokens.at(-1)?.after ?? 'end';
    if (this.#isDenied) {
      this.#isDenied = end !== 'end' && !TURNS.has(first.lemma);
      return;
    }
    if (span.kind === 'noun') this.#readNoun(span, next, end);
    else if (span.kind === 'words') this.#readWords(span, next, end);
    else if (span.kind === 'token') this.#readToken(first, next, end);
    else this.#forget();
    if (end === 'end') this.#forget();
    if (end !== 'word') this.#isBare = true;
  }

  /** All that was read. */
  finish(): Reading[] {
    this.#forget();
    return this.#readings;
  }

  #readNoun({ tokens, noun }: Span, next: Span | undefined, end: Token['after']): void {
    // "Dress shoes" are shoes: of two nouns side by side the second is the thing.
    if (next?.kind === 'noun' && end === 'word' && !isPlural(tokens)) return;
    this.#describe('thing', noun);
    this.#nouns.add(noun);
    this.#isBare = false;
    this.#readings.push({ role: 'noun', value: noun, quote: quoteOf(tokens) });
    this.#last = end === 'word' ? noun : null;
  }

  #readWords({ tokens, meanings }: Span, next: Span | undefined, end: Token['after']): void {
    const quote = quoteOf(tokens);
    const room = meanings.find(({ role }) => role === 'room');
    if (room && mayBe(room, next)) {
      this.#describe('room', null);
      this.#readings.push({ role: 'room', value: room.value, quote });
      this.#last = null;
    } else if (!(next?.tokens[0].lemma === 'free' && end === 'word')) {
      this.#waiting.push({ meanings, quote });
    }
  }

  #readToken({ kind, lemma, text }: Token, next: Span | undefined, end: Token['after']): void {
    if (!isJoint(lemma)) this.#isBare = false;
    if (kind === 'negation') {
      this.#forget();
      this.#isDenied = end !== 'end';
    } else if (kind === 'noun' && this.#waiting.length > 0) {
      // A head that no shop sells, if the phrase ends with it: "brass legs".
      const goesOn = end === 'word' && next !== undefined && isNounLike(next);
      if (!goesOn) this.#describe(STYLED.has(lemma) ? 'room' : 'other', null);
    } else if (kind === 'linker' || kind === 'adjective' || isJoint(lemma) || lemma === 'make') {
      return;
    } else if (kind === 'verb' && /ed$/i.test(text) && next !== undefined && end === 'word') {
      // "Black hooded coat".
      return;
    } else if (kind === 'article') {
      // What it begins is another thing than what waits; "a chair in a dark oak" is rare.
      if (this.#waiting.length > 0) this.#describe('none', this.#last);
    } else {
      this.#forget();
    }
  }

  /** Ends a phrase: what waits describes the noun before it, the text's only one, or nothing. */
  #forget(): void {
    const [only = null] = this.#nouns;
    const meant = this.#isBare && this.#nouns.size === 1 ? only : null;
    if (this.#last === null && meant !== null) this.#describeApart(meant);
    this.#describe('none', this.#last);
    this.#last = null;
  }

  /** Lets words that stand apart describe a noun; styles and eras there are of the whole. */
  #describeApart(noun: string): void {
    const all = this.#waiting;
    const isOfTheWhole = ({ meanings }: Waiting) =>
      meanings.every(({ role }) => OF_THE_WHOLE.has(role));
    this.#waiting = all.filter((word) => !isOfTheWhole(word));
    this.#describe('none', noun);
    this.#waiting = all.filter(isOfTheWhole);
  }

  #describe(head: Head, noun: string | null): void {
    for (const { meanings, quote } of this.#waiting) {
      const meaning = meaningBeside(meanings, noun, head);
      if (!meaning) continue;
      const { role, value } = meaning;
      if (noun === null && head !== 'none' && !OF_THE_WHOLE.has(role)) continue;
      this.#readings.push({ role, value, quote, ...(noun === null ? {} : { describes: noun }) });
    }
    this.#waiting = [];
  }
}

/** The meaning that fits what a word stands beside; null if none does. */
function meaningBeside(
  meanings: readonly Meaning[],
  noun: string | null,
  head: Head,
): Meaning | null {
  const beside = head === 'thing' || head === 'room' || noun !== null;
  const possible = meanings.filter(
    ({ role, besideNoun }) => role !== 'room' && (beside || !besideNoun),
  );
  const material = possible.find(({ materialOf }) =>
    materialOf.some((kind) => noun !== null && isKindOf(noun, kind)),
  );
  return material ?? possible.find(({ materialOf }) => materialOf.length === 0) ?? null;
}

/** Splits tokens into the longest phrases that vocabulary or lexicons know. */
function spansOf(tokens: readonly Token[]): Span[] {
  const spans: Span[] = [];
  for (let i = 0; i < tokens.length; ) {
    const span = spanAt(tokens, i);
    if (span === null) break;
    spans.push(span);
    i += span.tokens.length;
  }
  return spans;
}

function spanAt(tokens: readonly Token[], start: number): Span | null {
  const first = tokens[start];
  if (!first) return null;
  const reach = reachOf(tokens, start);
  for (let length = Math.min(Math.max(LONGEST_PHRASE, LONGEST_NOUN), reach); length > 0; length--) {
    const rest = tokens.slice(start + 1, start + length);
    const span = spanOf([first, ...rest]);
    if (span) return span;
  }
  return { kind: 'token', tokens: [first], noun: '', meanings: [] };
}

/** How many tokens from `start` on stand together without a comma or a stop. */
function reachOf(tokens: readonly Token[], start: number): number {
  const stop = tokens.slice(start).findIndex(({ after }) => after !== 'word');
  return stop < 0 ? tokens.length - start : stop + 1;
}

function spanOf(tokens: readonly [Token, ...Token[]]): Span | null {
  const written = keyOf(quoteOf(tokens));
  const lemmas = keyOf(tokens.map(({ lemma }) => lemma).join(' '));
  if (isIgnored(written)) return { kind: 'ignored', tokens, noun: '', meanings: [] };
  const direct = meaningsOf(written);
  const meanings = direct.length > 0 ? direct : meaningsOf(lemmas);
  const noun = tokens.length <= LONGEST_NOUN ? nounOf(tokens, written) : null;
  // Of a word that is both (a "fleece", "pearls"), the describing sense is the commoner.
  if (meanings.length > 0 && !(noun !== null && meanings.every(({ besideNoun }) => besideNoun))) {
    return { kind: 'words', tokens, noun: '', meanings };
  }
  if (noun !== null) return { kind: 'noun', tokens, noun, meanings: [] };
  return null;
}

/** The shop noun of a phrase; null where there is none, or where it is used as a verb. */
function nounOf(tokens: readonly [Token, ...Token[]], written: string): string | null {
  const [first] = tokens;
  // "Chair a meeting" is no chair; "chairs", or one between commas, is no verb whatever its tag.
  const isBaseForm = first.text.toLowerCase() === first.lemma;
  const isVerb = first.kind === 'verb' && isBaseForm && first.after === 'word';
  if (tokens.length === 1 && (isVerb || first.kind === 'other')) return null;
  const noun = nounForText(written);
  return noun === null || isGeneric(noun) ? null : noun;
}

/** Whether a room's word that needs a noun beside it ("hall") has one. */
function mayBe({ besideNoun }: Meaning, next: Span | undefined): boolean {
  return !besideNoun || next?.kind === 'noun' || STYLED.has(next?.tokens[0].lemma ?? '');
}

function isNounLike({ kind, tokens: [first] }: Span): boolean {
  return kind === 'noun' || (kind === 'token' && first.kind === 'noun');
}

function isPlural(tokens: readonly Token[]): boolean {
  const last = tokens.at(-1);
  return last !== undefined && last.text.toLowerCase() !== last.lemma && /s$/i.test(last.text);
}

function isJoint(lemma: string): boolean {
  return lemma === 'and' || lemma === 'or' || lemma === '&';
}

function quoteOf(tokens: readonly Token[]): string {
  return tokens.map(({ text }) => text).join(' ');
}
