import type { BoundingBox } from '../analysis.ts';
import { clipToImage } from '../geometry.ts';
import { objectColors } from '../palette/object-colors.ts';
import type { Region } from '../region.ts';
import type { RgbaImage } from '../vision/detector.ts';
import { nameRegion, type RegionEyes } from '../vision/region.ts';
import { domainOf } from '../vision/vocabulary.ts';

/**
 * Looks at one area of an image as at any object: what it is, and in which colours. Its box stays
 * as it was drawn.
 * @param area in fractions of the image
 */
export async function lookAtRegion(
  image: RgbaImage,
  area: BoundingBox,
  eyes: RegionEyes,
): Promise<Region> {
  const drawn = clipToImage(area);
  const { box, ...named } = await nameRegion(image, drawn, eyes);
  const worn = named.label !== null && domainOf(named.label) === 'fashion';
  return { ...named, box: drawn, colors: objectColors(image, box, null, { worn }), material: null };
}
