import {
  converter,
  differenceCiede2000,
  formatHex,
  type Lab65,
  modeLab65,
  modeLrgb,
  modeRgb,
  nearest,
  useMode,
} from 'culori/fn';
import * as v from 'valibot';
import shopColors from '../../assets/shop-colors.json' with { type: 'json' };
import { COLOR_FAMILIES, type ColorFamily } from '../analysis.ts';

useMode(modeRgb);
useMode(modeLrgb);
useMode(modeLab65);

/** The name a shop gives a colour, and the basic family it belongs to. */
export interface ColorName {
  name: string;
  family: ColorFamily;
}

/**
 * Names that shops use, each with the hex values at which it is at home. Every hex is an
 * entry of the npm package color-name-list (MIT); which of its entries stands for which
 * shop name is our choice.
 */
const SHOP_COLORS = v.parse(
  v.array(
    v.object({
      name: v.string(),
      family: v.picklist(COLOR_FAMILIES),
      anchors: v.array(v.pipe(v.string(), v.hexColor())),
    }),
  ),
  shopColors,
);

const toLab65 = converter('lab65');
const toLinearRgb = converter('lrgb');
const ciede2000 = differenceCiede2000();

interface Anchor {
  color: Lab65;
  name: ColorName;
}

const ANCHORS: Anchor[] = SHOP_COLORS.flatMap(({ name, family, anchors }) =>
  anchors.flatMap((hex) => {
    const color = toLab65(hex);
    return color ? [{ color, name: { name, family } }] : [];
  }),
);

const nearestAnchors = nearest(ANCHORS, ciede2000, (anchor) => anchor.color);

/** A colour's coordinates in CIELAB (D65). `hex` is `#rrggbb`; anything else is a RangeError. */
export function labOf(hex: string): Lab65 {
  const lab = toLab65(hex);
  if (!lab) throw new RangeError(`not a colour: ${hex}`);
  return lab;
}

/** The same of an sRGB colour with channels in [0, 255], which need not be whole numbers. */
export function labOfRgb(red: number, green: number, blue: number): Lab65 {
  return toLab65({ mode: 'rgb', r: red / 255, g: green / 255, b: blue / 255 });
}

/** Linear red, green and blue of a colour, each about in [0, 1]. */
export function linearOf(color: Lab65): [red: number, green: number, blue: number] {
  const { r, g, b } = toLinearRgb(color);
  return [r, g, b];
}

/** The colour of linear red, green and blue in [0, 1]. */
export function labOfLinear(r: number, g: number, b: number): Lab65 {
  return toLab65({ mode: 'lrgb', r, g, b });
}

/** `#rrggbb` of a colour, each channel held within sRGB. */
export function hexOf(color: Lab65): string {
  return formatHex(color);
}

/** CIEDE2000 difference of two CIELAB colours; about 2 is just noticeable side by side. */
export function colorDifference(a: Lab65, b: Lab65): number {
  return ciede2000(a, b);
}

/** The shop name whose anchor is nearest to `color` by CIEDE2000. */
export function nameColor(color: Lab65 | string): ColorName {
  const [anchor] = nearestAnchors(typeof color === 'string' ? labOf(color) : color);
  if (!anchor) throw new RangeError(`no name for ${String(color)}`);
  return anchor.name;
}
