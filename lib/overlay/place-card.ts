import { clamp, type Rect } from './geometry.ts';

/** Distance of a card from its object, and of anything from the edge of the viewport, in pixels. */
const GAP = 14;
const MARGIN = 8;

/** Below this height a card beside its object would be a slit; other places are better. */
const MIN_HEIGHT = 240;

/** Viewports up to this width get a bottom sheet where no side has room. */
const SHEET_MAX_WIDTH = 640;

/** The share of the viewport that a bottom sheet may take. */
const SHEET_SHARE = 0.6;

/** Where a card goes, in pixels of the viewport. `side` says where it lies, seen from its object. */
export interface CardPlacement extends Rect {
  side: 'right' | 'left' | 'below' | 'above' | 'sheet';
}

/**
 * The place for a card of the size `card` that belongs to `object`: to its right, else to its
 * left, below or above it, never over it and always inside the viewport; a card with too little
 * height gets less and scrolls. Where no side has room: a bottom sheet on a narrow viewport,
 * else the side edge of the viewport with more room, over as little of the object as can be.
 *
 * @param object the visible part of the object.
 */
export function placeCard(
  object: Rect,
  card: { width: number; height: number },
  viewport: { width: number; height: number },
): CardPlacement {
  const fullHeight = Math.min(card.height, viewport.height - 2 * MARGIN);
  const fullWidth = Math.min(card.width, viewport.width - 2 * MARGIN);
  const room = {
    right: viewport.width - MARGIN - (object.x + object.width + GAP),
    left: object.x - GAP - MARGIN,
    below: viewport.height - MARGIN - (object.y + object.height + GAP),
    above: object.y - GAP - MARGIN,
  };
  const besideY = clamp(
    object.y + object.height / 2 - fullHeight / 2,
    MARGIN,
    viewport.height - MARGIN - fullHeight,
  );
  const alongX = clamp(
    object.x + object.width / 2 - fullWidth / 2,
    MARGIN,
    viewport.width - MARGIN - fullWidth,
  );
  const right = object.x + object.width + GAP;
  const left = object.x - GAP - fullWidth;

  if (room.right >= fullWidth) {
    return { side: 'right', x: right, y: besideY, width: fullWidth, height: fullHeight };
  }
  if (room.left >= fullWidth) {
    return { side: 'left', x: left, y: besideY, width: fullWidth, height: fullHeight };
  }
  const lower = room.below >= room.above || room.below >= fullHeight;
  const height = Math.min(fullHeight, lower ? room.below : room.above);
  if (height >= Math.min(fullHeight, MIN_HEIGHT)) {
    const y = lower ? object.y + object.height + GAP : object.y - GAP - height;
    return { side: lower ? 'below' : 'above', x: alongX, y, width: fullWidth, height };
  }
  if (viewport.width <= SHEET_MAX_WIDTH) {
    const sheet = Math.min(card.height, Math.round(viewport.height * SHEET_SHARE));
    return {
      side: 'sheet',
      x: 0,
      y: viewport.height - sheet,
      width: viewport.width,
      height: sheet,
    };
  }
  const toRight = room.right >= room.left;
  return {
    side: toRight ? 'right' : 'left',
    x: toRight ? viewport.width - MARGIN - fullWidth : MARGIN,
    y: besideY,
    width: fullWidth,
    height: fullHeight,
  };
}
