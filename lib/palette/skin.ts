import type { Lab65 } from 'culori/fn';
import type { Material } from './materials.ts';

/**
 * Skin of every tone has nearly one hue: melanin and blood change its lightness far more. The
 * bounds hold the tones of the Monk Skin Tone scale but the very palest, which are whites.
 * Degrees, and CIELAB chroma by L* + 16, to which light on one surface keeps it in proportion.
 */
const HUE = { min: 25, max: 84 };
const CHROMA = { min: 0.12, max: 0.5 };
const LIGHTNESS = { min: 12, max: 90 };

/** More of a picture of clothes than this is not the wearer's skin but a camel coat. */
const MAX_SKIN = 0.6;

/** The clothes must be left with at least this part. */
const MIN_CLOTH = 0.25;

/** Whether a colour may be that of someone's skin, whatever its tone. Wood and leather are too. */
export function isSkinLike({ l, a, b }: Lab65): boolean {
  const hue = (Math.atan2(b, a) * 180) / Math.PI;
  const chroma = Math.hypot(a, b) / (l + 16);
  return (
    hue >= HUE.min &&
    hue <= HUE.max &&
    chroma >= CHROMA.min &&
    chroma <= CHROMA.max &&
    l >= LIGHTNESS.min &&
    l <= LIGHTNESS.max
  );
}

/**
 * A garment's materials without its wearer's skin, shares made whole again; as they were
 * where the garment itself may be of that colour.
 */
export function withoutSkin(materials: readonly Material[]): Material[] {
  const cloth = materials.filter(({ lab }) => !isSkinLike(lab));
  const share = cloth.reduce((sum, material) => sum + material.share, 0);
  const total = materials.reduce((sum, material) => sum + material.share, 0);
  if (share < MIN_CLOTH || total - share > MAX_SKIN) return [...materials];
  return cloth.map((material) => ({ ...material, share: (material.share / share) * total }));
}
