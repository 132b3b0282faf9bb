import type { Find } from '../../find.ts';
import { spokenColor } from '../../query/color-words.ts';
import type { TermRole } from '../../text/term.ts';
import { hasInherentColor, isGeneric } from '../../vision/vocabulary.ts';
import type { PinLook } from '../pin-look.ts';
import type { BoardEntry } from './board-entry.ts';

/** What may stand before the noun, in the order of English. */
const ROLES = ['style', 'color', 'pattern', 'material'] as const;
type Role = (typeof ROLES)[number];

/** A thing as a board keeps coming back to it: "terracotta cushion", "oak sideboard". */
export interface Combination {
  noun: string;
  /** The describing words, one or two. */
  words: Readonly<Partial<Record<Role, string>>>;
  /** Words and noun as one would say them. */
  text: string;
  /** The pins that hold it, in the board's order. */
  pinIds: string[];
  /** How many times more often than by chance the words come with the noun. */
  lift: number;
  /** What combinations are ranked by; comparable within one board only. */
  score: number;
  /** The find that shows it best: what a search for it begins with. */
  example: { pinId: string; find: Find; image: { width: number; height: number } };
}

/** What fewer pins hold is no habit. */
const FEWEST_PINS = 2;

/** From this share of its pins on, a combination says all that a shorter one would. */
const ABSORBED = 0.7;

/** The most combinations of one noun: a board of sofas has other things to look for as well. */
const MOST_OF_A_NOUN = 3;

/** The least times more often than by chance. Below one, the board rather avoids it. */
const LEAST_LIFT = 1;

/**
 * What to look for: nouns with one or two words that come with them again and again. Ranked by
 * how many pins hold a combination, weighed by how much more often than by chance its words come
 * with its noun (the logarithm of the lift, so that a habit of twenty pins goes before a curiosity
 * of two). Longer ones take the place of shorter ones that nearly always mean them.
 */
export function combinationsOf(entries: readonly BoardEntry[], most: number): Combination[] {
  const order = new Map(entries.map(({ pin }, n) => [pin.id, n]));
  const counts = new Counts();
  for (const { pin, look } of entries) {
    for (const find of look.finds) {
      if (find.object !== null && !isGeneric(find.noun)) counts.add(pin.id, find, look);
    }
  }
  const ranked = counts
    .combinations(order)
    .filter(({ pinIds, lift }) => pinIds.length >= FEWEST_PINS && lift >= LEAST_LIFT)
    .sort((a, b) => b.score - a.score || (a.text < b.text ? -1 : 1));
  const kept = ranked.filter((each) => !ranked.some((other) => replaces(other, each)));
  const ofNoun = new Map<string, number>();
  return kept
    .filter(({ noun }) => {
      const nth = (ofNoun.get(noun) ?? 0) + 1;
      ofNoun.set(noun, nth);
      return nth <= MOST_OF_A_NOUN;
    })
    .slice(0, most);
}

/** Finds of a board, counted by pins: by noun, by word, and by noun with words. */
class Counts {
  readonly #nouns = new Map<string, Set<string>>();
  /** Finds, as `pin noun`, by word: what chance is reckoned from. */
  readonly #words = new Map<string, Set<string>>();
  readonly #finds = new Set<string>();
  readonly #combinations = new Map<
    string,
    Pick<Combination, 'noun' | 'words' | 'example'> & { pinIds: Set<string>; weight: number }
  >();

  add(pinId: string, find: Find, { width, height }: PinLook): void {
    const { noun } = find;
    const words = wordsOf(find);
    const named = `${pinId}\n${noun}`;
    this.#finds.add(named);
    put(this.#nouns, noun, pinId);
    for (const [role, word] of words) put(this.#words, keyOf([[role, word]]), named);
    const weight = find.object?.score ?? 0;
    for (const chosen of choicesOf(words)) {
      const key = `${noun}\n${keyOf(chosen)}`;
      const known = this.#combinations.get(key);
      const example = { pinId, find, image: { width, height } };
      if (!known) {
        const pinIds = new Set([pinId]);
        this.#combinations.set(key, {
          noun,
          words: Object.fromEntries(chosen),
          example,
          pinIds,
          weight,
        });
      } else {
        known.pinIds.add(pinId);
        if (weight > known.weight) Object.assign(known, { example, weight });
      }
    }
  }

  combinations(order: ReadonlyMap<string, number>): Combination[] {
    return [...this.#combinations.values()].map(({ noun, words, example, pinIds }) => {
      const ofNoun = this.#nouns.get(noun)?.size ?? 0;
      // By chance each word would come with the noun as often as with anything.
      const chance = ROLES.reduce((share, role) => {
        const word = words[role];
        if (word === undefined) return share;
        const withWord = this.#words.get(keyOf([[role, word]]))?.size ?? 0;
        return share * (withWord / this.#finds.size);
      }, 1);
      // One is added to both, so that what is rare is not taken for a habit.
      const lift = (pinIds.size + 1) / (ofNoun * chance + 1);
      return {
        noun,
        words,
        text: [...ROLES.flatMap((role) => wordSpoken(role, words[role])), noun].join(' '),
        pinIds: [...pinIds].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0)),
        lift,
        score: pinIds.size * Math.log2(1 + lift),
        example,
      };
    });
  }
}

/** The words of a find: of each role what the pin says of this thing, else what was seen. */
function wordsOf({ noun, object, terms }: Find): [Role, string][] {
  const said = (role: TermRole) =>
    terms.find((term) => term.role === role && term.field !== 'google')?.value;
  const seen = object?.colors[0];
  const color =
    said('color') ?? (seen === undefined || seen.family === 'multicolour' ? undefined : seen.name);
  const all: [Role, string | undefined][] = [
    ['style', said('style')],
    // A plant is green: nobody need be told.
    ['color', hasInherentColor(noun) ? undefined : color],
    ['pattern', said('pattern')],
    ['material', said('material') ?? object?.material ?? undefined],
  ];
  return all.flatMap(([role, word]): [Role, string][] =>
    word === undefined || isSaidBy(noun, word) ? [] : [[role, word]],
  );
}

/** A leather jacket need not be called leather once more. */
function isSaidBy(noun: string, word: string): boolean {
  const words = noun.split(' ');
  return word.split(' ').every((part) => words.includes(part));
}

/** One or two of the words, in every way. */
function choicesOf(words: readonly [Role, string][]): [Role, string][][] {
  const pairs = words.flatMap((a, i) => words.slice(i + 1).map((b) => [a, b]));
  return [...words.map((word) => [word]), ...pairs];
}

function wordSpoken(role: Role, word: string | undefined): string[] {
  if (word === undefined) return [];
  return [role === 'color' ? spokenColor(word) : word];
}

/** Whether a combination makes a shorter one needless, or a longer one that is a small part of it. */
function replaces(other: Combination, each: Combination): boolean {
  if (other === each || other.noun !== each.noun) return false;
  if (covers(other, each)) return other.pinIds.length >= each.pinIds.length * ABSORBED;
  return covers(each, other) && each.pinIds.length < other.pinIds.length * ABSORBED;
}

/** Whether a combination has all the words of another. */
function covers(long: Combination, short: Combination): boolean {
  return ROLES.every(
    (role) => short.words[role] === undefined || short.words[role] === long.words[role],
  );
}

function keyOf(words: readonly [Role, string][]): string {
  return words.map(([role, word]) => `${role}=${word}`).join('\n');
}

function put(map: Map<string, Set<string>>, key: string, value: string): void {
  const known = map.get(key);
  if (known) known.add(value);
  else map.set(key, new Set([value]));
}
