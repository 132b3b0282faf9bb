import type { Swatch } from '../analysis.ts';
import type { RgbaImage } from '../vision/detector.ts';
import { type ColorCluster, clusterColors } from './clusters.ts';
import { labOf, nameColor } from './color-names.ts';
import { samplePixels } from './sample.ts';

const WHOLE_IMAGE = { x: 0, y: 0, width: 1, height: 1 };

/** Enough pixels that a share of 1 % rests on more than a hundred of them. */
const SAMPLE_PIXELS = 16_384;

/** As many swatches as fit one strip with room for a finger. */
const MAX_SWATCHES = 7;

/** A smaller share is noise, unless the colour is vivid enough to be an accent. */
const MIN_SHARE = 0.02;
const MIN_ACCENT_SHARE = 0.006;

/** Chroma in CIELAB from which a colour catches the eye. */
const ACCENT_CHROMA = 35;

/** The colours of a whole image, the largest share first; shares are of all its pixels. */
export async function extractPalette(image: RgbaImage): Promise<Swatch[]> {
  const clusters = await clusterColors(samplePixels(image, WHOLE_IMAGE, SAMPLE_PIXELS));
  const total = clusters.reduce((sum, cluster) => sum + cluster.pixels, 0);
  const swatches = clusters.map((cluster) => swatchOf(cluster, cluster.pixels / total));
  return joinSameNames(swatches).filter(isWorthShowing).slice(0, MAX_SWATCHES);
}

/**
 * Swatches of one name as one, in the hex of the largest, their shares added up: two that
 * a shop calls the same are one colour to a shopper. Expects and keeps falling shares.
 */
export function joinSameNames(swatches: readonly Swatch[]): Swatch[] {
  const joined = new Map<string, Swatch>();
  for (const swatch of swatches) {
    const known = joined.get(swatch.name);
    joined.set(
      swatch.name,
      known ? { ...known, share: Math.min(1, known.share + swatch.share) } : swatch,
    );
  }
  return [...joined.values()].sort((a, b) => b.share - a.share);
}

/** A cluster as a swatch with its shop name; `share` is of the area it was found in. */
export function swatchOf(cluster: Pick<ColorCluster, 'hex' | 'lab'>, share: number): Swatch {
  return { hex: cluster.hex, ...nameColor(cluster.lab), share };
}

function isWorthShowing({ hex, share }: Swatch): boolean {
  const lab = labOf(hex);
  const isAccent = Math.hypot(lab.a, lab.b) >= ACCENT_CHROMA;
  return share >= (isAccent ? MIN_ACCENT_SHARE : MIN_SHARE);
}
