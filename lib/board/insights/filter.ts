import type { Lab65 } from 'culori/fn';
import { colorDifference, labOf } from '../../palette/color-names.ts';
import { ancestorsOf } from '../../vision/vocabulary.ts';
import type { BoardEntry } from './board-entry.ts';
import { materialsOf, roomsOf, stylesOf } from './traits.ts';

/** What pins to show: those that have all of it. */
export interface BoardFilter {
  /** Things, by noun; a broader noun finds its kinds. */
  nouns: readonly string[];
  /** Colours as `#rrggbb`, each with how far from it is near enough (CIEDE2000). */
  colors: readonly { hex: string; within: number }[];
  /** Words or phrases as `keywordsOf` gives them. */
  keywords: readonly string[];
  styles: readonly string[];
  materials: readonly string[];
  rooms: readonly string[];
  scenes: readonly string[];
}

export const NO_FILTER: BoardFilter = {
  nouns: [],
  colors: [],
  keywords: [],
  styles: [],
  materials: [],
  rooms: [],
  scenes: [],
};

/** What is asked for by its word alone. */
export const WORD_FILTERS = [
  'nouns',
  'keywords',
  'styles',
  'materials',
  'rooms',
  'scenes',
] as const satisfies (keyof BoardFilter)[];
export type WordFilter = (typeof WORD_FILTERS)[number];

/** How many things a filter asks for. */
export function demandsOf(filter: BoardFilter): number {
  return Object.values(filter).reduce((sum, { length }) => sum + length, 0);
}

/** The filter that asks for a word where it did not, and no more where it did. */
export function withWord(filter: BoardFilter, kind: WordFilter, word: string): BoardFilter {
  const words = filter[kind];
  return {
    ...filter,
    [kind]: words.includes(word) ? words.filter((other) => other !== word) : [...words, word],
  };
}

/** The same for a colour, which is to be near in the usual way. */
export function withColor(filter: BoardFilter, hex: string): BoardFilter {
  const { colors } = filter;
  return {
    ...filter,
    colors: colors.some((color) => color.hex === hex)
      ? colors.filter((color) => color.hex !== hex)
      : [...colors, { hex, within: NEARNESS.usual }],
  };
}

/** The filter with how near a colour that it asks for has to be. */
export function withNearness(filter: BoardFilter, hex: string, within: number): BoardFilter {
  const colors = filter.colors.map((color) => (color.hex === hex ? { hex, within } : color));
  return { ...filter, colors };
}

/** How near a colour may be chosen to be: from hardly to be told apart to the same family. */
export const NEARNESS = { least: 3, usual: 12, most: 40 } as const;

/** A swatch of a picture counts from this share of it on; that of a thing always does. */
const LEAST_SHARE = 0.02;

/** A thing's swatch from this share of the thing on. */
const LEAST_SHARE_OF_THING = 0.2;

/** A board made ready to be filtered again and again. */
export interface BoardIndex {
  /**
   * The places in the board of the pins that have all that a filter asks for, in their order. Where
   * things and colours are asked for, the colours must be of one of those things.
   */
  matches(filter: BoardFilter): number[];
}

interface Thing {
  nouns: ReadonlySet<string>;
  colors: readonly Lab65[];
}

/** A pin as filters see it. */
interface Indexed {
  things: readonly Thing[];
  colors: readonly Lab65[];
  words: Readonly<Record<Exclude<WordFilter, 'nouns'>, ReadonlySet<string>>>;
}

/** Prepares a board for filtering. What takes long is done here, or once for each new colour. */
export function indexBoard(entries: readonly BoardEntry[]): BoardIndex {
  const pins = entries.map(indexed);
  const colors = new Distances();
  return {
    matches(filter) {
      const found: number[] = [];
      for (const [n, pin] of pins.entries()) if (isMatch(pin, filter, colors)) found.push(n);
      return found;
    },
  };
}

function isMatch(pin: Indexed, filter: BoardFilter, colors: Distances): boolean {
  const { nouns } = filter;
  const hasWords = WORD_FILTERS.every(
    (kind) => kind === 'nouns' || filter[kind].every((word) => pin.words[kind].has(word)),
  );
  if (!hasWords) return false;
  const isNear = (shown: readonly Lab65[]) =>
    filter.colors.every(({ hex, within }) =>
      shown.some((color) => colors.between(hex, color) <= within),
    );
  if (nouns.length === 0) return isNear(pin.colors);
  return nouns.every((noun) =>
    pin.things.some((thing) => thing.nouns.has(noun) && isNear(thing.colors)),
  );
}

function indexed(entry: BoardEntry): Indexed {
  const { look } = entry;
  const things = look.finds.map(({ noun, object }) => ({
    nouns: new Set([noun, ...ancestorsOf(noun)]),
    colors: (object?.colors ?? [])
      .filter(({ share }) => share >= LEAST_SHARE_OF_THING)
      .map(({ hex }) => shared(hex)),
  }));
  return {
    things,
    colors: [
      ...look.palette.filter(({ share }) => share >= LEAST_SHARE).map(({ hex }) => shared(hex)),
      ...things.flatMap((thing) => thing.colors),
    ],
    words: {
      keywords: new Set([...look.words, ...look.phrases]),
      styles: new Set(stylesOf(entry)),
      materials: new Set(materialsOf(entry)),
      rooms: new Set(roomsOf(entry)),
      scenes: new Set(look.scene === null ? [] : [look.scene]),
    },
  };
}

const known = new Map<string, Lab65>();

/** One object for each colour, so that its distances are reckoned once. */
function shared(hex: string): Lab65 {
  const lab = known.get(hex) ?? labOf(hex);
  if (known.size < MOST_KNOWN) known.set(hex, lab);
  return lab;
}

const MOST_KNOWN = 50_000;

/** Distances between chosen colours and those of the board, each reckoned once. */
class Distances {
  readonly #byHex = new Map<string, { lab: Lab65; to: WeakMap<Lab65, number> }>();

  between(hex: string, color: Lab65): number {
    const chosen = this.#byHex.get(hex) ?? { lab: labOf(hex), to: new WeakMap() };
    this.#byHex.set(hex, chosen);
    const reckoned = chosen.to.get(color);
    if (reckoned !== undefined) return reckoned;
    const distance = colorDifference(chosen.lab, color);
    chosen.to.set(color, distance);
    return distance;
  }
}
