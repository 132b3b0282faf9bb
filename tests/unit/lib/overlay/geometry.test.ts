import { describe, expect, it } from 'vitest';
import { boxToRect, clamp, expand, intersect } from '../../../../lib/overlay/geometry.ts';

const rect = (x: number, y: number, width: number, height: number) => ({ x, y, width, height });

describe('intersect', () => {
  it('gives the shared part', () => {
    expect(intersect(rect(0, 0, 10, 10), rect(4, 6, 20, 20))).toEqual(rect(4, 6, 6, 4));
  });

  it('is null where only an edge is shared', () => {
    expect(intersect(rect(0, 0, 10, 10), rect(10, 0, 5, 5))).toBeNull();
  });
});

describe('expand', () => {
  it('never turns a rectangle inside out', () => {
    expect(expand(rect(0, 0, 10, 40), -8)).toEqual(rect(5, 8, 0, 24));
  });
});

describe('clamp', () => {
  it('keeps to the lower bound where the bounds cross', () => {
    expect(clamp(5, 8, 2)).toBe(8);
  });
});

describe('boxToRect', () => {
  it('maps fractions of the image to pixels of the viewport', () => {
    const box = { x: 0.25, y: 0.5, width: 0.5, height: 0.25 };
    expect(boxToRect(box, rect(100, 20, 400, 200))).toEqual(rect(200, 120, 200, 50));
  });
});
