import type { BoundingBox } from '../analysis.ts';
import { clamp, type Point, type Rect } from './geometry.ts';

/** How far a key moves an edge of an area, as a share of the image's side. */
export const AREA_STEP = 0.02;

/** An area cannot be made smaller than this with the keys. */
const LEAST_SIDE = 0.04;

/** The area of the image between two points of the screen, as far as it lies within `bounds`. */
export function areaBetween(a: Point, b: Point, picture: Rect, bounds: BoundingBox): BoundingBox {
  const from = fractionsOf(a, picture, bounds);
  const to = fractionsOf(b, picture, bounds);
  return {
    x: Math.min(from.x, to.x),
    y: Math.min(from.y, to.y),
    width: Math.abs(to.x - from.x),
    height: Math.abs(to.y - from.y),
  };
}

/** The area moved so that its middle is at a point of the screen, or as near as `bounds` let it. */
export function centeredAt(
  area: BoundingBox,
  point: Point,
  picture: Rect,
  bounds: BoundingBox,
): BoundingBox {
  const { x, y } = fractionsOf(point, picture, bounds);
  return moved(area, { x: x - area.x - area.width / 2, y: y - area.y - area.height / 2 }, bounds);
}

/** The area moved by shares of the image, kept within `bounds`. */
export function moved(area: BoundingBox, by: Point, bounds: BoundingBox): BoundingBox {
  return {
    ...area,
    x: clamp(area.x + by.x, bounds.x, bounds.x + bounds.width - area.width),
    y: clamp(area.y + by.y, bounds.y, bounds.y + bounds.height - area.height),
  };
}

/** The area with its right and lower edge moved by shares of the image, kept within `bounds`. */
export function resized(area: BoundingBox, by: Point, bounds: BoundingBox): BoundingBox {
  return {
    ...area,
    width: clamp(
      area.width + by.x,
      Math.min(LEAST_SIDE, area.width),
      bounds.x + bounds.width - area.x,
    ),
    height: clamp(
      area.height + by.y,
      Math.min(LEAST_SIDE, area.height),
      bounds.y + bounds.height - area.y,
    ),
  };
}

/** Where a rectangle of the screen lies on the image, as far as it does. */
export function areaOfRect(rect: Rect, picture: Rect): BoundingBox {
  const whole = { x: 0, y: 0, width: 1, height: 1 };
  return areaBetween(rect, { x: rect.x + rect.width, y: rect.y + rect.height }, picture, whole);
}

/** The middle half of an area. */
export function middleOf({ x, y, width, height }: BoundingBox): BoundingBox {
  return { x: x + width / 4, y: y + height / 4, width: width / 2, height: height / 2 };
}

function fractionsOf({ x, y }: Point, picture: Rect, bounds: BoundingBox): Point {
  return {
    x: clamp((x - picture.x) / picture.width, bounds.x, bounds.x + bounds.width),
    y: clamp((y - picture.y) / picture.height, bounds.y, bounds.y + bounds.height),
  };
}
