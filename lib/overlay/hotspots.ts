import type { BoundingBox } from '../analysis.ts';
import { clamp, contains, expand, type Point, type Rect } from './geometry.ts';

/** Side of a hotspot's target in pixels (WCAG 2.2 asks for 24; the look for 28). */
export const HOTSPOT_SIZE = 28;

/** Least distance of two hotspots' middles: side by side with a gap that the eye can part. */
const MIN_DISTANCE = HOTSPOT_SIZE + 4;

/** Passes of the relaxation; 20 crowded hotspots settle in fewer than half of these. */
const PASSES = 120;

/** The angle between successive seeds of a sunflower, which spreads equal points evenly. */
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

/**
 * The order in which a reader meets the boxes: rows from the top, each from the left. A box is
 * in the row above it when its middle lies within the upper two thirds of that row's first box.
 *
 * @returns the indices of `boxes`.
 */
export function readingOrder(boxes: readonly BoundingBox[]): number[] {
  const middles = boxes.map((box, index) => ({
    index,
    x: box.x + box.width / 2,
    y: box.y + box.height / 2,
    reach: Math.min(box.height / 6, 0.08),
  }));
  middles.sort((a, b) => a.y - b.y || a.x - b.x);
  const rows: (typeof middles)[] = [];
  for (const middle of middles) {
    const row = rows.at(-1);
    const first = row?.[0];
    if (row && first && middle.y - first.y <= Math.max(first.reach, 0.02)) row.push(middle);
    else rows.push([middle]);
  }
  return rows.flatMap((row) => row.sort((a, b) => a.x - b.x).map(({ index }) => index));
}

/**
 * Moves hotspots that would overlap apart, each as little as it takes, and keeps all of them
 * inside `bounds` and out of `keepOut`. Bounds too small to hold them all grow about their middle.
 * Deterministic, by pairwise relaxation.
 *
 * @param points the wished-for middles, in pixels.
 * @returns the middles in the same order.
 */
export function spreadHotspots(
  points: readonly Point[],
  bounds: Rect,
  keepOut: Rect | null = null,
): Point[] {
  const taken = keepOut ? Math.ceil((keepOut.width * keepOut.height) / MIN_DISTANCE ** 2) + 2 : 0;
  const room = expand(roomFor(points.length + taken, bounds), -HOTSPOT_SIZE / 2);
  const barred = keepOut && expand(keepOut, HOTSPOT_SIZE / 2);
  const placed = points.map((point) => inside(point, room));
  for (let pass = 0; pass < PASSES; pass++) {
    let moved = false;
    for (const [i, a] of placed.entries()) {
      for (const [j, b] of placed.entries()) {
        if (j > i && push(a, b, j)) moved = true;
      }
    }
    for (const point of placed) {
      if (barred && contains(expand(barred, -0.5), point)) {
        leave(point, barred, room);
        moved = true;
      }
      Object.assign(point, inside(point, room));
    }
    if (!moved) break;
  }
  return placed;
}

/** `bounds`, grown about its middle until `count` hotspots have some air in it. */
function roomFor(count: number, bounds: Rect): Rect {
  const least = Math.ceil(Math.sqrt(count)) * MIN_DISTANCE;
  return {
    x: bounds.x - Math.max(0, least - bounds.width) / 2,
    y: bounds.y - Math.max(0, least - bounds.height) / 2,
    width: Math.max(bounds.width, least),
    height: Math.max(bounds.height, least),
  };
}

function inside(point: Point, room: Rect): Point {
  return {
    x: clamp(point.x, room.x, room.x + room.width),
    y: clamp(point.y, room.y, room.y + room.height),
  };
}

/** Moves two points apart by half of what is missing each; equal points part by `seed`'s angle. */
function push(a: Point, b: Point, seed: number): boolean {
  const distance = Math.hypot(b.x - a.x, b.y - a.y);
  const missing = MIN_DISTANCE - distance;
  if (missing <= 0.5) return false;
  const angle = distance > 0.01 ? Math.atan2(b.y - a.y, b.x - a.x) : seed * GOLDEN_ANGLE;
  const dx = (Math.cos(angle) * missing) / 2;
  const dy = (Math.sin(angle) * missing) / 2;
  a.x -= dx;
  a.y -= dy;
  b.x += dx;
  b.y += dy;
  return true;
}

/** Moves a point to the nearest edge of `barred` that has room on its other side. */
function leave(point: Point, barred: Rect, room: Rect): void {
  const exits: Point[] = [
    { x: point.x, y: barred.y },
    { x: barred.x + barred.width, y: point.y },
    { x: point.x, y: barred.y + barred.height },
    { x: barred.x, y: point.y },
  ];
  const open = exits.filter((exit) => contains(room, exit));
  open.sort((a, b) => distanceOf(a, point) - distanceOf(b, point));
  Object.assign(point, open[0]);
}

function distanceOf(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
