import type { BoundingBox, Swatch } from '../analysis.ts';
import type { RgbaImage } from '../vision/detector.ts';
import type { Mask } from '../vision/mask.ts';
import { cellsOf } from './cells.ts';
import { hexOf } from './color-names.ts';
import { foregroundOf, foregroundOfMask } from './foreground.ts';
import { gainsFor, inWhiteLight } from './illuminant.ts';
import { type Material, materialsOf } from './materials.ts';
import { joinSameNames, swatchOf } from './palette.ts';
import { isPatterned } from './pattern.ts';
import { withoutSkin } from './skin.ts';

/** Cells along the long side of the box and its surroundings. */
const GRID_SIDE = 72;

/** How far around the box its surroundings are looked at, as a fraction of its sides. */
const MARGIN = 0.2;

/** Colours of an object below this share are shadows, seams and highlights. */
const MIN_SHARE = 0.12;
const MAX_COLORS = 3;

/** From this share and CIELAB chroma on, a colour names a printed thing: a red shirt with hearts. */
const MIN_GROUND_SHARE = 0.6;
const MIN_GROUND_CHROMA = 35;

/** What is known of an object beside its place. */
export interface ObjectHints {
  /** Whether somebody may be wearing it, whose skin is not its colour. Default false. */
  worn?: boolean;
}

/**
 * The colours of the object in `box`, up to three, the largest share first; those of a
 * patterned thing under the family "multicolour". Empty where the box shows nothing.
 * @param box in fractions of the image
 * @param mask the object's own pixels; null where only its box is known, and the background
 *   has to be told from it by colour and place
 */
export function objectColors(
  image: RgbaImage,
  box: BoundingBox,
  mask: Mask | null,
  { worn = false }: ObjectHints = {},
): Swatch[] {
  const cells = cellsOf(image, expand(box), GRID_SIDE);
  const masked = mask ? foregroundOfMask(cells, mask) : null;
  const membership = masked?.some((value) => value > 0) ? masked : foregroundOf(cells, box);
  const gains = gainsFor(image);
  const seen = materialsOf(cells, membership);
  const materials = (worn ? withoutSkin(seen) : seen).map((material) => ({
    ...material,
    lab: inWhiteLight(material.lab, gains),
  }));
  const swatches = joinSameNames(
    materials.map(({ lab, share }) => swatchOf({ lab, hex: hexOf(lab) }, Math.min(1, share))),
  );
  const strong = swatches.filter(({ share }) => share >= MIN_SHARE);
  const shown = (strong.length > 0 ? strong : swatches.slice(0, 1)).slice(0, MAX_COLORS);
  return isPatterned(cells, membership) && !hasVividGround(materials)
    ? shown.map((swatch) => ({ ...swatch, family: 'multicolour' as const }))
    : shown;
}

function hasVividGround([main]: readonly Material[]): boolean {
  return (
    main !== undefined &&
    main.share >= MIN_GROUND_SHARE &&
    Math.hypot(main.lab.a, main.lab.b) >= MIN_GROUND_CHROMA
  );
}

function expand(box: BoundingBox): BoundingBox {
  const x = Math.max(0, box.x - box.width * MARGIN);
  const y = Math.max(0, box.y - box.height * MARGIN);
  return {
    x,
    y,
    width: Math.min(1, box.x + box.width * (1 + MARGIN)) - x,
    height: Math.min(1, box.y + box.height * (1 + MARGIN)) - y,
  };
}
