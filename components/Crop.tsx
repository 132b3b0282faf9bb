import type { BoundingBox } from '../lib/analysis.ts';

/** Air around the object inside its crop. */
const AIR = 1.12;

/** Least side of a crop as a share of the image's short side: less would be a blur. */
const MIN_SHARE = 0.12;

/** A box that fills less than this share of its crop's side, one way, has its surroundings faded. */
const FADE_BELOW = 0.7;

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

/** A square cut out of the pin's picture by CSS. It repeats the noun beside it, so it has no name. */
export function Crop(props: {
  url: string;
  box: BoundingBox;
  image: { width: number; height: number };
}) {
  const { url, box, image } = props;
  const { x, y, side } = cropWindow(box, image);
  const narrowest = Math.min(box.width * image.width, box.height * image.height);
  const share = (pixels: number): string => `${(pixels / side) * 100}%`;
  return (
    <span class="crop">
      <img
        src={url}
        alt=""
        referrerpolicy="no-referrer"
        style={{
          width: share(image.width),
          height: share(image.height),
          left: share(-x),
          top: share(-y),
        }}
      />
      {narrowest < side * FADE_BELOW && (
        <span
          class="crop__box"
          style={{
            left: share(box.x * image.width - x),
            top: share(box.y * image.height - y),
            width: share(box.width * image.width),
            height: share(box.height * image.height),
          }}
        />
      )}
    </span>
  );
}
