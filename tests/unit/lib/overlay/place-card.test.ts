import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { intersect } from '../../../../lib/overlay/geometry.ts';
import { placeCard } from '../../../../lib/overlay/place-card.ts';

const card = { width: 320, height: 300 };
const desktop = { width: 1280, height: 800 };

describe('placeCard', () => {
  it('prefers the right, then the left, each at the height of the object', () => {
    const object = { x: 400, y: 300, width: 200, height: 200 };
    expect(placeCard(object, card, desktop)).toMatchObject({ side: 'right', x: 614, y: 250 });
    expect(placeCard({ ...object, x: 1000 }, card, desktop)).toMatchObject({
      side: 'left',
      x: 666,
    });
  });

  it('goes below or above an object that spans the width', () => {
    const object = { x: 100, y: 50, width: 1100, height: 300 };
    expect(placeCard(object, card, desktop).side).toBe('below');
    expect(placeCard({ ...object, y: 450 }, card, desktop).side).toBe('above');
  });

  it('gets lower and scrolls rather than cover its object', () => {
    const object = { x: 100, y: 0, width: 1100, height: 530 };
    expect(placeCard(object, card, desktop)).toMatchObject({ side: 'below', y: 544, height: 248 });
  });

  it('becomes a sheet on a phone without room', () => {
    const phone = { width: 360, height: 700 };
    const object = { x: 0, y: 100, width: 360, height: 500 };
    expect(placeCard(object, card, phone)).toEqual({
      side: 'sheet',
      x: 0,
      y: 400,
      width: 360,
      height: 300,
    });
  });

  it('docks at a side of a wide viewport that the object fills', () => {
    const object = { x: 0, y: 0, width: 1280, height: 800 };
    const place = placeCard(object, card, desktop);
    expect(place.x + place.width).toBe(1272);
  });

  it('lies inside the viewport, and over its object only where no side has room', () => {
    const size = (min: number, max: number) => fc.integer({ min, max });
    const scene = fc.record({
      viewport: fc.record({ width: size(320, 2000), height: size(400, 1400) }),
      object: fc.record({
        x: size(-200, 1900),
        y: size(-200, 1300),
        width: size(1, 1500),
        height: size(1, 1500),
      }),
      card: fc.record({ width: fc.constant(320), height: size(120, 900) }),
    });
    fc.assert(
      fc.property(scene, ({ viewport, object, card }) => {
        const seen = intersect(object, { x: 0, y: 0, ...viewport });
        fc.pre(seen !== null);
        if (!seen) return;
        const place = placeCard(seen, card, viewport);
        expect(place.x).toBeGreaterThanOrEqual(0);
        expect(place.y).toBeGreaterThanOrEqual(0);
        expect(place.x + place.width).toBeLessThanOrEqual(viewport.width);
        expect(place.y + place.height).toBeLessThanOrEqual(viewport.height);
        const beside = Math.max(seen.x, viewport.width - seen.x - seen.width);
        if (beside >= card.width + 22) expect(intersect(place, seen)).toBeNull();
      }),
    );
  });
});
