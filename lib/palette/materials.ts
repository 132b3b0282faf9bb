import type { Lab65 } from 'culori/fn';
import { type Cells, NO_COLOR } from './cells.ts';

/** Cells of one colour under more or less light: a cloth, a leather, a print's ground. */
export interface Material {
  /** The colour as it looks where light falls on it. */
  lab: Lab65;
  /** Part of the object, in [0, 1]. */
  share: number;
  /** Indices of the cells' colours that it unites. */
  colors: number[];
}

/** What a difference in lightness counts beside one in hue: folds and shadows change lightness. */
const LIGHTNESS_WEIGHT = 0.33;

/** Colours nearer than this are one material in other light; tuned on labelled photos. */
const SAME_MATERIAL = 13;

/** The part of a material, from its dark end, that is taken for shadow. */
const SHADOW = 0.4;

/** CIELAB chroma that makes a colour count double: gloss and haze only ever take chroma away. */
const GLOSS_CHROMA = 4;

/**
 * The materials of an object, the largest share first: its colours joined wherever light
 * and shadow explain how they differ.
 * @param membership how much each cell belongs to the object, in [0, 1]
 */
export function materialsOf({ indices, colors }: Cells, membership: Float32Array): Material[] {
  const weights = new Float64Array(colors.length);
  for (let i = 0; i < indices.length; i++) {
    const color = indices[i] ?? NO_COLOR;
    if (color !== NO_COLOR) weights[color] = (weights[color] ?? 0) + (membership[i] ?? 0);
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return [];
  const parts = colors
    .map((lab, index) => ({ lab, index, weight: weights[index] ?? 0 }))
    .filter(({ weight }) => weight > 0)
    .sort((p, q) => q.weight - p.weight);
  const groups: (typeof parts)[] = [];
  for (const part of parts) {
    const same = groups.find(
      ([seed]) => seed && shadeDifference(seed.lab, part.lab) < SAME_MATERIAL,
    );
    if (same) same.push(part);
    else groups.push([part]);
  }
  return groups
    .map((group) => ({
      lab: lit(group),
      share: group.reduce((sum, { weight }) => sum + weight, 0) / total,
      colors: group.map(({ index }) => index),
    }))
    .sort((p, q) => q.share - p.share);
}

/**
 * How unlike two colours are beyond what more or less light on one thing explains. In CIELAB
 * less light scales L* + 16, a* and b* by one factor (all are cube roots of the light's
 * amount), so the hue's part is compared at equal lightness.
 */
export function shadeDifference(p: Lab65, q: Lab65): number {
  const light = (p.l + q.l) / 2 + 16;
  const hue = (value: 'a' | 'b') => (p[value] / (p.l + 16) - q[value] / (q.l + 16)) * light;
  return Math.hypot(LIGHTNESS_WEIGHT * (p.l - q.l), hue('a'), hue('b'));
}

/** The mean of the lighter part of a group, the more vivid the more it counts. */
function lit(group: readonly { lab: Lab65; weight: number }[]): Lab65 {
  const total = group.reduce((sum, { weight }) => sum + weight, 0);
  let dark = total * SHADOW;
  const sum = { l: 0, a: 0, b: 0, weight: 0 };
  for (const { lab, weight } of [...group].sort((p, q) => p.lab.l - q.lab.l)) {
    const counted = Math.max(0, weight - dark) * (1 + Math.hypot(lab.a, lab.b) / GLOSS_CHROMA);
    dark = Math.max(0, dark - weight);
    sum.l += lab.l * counted;
    sum.a += lab.a * counted;
    sum.b += lab.b * counted;
    sum.weight += counted;
  }
  return { mode: 'lab65', l: sum.l / sum.weight, a: sum.a / sum.weight, b: sum.b / sum.weight };
}
