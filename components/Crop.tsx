import type { BoundingBox } from '../lib/analysis.ts';
import { cropWindow } from '../lib/crop-window.ts';

/** A box that fills less than this share of its crop's side, one way, has its surroundings faded. */
const FADE_BELOW = 0.7;

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
