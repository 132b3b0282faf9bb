import type { BoundingBox } from '../analysis.ts';
import { clipToImage } from '../geometry.ts';
import { objectColors } from '../palette/object-colors.ts';
import type { Region } from '../region.ts';
import type { RgbaImage } from '../vision/detector.ts';
import { nameRegion, type RegionEyes } from '../vision/region.ts';

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
  return { ...named, box: drawn, colors: await objectColors(image, box), material: null };
}
