import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contains, expand } from '../../../../lib/overlay/geometry.ts';
import { HOTSPOT_SIZE, readingOrder, spreadHotspots } from '../../../../lib/overlay/hotspots.ts';

const bounds = { x: 100, y: 50, width: 600, height: 500 };

function closest(points: readonly { x: number; y: number }[]): number {
  return Math.min(
    ...points.flatMap((a, i) => points.slice(i + 1).map((b) => Math.hypot(a.x - b.x, a.y - b.y))),
  );
}

describe('spreadHotspots', () => {
  it('leaves hotspots alone that have room', () => {
    const points = [
      { x: 200, y: 200 },
      { x: 400, y: 300 },
    ];
    expect(spreadHotspots(points, bounds)).toEqual(points);
  });

  it('keeps twenty hotspots apart and inside, wherever they wish to be', () => {
    const point = fc.record({
      x: fc.double({ min: 0, max: 800, noNaN: true }),
      y: fc.double({ min: 0, max: 700, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(point, { minLength: 2, maxLength: 20 }), (points) => {
        const placed = spreadHotspots(points, bounds);
        expect(closest(placed)).toBeGreaterThanOrEqual(HOTSPOT_SIZE);
        for (const spot of placed) {
          expect(contains(expand(bounds, -HOTSPOT_SIZE / 2 + 0.01), spot)).toBe(true);
        }
      }),
    );
  });

  it('parts hotspots that wish for the very same place', () => {
    const placed = spreadHotspots(Array(5).fill({ x: 300, y: 300 }), bounds);
    expect(closest(placed)).toBeGreaterThanOrEqual(HOTSPOT_SIZE);
  });

  it('keeps clear of the mark', () => {
    const mark = { x: 112, y: 500, width: 124, height: 36 };
    const [spot] = spreadHotspots([{ x: 150, y: 520 }], bounds, mark);
    expect(spot && contains(expand(mark, HOTSPOT_SIZE / 2 - 1), spot)).toBe(false);
  });

  it('grows beyond a picture that cannot hold them all', () => {
    const tiny = { x: 300, y: 300, width: 40, height: 30 };
    const placed = spreadHotspots(Array(7).fill({ x: 320, y: 315 }), tiny);
    expect(closest(placed)).toBeGreaterThanOrEqual(HOTSPOT_SIZE);
  });

  it('does not change what it is given', () => {
    const points = [
      { x: 300, y: 300 },
      { x: 301, y: 300 },
    ].map(Object.freeze) as {
      x: number;
      y: number;
    }[];
    spreadHotspots(points, bounds);
    expect(points[0]).toEqual({ x: 300, y: 300 });
  });
});

describe('readingOrder', () => {
  const box = (x: number, y: number) => ({ x, y, width: 0.1, height: 0.1 });

  it('goes by rows from the top, each from the left', () => {
    expect(readingOrder([box(0.7, 0.71), box(0.5, 0.1), box(0.1, 0.7), box(0.1, 0.11)])).toEqual([
      3, 1, 2, 0,
    ]);
  });

  it('names every box once', () => {
    const boxes = fc.array(
      fc.record({
        x: fc.double({ min: 0, max: 0.9, noNaN: true }),
        y: fc.double({ min: 0, max: 0.9, noNaN: true }),
      }),
    );
    fc.assert(
      fc.property(boxes, (places) => {
        const order = readingOrder(places.map(({ x, y }) => box(x, y)));
        expect([...order].sort((a, b) => a - b)).toEqual(places.map((_, index) => index));
      }),
    );
  });
});
