import type { Lab65 } from 'culori/fn';
import { WHOLE_IMAGE } from '../geometry.ts';
import type { RgbaImage } from '../vision/detector.ts';
import { cellsOf, NO_COLOR } from './cells.ts';
import { labOfLinear, linearOf } from './color-names.ts';

/** Gains for linear red, green and blue under which the light of a scene is white and bright. */
export type Gains = readonly [red: number, green: number, blue: number];

/** Cells along the picture's long side: the light of a room is a matter of large areas. */
const GRID_SIDE = 48;

/** What may be a white surface: nearly as light as the lightest, and hardly coloured. */
const WHITE = { minLightness: 55, belowLightest: 14, maxChroma: 20 };

/** Below this part of the picture, light surfaces are things and say nothing of the light. */
const MIN_EVIDENCE = 0.12;

/** Above this part there is nothing to compare: the picture may well be of a beige cloth. */
const MAX_EVIDENCE = 0.97;

/** The lightest part of the picture that is not looked at: lamps, windows, reflections. */
const GLARE = 0.02;

/** How much of a cast is taken away: more than half of what looks like one is paint. */
const CAST_STRENGTH = 0.4;
const BRIGHTNESS_STRENGTH = 0.6;

/** Lightness of a white wall or sheet in a well-exposed photo. */
const WHITE_LIGHTNESS = 95;

/** A picture is not made brighter than by this factor. */
const MAX_GAIN = 1.9;

const NO_GAINS: Gains = [1, 1, 1];

const known = new WeakMap<RgbaImage, Gains>();

/**
 * The gains that undo the light of the picture's scene, told from its large, light and almost
 * colourless surfaces (a white patch, held to what is near neutral); all 1 where there are
 * none, as in a picture all of wood. Remembered for as long as the image lives.
 */
export function gainsFor(image: RgbaImage): Gains {
  const before = known.get(image);
  if (before) return before;
  const gains = estimateGains(image);
  known.set(image, gains);
  return gains;
}

/** A colour as it would look in white light: von Kries scaling in linear RGB. */
export function inWhiteLight(lab: Lab65, [red, green, blue]: Gains): Lab65 {
  const [r, g, b] = linearOf(lab);
  const scaled = [r * red, g * green, b * blue] as const;
  // Held within the screen's range without a change of hue.
  const over = Math.max(1, ...scaled);
  return labOfLinear(scaled[0] / over, scaled[1] / over, scaled[2] / over);
}

function estimateGains(image: RgbaImage): Gains {
  const { indices, colors } = cellsOf(image, WHOLE_IMAGE, GRID_SIDE);
  const counts = new Array<number>(colors.length).fill(0);
  let total = 0;
  for (const color of indices) {
    if (color === NO_COLOR) continue;
    counts[color] = (counts[color] ?? 0) + 1;
    total++;
  }
  const surfaces = colors
    .map((lab, i) => ({ lab, share: (counts[i] ?? 0) / total }))
    .sort((p, q) => q.lab.l - p.lab.l);
  let glare = 0;
  const lightest = surfaces.find(({ share }) => {
    glare += share;
    return glare > GLARE;
  })?.lab.l;
  if (lightest === undefined) return NO_GAINS;
  const minLightness = Math.max(WHITE.minLightness, lightest - WHITE.belowLightest);
  const white = surfaces.filter(
    ({ lab }) => lab.l >= minLightness && Math.hypot(lab.a, lab.b) <= WHITE.maxChroma,
  );
  const evidence = white.reduce((sum, { share }) => sum + share, 0);
  if (evidence < MIN_EVIDENCE || evidence > MAX_EVIDENCE) return NO_GAINS;
  const sum: [number, number, number] = [0, 0, 0];
  for (const { lab, share } of white) {
    for (const [i, value] of linearOf(lab).entries()) sum[i] = (sum[i] ?? 0) + value * share;
  }
  const [red, green, blue] = sum.map((value) => Math.max(0.02, value / evidence));
  if (red === undefined || green === undefined || blue === undefined) return NO_GAINS;
  // Rec. 709 luminance.
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  const target = ((WHITE_LIGHTNESS + 16) / 116) ** 3;
  const brighter = Math.min(MAX_GAIN, Math.max(1, target / luminance)) ** BRIGHTNESS_STRENGTH;
  const gain = (channel: number) => brighter * (luminance / channel) ** CAST_STRENGTH;
  return [gain(red), gain(green), gain(blue)];
}
