import { describe, expect, it } from 'vitest';
import {
  AREA_STEP,
  areaBetween,
  areaOfRect,
  centeredAt,
  middleOf,
  moved,
  resized,
} from '../../../../lib/overlay/area.ts';

const PICTURE = { x: 100, y: 50, width: 1000, height: 500 };
const WHOLE = { x: 0, y: 0, width: 1, height: 1 };
const AREA = { x: 0.4, y: 0.4, width: 0.2, height: 0.2 };

describe('an area on the screen', () => {
  it('lies between two points, whichever comes first', () => {
    const area = { x: 0.1, y: 0.2, width: 0.3, height: 0.4 };
    const [a, b] = [
      { x: 200, y: 150 },
      { x: 500, y: 350 },
    ];
    for (const [from, to] of [
      [a, b],
      [b, a],
      [
        { x: a.x, y: b.y },
        { x: b.x, y: a.y },
      ],
    ] as const) {
      const found = areaBetween(from, to, PICTURE, WHOLE);
      for (const side of ['x', 'y', 'width', 'height'] as const) {
        expect(found[side]).toBeCloseTo(area[side]);
      }
    }
  });

  it('ends where the picture, or what is shown of it, ends', () => {
    const far = { x: 5000, y: -80 };
    expect(areaBetween({ x: 600, y: 300 }, far, PICTURE, WHOLE)).toEqual({
      x: 0.5,
      y: 0,
      width: 0.5,
      height: 0.5,
    });
    const shown = { x: 0.25, y: 0, width: 0.5, height: 1 };
    expect(areaBetween({ x: 600, y: 300 }, far, PICTURE, shown)).toMatchObject({ width: 0.25 });
  });

  it('comes from a rectangle and starts in its middle', () => {
    expect(areaOfRect({ ...PICTURE, height: 250 }, PICTURE)).toEqual({ ...WHOLE, height: 0.5 });
    expect(middleOf(WHOLE)).toEqual({ x: 0.25, y: 0.25, width: 0.5, height: 0.5 });
  });
});

describe('an area moved by keys or a click', () => {
  it('keeps its size and stays in the picture', () => {
    expect(moved(AREA, { x: AREA_STEP, y: 0 }, WHOLE)).toEqual({ ...AREA, x: 0.4 + AREA_STEP });
    expect(moved(AREA, { x: 5, y: -5 }, WHOLE)).toEqual({ ...AREA, x: 0.8, y: 0 });
    expect(centeredAt(AREA, { x: 600, y: 300 }, PICTURE, WHOLE)).toEqual(AREA);
    expect(centeredAt(AREA, { x: 100, y: 50 }, PICTURE, WHOLE)).toEqual({ ...AREA, x: 0, y: 0 });
  });

  it('grows and shrinks by its right and lower edge, within bounds', () => {
    expect(resized(AREA, { x: 0, y: AREA_STEP }, WHOLE).height).toBeCloseTo(0.22);
    expect(resized(AREA, { x: 5, y: 5 }, WHOLE)).toEqual({ ...AREA, width: 0.6, height: 0.6 });
    expect(resized(AREA, { x: -5, y: -5 }, WHOLE)).toEqual({ ...AREA, width: 0.04, height: 0.04 });
  });
});
