import type { Lab65 } from 'culori/fn';
import type { Swatch } from '../../analysis.ts';
import { colorDifference, labOf } from '../../palette/color-names.ts';
import { joinSameNames, swatchOf } from '../../palette/palette.ts';
import type { BoardEntry } from './board-entry.ts';

/** A colour of a board; `share` is of all its pictures together, each counting the same. */
export interface BoardSwatch extends Swatch {
  /** The pins that show it, in the board's order. */
  pinIds: string[];
}

/** The side of a bin in CIELAB: colours within one are hardly told apart. */
const BIN = 4;

/** Clusters closer than this are one colour of a board: it spans more light than one picture does. */
const SAME_COLOR_DIFFERENCE = 11;

const ROUNDS = 3;

/** As many as fit one strip with their names. */
const MOST_SWATCHES = 10;

/** A smaller share is noise, unless the colour is vivid and comes back. */
const LEAST_SHARE = 0.02;
const LEAST_ACCENT_SHARE = 0.004;
const ACCENT_CHROMA = 35;
const ACCENT_PINS = 3;

/**
 * The colours of a board, the largest share first: the swatches of its pins, grouped in CIELAB by
 * CIEDE2000. Swatches are first put into bins, so that a thousand pins take no longer than fifty;
 * the largest bins seed the groups, and a few rounds move each bin to the group it is nearest to.
 */
export function boardPaletteOf(entries: readonly BoardEntry[]): BoardSwatch[] {
  const shown = entries.filter(({ look }) => look.palette.length > 0);
  const bins = binsOf(shown);
  let groups: Bin[][] = [];
  for (const bin of bins) {
    const same = groups.find(
      ([seed]) => seed && colorDifference(seed.lab, bin.lab) < SAME_COLOR_DIFFERENCE,
    );
    if (same) same.push(bin);
    else groups.push([bin]);
  }
  for (let round = 0; round < ROUNDS; round++) {
    const means = groups.map(meanOf);
    const moved: Bin[][] = means.map(() => []);
    for (const bin of bins) moved[nearest(means, bin.lab)]?.push(bin);
    groups = moved.filter((group) => group.length > 0);
  }
  const order = new Map(shown.map(({ pin }, n) => [pin.id, n]));
  const pinsByName = new Map<string, Set<string>>();
  const swatches = groups
    .map((group) => {
      const share = group.reduce((sum, { weight }) => sum + weight, 0) / shown.length;
      const swatch = swatchOf(standing(group), Math.min(1, share));
      const pins = pinsByName.get(swatch.name) ?? new Set();
      for (const { pinIds } of group) for (const id of pinIds) pins.add(id);
      pinsByName.set(swatch.name, pins);
      return swatch;
    })
    .sort((a, b) => b.share - a.share);
  return joinSameNames(swatches)
    .map((swatch) => ({
      ...swatch,
      pinIds: [...(pinsByName.get(swatch.name) ?? [])].sort(
        (a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0),
      ),
    }))
    .filter(isWorthShowing)
    .slice(0, MOST_SWATCHES);
}

/** Swatches that look alike. */
interface Bin {
  /** The swatch of the largest share. */
  hex: string;
  lab: Lab65;
  largest: number;
  /** The shares of all its swatches, added up. */
  weight: number;
  pinIds: Set<string>;
}

/** The bins of all swatches, the heaviest first. */
function binsOf(entries: readonly BoardEntry[]): Bin[] {
  const bins = new Map<string, Bin>();
  for (const { pin, look } of entries) {
    const total = look.palette.reduce((sum, { share }) => sum + share, 0);
    for (const { hex, share } of look.palette) {
      const lab = labOf(hex);
      const weight = total === 0 ? 0 : share / total;
      const key = [lab.l, lab.a, lab.b].map((value) => Math.round(value / BIN)).join();
      const known = bins.get(key);
      if (!known) bins.set(key, { hex, lab, largest: weight, weight, pinIds: new Set([pin.id]) });
      else {
        if (weight > known.largest) Object.assign(known, { hex, lab, largest: weight });
        known.weight += weight;
        known.pinIds.add(pin.id);
      }
    }
  }
  return [...bins.values()].sort((a, b) => b.weight - a.weight);
}

function meanOf(group: readonly Bin[]): Lab65 {
  const total = group.reduce((sum, { weight }) => sum + weight, 0) || 1;
  const mean = (read: (lab: Lab65) => number) =>
    group.reduce((sum, { lab, weight }) => sum + read(lab) * weight, 0) / total;
  return {
    mode: 'lab65',
    l: mean(({ l }) => l),
    a: mean(({ a }) => a),
    b: mean(({ b }) => b),
  };
}

/** A colour that is in the pictures, not the mud between them: the heaviest bin's. */
function standing(group: readonly Bin[]): Bin {
  return group.reduce((best, bin) => (bin.weight > best.weight ? bin : best));
}

/** By plain distance in CIELAB: groups lie far enough apart for it, and it takes a tenth of the time. */
function nearest(means: readonly Lab65[], { l, a, b }: Lab65): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const [i, mean] of means.entries()) {
    const distance = (mean.l - l) ** 2 + (mean.a - a) ** 2 + (mean.b - b) ** 2;
    if (distance < least) [best, least] = [i, distance];
  }
  return best;
}

function isWorthShowing({ hex, share, pinIds }: BoardSwatch): boolean {
  const { a, b } = labOf(hex);
  const isAccent = Math.hypot(a, b) >= ACCENT_CHROMA && pinIds.length >= ACCENT_PINS;
  return share >= (isAccent ? LEAST_ACCENT_SHARE : LEAST_SHARE);
}
