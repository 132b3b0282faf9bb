import type { BoundingBox } from './analysis.ts';

/** Air around the object inside its crop. */
const AIR = 1.12;

/** Least side of a crop as a share of the image's short side: less would be a blur. */
const MIN_SHARE = 0.12;

/** The square window of an image, in its pixels, that shows a box best. */
export function cropWindow(
  box: BoundingBox,
  image: { width: number; height: number },
): { x: number; y: number; side: number } {
  const short = Math.min(image.width, image.height);
  const wanted = Math.max(box.width * image.width, box.height * image.height) * AIR;
  const side = Math.min(short, Math.max(wanted, short * MIN_SHARE));
  const start = (middle: number, length: number): number =>
    Math.max(0, Math.min(middle - side / 2, length - side));
  return {
    x: start((box.x + box.width / 2) * image.width, image.width),
    y: start((box.y + box.height / 2) * image.height, image.height),
    side,
  };
}
