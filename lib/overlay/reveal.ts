import { getOverflowAncestors } from '@floating-ui/dom';
import type { BoundingBox } from '../analysis.ts';
import { boxToRect, centerOf, contains, expand } from './geometry.ts';
import { HOTSPOT_SIZE } from './hotspots.ts';
import type { PictureFrame } from './track-image.ts';

/**
 * Scrolls the nearest ancestor that can until the middle of a box of the image is in the middle
 * of the viewport's height; does nothing where its hotspot is in view. Without animation, since
 * the keyboard focus is there already.
 */
export function reveal(image: Element, box: BoundingBox, frame: PictureFrame): void {
  const middle = centerOf(boxToRect(box, frame.picture));
  if (contains(expand(frame.visible, -HOTSPOT_SIZE / 2), middle)) return;
  const top = middle.y - image.ownerDocument.documentElement.clientHeight / 2;
  for (const ancestor of getOverflowAncestors(image)) {
    if (!('scrollBy' in ancestor)) continue;
    const before = scrollTop(ancestor);
    ancestor.scrollBy({ top, behavior: 'instant' });
    if (scrollTop(ancestor) !== before) return;
  }
}

/** How far the page or an element is scrolled down, in pixels. */
function scrollTop(scroller: Element | Window): number {
  return 'scrollY' in scroller ? scroller.scrollY : scroller.scrollTop;
}
