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
  const readings: Reading[] = [];
  let waiting: Waiting[] = [];
  /** The last noun, for "sofa in green velvet"; null once something else came. */
  let last: string | null = null;
  let linked = false;
  let denied = false;

  const describe = (noun: string | null, head: 'thing' | 'room' | 'other' | 'none') => {
    for (const { meanings, quote } of waiting) {
      const meaning = meaningBeside(meanings, noun, head);
      if (!meaning) continue;
      const { role, value } = meaning;
      if (noun === null && head !== 'none' && !OF_THE_WHOLE.has(role)) continue;
      readings.push({ role, value, quote, ...(noun === null ? {} : { describes: noun }) });
    }
    waiting = [];
  };

  const spans = spansOf(tokensOf(text));
  for (const [i, span] of spans.entries()) {
    const [first] = span.tokens;
    const end = span.tokens.at(-1)?.after ?? 'end';
    const quote = quoteOf(span.tokens);
    const next = spans[i + 1];
    if (denied) {
      if (end === 'end' || TURNS.has(first.lemma)) denied = false;
      if (!TURNS.has(first.lemma)) continue;
    }
    if (span.kind === 'noun') {
      const modifies = next?.kind === 'noun' && end === 'word' && !isPlural(span.tokens);
      if (!modifies) {
        describe(span.noun, 'thing');
        readings.push({ role: 'noun', value: span.noun, quote });
        last = span.noun;
        linked = false;
      }
    } else if (span.kind === 'words') {
      const room = span.meanings.find(({ role }) => role === 'room');
      const free = next?.tokens[0].lemma === 'free' && end === 'word';
      if (room && mayBe(room, next)) {
        describe(null, 'room');
        readings.push({ role: 'room', value: room.value, quote });
        last = null;
      } else if (!free) {
        waiting.push({ meanings: span.meanings, quote });
      }
    } else if (span.kind === 'token') {
      const { kind, lemma } = first;
      if (kind === 'negation') {
        describe(null, 'none');
        denied = end !== 'end';
        last = null;
      } else if (kind === 'linker' && waiting.length === 0) {
        linked = last !== null;
      } else if (kind === 'noun' && waiting.length > 0) {
        // A head that no shop sells, if the phrase ends with it: "brass legs".
        const goesOn =
          end === 'word' && next !== undefined && (next.kind === 'noun' || isNounLike(next));
        if (!goesOn) describe(null, STYLED.has(lemma) ? 'room' : 'other');
      } else if (
        kind !== 'adjective' &&
        kind !== 'article' &&
        !isJoint(lemma) &&
        !(kind === 'verb' && lemma === 'make')
      ) {
        describe(linked ? last : null, 'none');
        linked = false;
        if (kind === 'verb' || kind === 'noun') last = null;
      } else if (kind === 'article' && waiting.length > 0) {
        describe(linked ? last : null, 'none');
      }
    } else {
      describe(null, 'none');
      last = null;
    }
    if (end === 'end') {
      describe(linked ? last : null, 'none');
      last = null;
      linked = false;
      denied = false;
    }
  }
  describe(linked ? last : null, 'none');
  return readings;
}

/** The meaning that fits what a word stands beside; null if none does. */
function meaningBeside(
  meanings: readonly Meaning[],
  noun: string | null,
  head: 'thing' | 'room' | 'other' | 'none',
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
  // "Chair a meeting" is no chair; "chairs" is taken for a verb too often to be believed.
  const isVerb = first.kind === 'verb' && first.text.toLowerCase() === first.lemma;
  if (tokens.length === 1 && (isVerb || first.kind === 'other')) return null;
  const noun = nounForText(written);
  return noun === null || isGeneric(noun) ? null : noun;
}

/** Whether a room's word that needs a noun beside it ("hall") has one. */
function mayBe({ besideNoun }: Meaning, next: Span | undefined): boolean {
  return !besideNoun || next?.kind === 'noun' || STYLED.has(next?.tokens[0].lemma ?? '');
}

function isNounLike({ kind, tokens: [first] }: Span): boolean {
  return kind === 'token' && first.kind === 'noun';
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
