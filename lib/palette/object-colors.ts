import type { BoundingBox, Swatch } from '../analysis.ts';
import type { RgbaImage } from '../vision/detector.ts';
import { type ColorCluster, clusterColors } from './clusters.ts';
import { colorDifference } from './color-names.ts';
import { joinSameNames, swatchOf } from './palette.ts';
import { samplePixels } from './sample.ts';

const SAMPLE_PIXELS = 4_096;

/** How far around the box its surroundings are looked at, as a fraction of its sides. */
const MARGIN = 0.15;

/** Where the box touches the image's edge, this outer band of the box stands in for it. */
const INNER_BAND = 0.06;

/** A cluster of the box within this CIEDE2000 of one of the surroundings is its continuation. */
const SAME_COLOR_DIFFERENCE = 10;

/** Colours of an object below this share are shadows, seams and highlights. */
const MIN_SHARE = 0.12;
const MAX_COLORS = 3;

/**
 * The colours of the object in `box`, up to three, the largest share first. Colours that go
 * on around the box belong to its background and count only as far as the box holds more
 * of them than its surroundings. Pixels near the box's corners are left out: few objects
 * reach there.
 */
export async function objectColors(image: RgbaImage, box: BoundingBox): Promise<Swatch[]> {
  const [ellipse, around] = await Promise.all([
    clusterColors(samplePixels(image, box, SAMPLE_PIXELS, insideEllipse(box))),
    clusterColors(samplePixels(image, expand(box), SAMPLE_PIXELS, outsideCore(box))),
  ]);
  // No pixel's centre need lie in the ellipse of a box that is a pixel or two wide.
  const inside =
    ellipse.length > 0 ? ellipse : await clusterColors(samplePixels(image, box, SAMPLE_PIXELS));
  const insideTotal = pixelsOf(inside);
  const aroundTotal = pixelsOf(around);
  const own = inside
    .map((cluster) => {
      const share = cluster.pixels / insideTotal;
      const shared = around
        .filter((other) => colorDifference(other.lab, cluster.lab) < SAME_COLOR_DIFFERENCE)
        .reduce((sum, other) => sum + other.pixels / aroundTotal, 0);
      return { cluster, share, weight: Math.max(0, share - shared) };
    })
    .sort((a, b) => b.weight - a.weight);

  const ownTotal = own.reduce((sum, color) => sum + color.weight, 0);
  // Nothing stands out: the object has the colour of what is around it.
  const ranked =
    ownTotal > 0.05
      ? own
          .filter(({ weight }) => weight > 0)
          .map(({ cluster, weight }) => ({ cluster, share: weight / ownTotal }))
      : own.sort((a, b) => b.share - a.share);
  const swatches = joinSameNames(ranked.map(({ cluster, share }) => swatchOf(cluster, share)));
  const strong = swatches.filter(({ share }) => share >= MIN_SHARE);
  return (strong.length > 0 ? strong : swatches.slice(0, 1)).slice(0, MAX_COLORS);
}

function pixelsOf(clusters: readonly ColorCluster[]): number {
  return clusters.reduce((sum, cluster) => sum + cluster.pixels, 0);
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

function insideEllipse(box: BoundingBox) {
  return (x: number, y: number) =>
    Math.hypot((x - box.x) / box.width - 0.5, (y - box.y) / box.height - 0.5) <= 0.5;
}

function outsideCore(box: BoundingBox) {
  return (x: number, y: number) => {
    const u = (x - box.x) / box.width;
    const v = (y - box.y) / box.height;
    return Math.min(u, v, 1 - u, 1 - v) < INNER_BAND;
  };
}
