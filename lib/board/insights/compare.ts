import { colorDifference, labOf } from '../../palette/color-names.ts';
import type { BoardEntry, Shared } from './board-entry.ts';
import { Tally } from './board-entry.ts';
import type { BoardSwatch } from './board-palette.ts';
import type { BoardInsights } from './insights.ts';
import { type Keyword, weighed } from './keywords.ts';

/** How much of two boards' pins have something, each as a share in [0, 1]. */
export interface Contrast {
  value: string;
  first: number;
  second: number;
}

/** What two boards have in common, and what sets each apart from the other. */
export interface BoardComparison {
  /** Words and phrases that the first board says and the second hardly does, and the reverse. */
  onlyFirst: Keyword[];
  onlySecond: Keyword[];
  /** The widest differences first. */
  objects: Contrast[];
  styles: Contrast[];
  materials: Contrast[];
  scenes: Contrast[];
  /** What is in both, what both have most of first. */
  common: { objects: Contrast[]; styles: Contrast[]; materials: Contrast[] };
  /** How much of the area of their pictures is in colours that both have, in [0, 1]. */
  sharedPalette: number;
}

/** A board with what it says. */
export interface ComparedBoard {
  entries: readonly BoardEntry[];
  insights: BoardInsights;
}

const MOST_KEYWORDS = 15;
const MOST_CONTRASTS = 12;

/** Below this share in both boards a difference is chance. */
const LEAST_SHARE = 0.05;

/** A smaller difference sets nobody apart. */
const LEAST_DIFFERENCE = 0.1;

/** Colours of two boards that are nearer than this are the same to a decorator (CIEDE2000). */
const SAME_COLOR_DIFFERENCE = 14;

/** Compares two boards. Each needs pins that were looked at, else nothing is said of it. */
export function compareBoards(first: ComparedBoard, second: ComparedBoard): BoardComparison {
  const [wordsOfFirst, wordsOfSecond] = [wordCounts(first), wordCounts(second)];
  const contrasts = (read: (insights: BoardInsights) => readonly Shared[]) =>
    contrastsOf(read(first.insights), read(second.insights), [
      first.entries.length,
      second.entries.length,
    ]);
  const objects = contrasts((insights) =>
    insights.objects.map(({ noun, pinIds }) => ({ value: noun, pinIds })),
  );
  const styles = contrasts(({ traits }) => traits.styles);
  const materials = contrasts(({ traits }) => traits.materials);
  return {
    onlyFirst: apart(wordsOfFirst, wordsOfSecond, first.entries.length, second.entries.length),
    onlySecond: apart(wordsOfSecond, wordsOfFirst, second.entries.length, first.entries.length),
    objects: widest(objects),
    styles: widest(styles),
    materials: widest(materials),
    scenes: widest(contrasts(({ traits }) => traits.scenes)),
    common: { objects: inBoth(objects), styles: inBoth(styles), materials: inBoth(materials) },
    sharedPalette:
      (shareIn(first.insights.palette, second.insights.palette) +
        shareIn(second.insights.palette, first.insights.palette)) /
      2,
  };
}

function wordCounts({ entries }: ComparedBoard): Map<string, Shared> {
  const tally = new Tally();
  for (const { pin, look } of entries) {
    tally.add(pin.id, look.words);
    tally.add(pin.id, look.phrases);
  }
  return new Map(tally.all().map((shared) => [shared.value, shared]));
}

/** From 1.96 on, by chance alone one word in forty would get as far. */
const LEAST_SCORE = 1.96;

const FEWEST_PINS = 2;

/** The words of a board weighed against those of the other, as keywords are against all pins. */
function apart(
  own: ReadonlyMap<string, Shared>,
  others: ReadonlyMap<string, Shared>,
  total: number,
  totalOfOthers: number,
): Keyword[] {
  return [...own.values()]
    .filter(({ pinIds }) => pinIds.length >= FEWEST_PINS)
    .map((shared) => {
      const count = others.get(shared.value)?.pinIds.length ?? 0;
      return weighed(shared, total, (count + 0.5) / (totalOfOthers + 1));
    })
    .filter(({ score }) => score >= LEAST_SCORE)
    .sort((a, b) => b.score - a.score || (a.value < b.value ? -1 : 1))
    .slice(0, MOST_KEYWORDS);
}

function contrastsOf(
  first: readonly Shared[],
  second: readonly Shared[],
  [pinsOfFirst, pinsOfSecond]: readonly [number, number],
): Contrast[] {
  const shares = (all: readonly Shared[], pins: number) =>
    new Map(all.map(({ value, pinIds }) => [value, pins === 0 ? 0 : pinIds.length / pins]));
  const [a, b] = [shares(first, pinsOfFirst), shares(second, pinsOfSecond)];
  return [...new Set([...a.keys(), ...b.keys()])]
    .map((value) => ({ value, first: a.get(value) ?? 0, second: b.get(value) ?? 0 }))
    .filter((each) => Math.max(each.first, each.second) >= LEAST_SHARE);
}

/** Those in which the boards differ most. */
function widest(contrasts: readonly Contrast[]): Contrast[] {
  const difference = ({ first, second }: Contrast) => Math.abs(first - second);
  return mostBy(
    contrasts.filter((each) => difference(each) >= LEAST_DIFFERENCE),
    difference,
  );
}

/** Those that both boards have most of. */
function inBoth(contrasts: readonly Contrast[]): Contrast[] {
  return mostBy(
    contrasts.filter((each) => Math.min(each.first, each.second) >= LEAST_SHARE),
    ({ first, second }) => Math.min(first, second),
  );
}

function mostBy(contrasts: readonly Contrast[], measure: (each: Contrast) => number): Contrast[] {
  return [...contrasts]
    .sort((x, y) => measure(y) - measure(x) || (x.value < y.value ? -1 : 1))
    .slice(0, MOST_CONTRASTS);
}

/** How much of a palette is in colours that another has, too. */
function shareIn(palette: readonly BoardSwatch[], other: readonly BoardSwatch[]): number {
  const total = palette.reduce((sum, { share }) => sum + share, 0);
  const common = palette
    .filter(({ hex }) =>
      other.some(
        (swatch) => colorDifference(labOf(hex), labOf(swatch.hex)) < SAME_COLOR_DIFFERENCE,
      ),
    )
    .reduce((sum, { share }) => sum + share, 0);
  return total === 0 ? 0 : common / total;
}
