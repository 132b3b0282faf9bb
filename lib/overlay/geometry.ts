import type { BoundingBox } from '../analysis.ts';

/** A rectangle in CSS pixels of the viewport: origin at its top left, x to the right, y down. */
export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A point in CSS pixels of the viewport. */
export interface Point {
  x: number;
  y: number;
}

/** The part that two rectangles share, or `null` where they share no area. */
export function intersect(a: Rect, b: Rect): Rect | null {
  const x = Math.max(a.x, b.x);
  const y = Math.max(a.y, b.y);
  const width = Math.min(a.x + a.width, b.x + b.width) - x;
  const height = Math.min(a.y + a.height, b.y + b.height) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : null;
}

/** The middle of a rectangle. */
export function centerOf(rect: Rect): Point {
  return { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 };
}

/** Whether a point lies in a rectangle, its edges included. */
export function contains(rect: Rect, { x, y }: Point): boolean {
  return x >= rect.x && x <= rect.x + rect.width && y >= rect.y && y <= rect.y + rect.height;
}

/** A rectangle with each edge moved out by `by` pixels (in, where negative; never inside out). */
export function expand(rect: Rect, by: number): Rect {
  const dx = Math.max(by, -rect.width / 2);
  const dy = Math.max(by, -rect.height / 2);
  return {
    x: rect.x - dx,
    y: rect.y - dy,
    width: rect.width + 2 * dx,
    height: rect.height + 2 * dy,
  };
}

/** `value`, or the nearer bound where it lies outside; the lower bound wins where they cross. */
export function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(value, high));
}

/** Where a box in fractions of the image lies, given where the whole image lies. */
export function boxToRect(box: BoundingBox, picture: Rect): Rect {
  return {
    x: picture.x + box.x * picture.width,
    y: picture.y + box.y * picture.height,
    width: box.width * picture.width,
    height: box.height * picture.height,
  };
}
