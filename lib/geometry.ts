import type { BoundingBox } from './analysis.ts';

/** The whole image. */
export const WHOLE_IMAGE: BoundingBox = { x: 0, y: 0, width: 1, height: 1 };

/** Area of a box as a fraction of the image. */
export function areaOf(box: BoundingBox): number {
  return box.width * box.height;
}

/** The share of the smaller box that the other covers, in [0, 1]; 0 for a box of nothing. */
export function coverage(a: BoundingBox, b: BoundingBox): number {
  const smaller = Math.min(areaOf(a), areaOf(b));
  return smaller === 0 ? 0 : intersectionOf(a, b) / smaller;
}

/** Intersection over union of two boxes, in [0, 1]. */
export function intersectionOverUnion(a: BoundingBox, b: BoundingBox): number {
  const intersection = intersectionOf(a, b);
  return intersection / (areaOf(a) + areaOf(b) - intersection);
}

/** The smallest box around both. */
export function unionOf(a: BoundingBox, b: BoundingBox): BoundingBox {
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
}

function intersectionOf(a: BoundingBox, b: BoundingBox): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, width) * Math.max(0, height);
}

/** The part of a box that lies in the image, with sides of at least a thousandth of it. */
export function clipToImage(box: BoundingBox): BoundingBox {
  const minSide = 0.001;
  const clamp = (value: number) => Math.min(1, Math.max(0, value));
  const x = Math.min(clamp(box.x), 1 - minSide);
  const y = Math.min(clamp(box.y), 1 - minSide);
  return {
    x,
    y,
    width: Math.max(minSide, clamp(box.x + box.width) - x),
    height: Math.max(minSide, clamp(box.y + box.height) - y),
  };
}
