import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  areaOf,
  clipToImage,
  coverage,
  intersectionOverUnion,
  unionOf,
  WHOLE_IMAGE,
} from '../../../lib/geometry.ts';

const HALF = { x: 0, y: 0, width: 0.5, height: 1 };

describe('intersectionOverUnion', () => {
  it.each([
    ['itself', HALF, HALF, 1],
    ['the whole', HALF, WHOLE_IMAGE, 0.5],
    ['what overlaps by a third', HALF, { ...HALF, x: 0.25 }, 1 / 3],
    ['what only touches it', HALF, { ...HALF, x: 0.5 }, 0],
    ['what lies elsewhere', HALF, { x: 0.8, y: 0, width: 0.1, height: 0.1 }, 0],
    ['nothing', HALF, { ...HALF, width: 0 }, 0],
  ])('of a box and %s', (_, a, b, expected) => {
    expect(intersectionOverUnion(a, b)).toBeCloseTo(expected, 10);
    expect(intersectionOverUnion(b, a)).toBeCloseTo(expected, 10);
  });
});

describe('unionOf', () => {
  it.each([
    ['itself', HALF, HALF],
    ['the whole', WHOLE_IMAGE, WHOLE_IMAGE],
    ['what lies elsewhere', { x: 0.8, y: 0.5, width: 0.2, height: 0.5 }, WHOLE_IMAGE],
    ['what lies in it', { x: 0.1, y: 0.1, width: 0.1, height: 0.1 }, HALF],
  ])('is the smallest box around a box and %s', (_, other, expected) => {
    expect(unionOf(HALF, other)).toEqual(expected);
    expect(unionOf(other, HALF)).toEqual(expected);
  });
});

describe('coverage', () => {
  it.each([
    ['itself', HALF, HALF, 1],
    ['the whole, in which it lies', HALF, WHOLE_IMAGE, 1],
    ['its equal that overlaps by half', HALF, { ...HALF, x: 0.25 }, 0.5],
    ['a smaller one, of which it covers a quarter', HALF, { ...HALF, x: 0.4, width: 0.4 }, 0.25],
    ['what only touches it', HALF, { ...HALF, x: 0.5 }, 0],
    ['what lies elsewhere', HALF, { x: 0.8, y: 0, width: 0.1, height: 0.1 }, 0],
    ['nothing', HALF, { ...HALF, width: 0 }, 0],
  ])('of a box and %s', (_, a, b, expected) => {
    expect(coverage(a, b)).toBeCloseTo(expected, 10);
    expect(coverage(b, a)).toBeCloseTo(expected, 10);
  });

  it('is at least the intersection over union', () => {
    const side = fc.double({ min: 0.01, max: 0.5, noNaN: true });
    const box = fc.record({ x: side, y: side, width: side, height: side });
    fc.assert(
      fc.property(box, box, (a, b) => {
        expect(coverage(a, b)).toBeGreaterThanOrEqual(intersectionOverUnion(a, b) - 1e-9);
        expect(coverage(a, b)).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });
});

describe('clipToImage', () => {
  it('leaves a box within the image alone', () => {
    const box = { x: 0.25, y: 0.5, width: 0.5, height: 0.25 };
    expect(clipToImage(box)).toEqual(box);
    expect(clipToImage(WHOLE_IMAGE)).toEqual(WHOLE_IMAGE);
  });

  it('cuts off what lies outside', () => {
    expect(clipToImage({ x: -0.25, y: 0.5, width: 0.5, height: 2 })).toEqual({
      x: 0,
      y: 0.5,
      width: 0.25,
      height: 0.5,
    });
  });

  it('always gives a box with an area within the image', () => {
    const value = fc.double({ min: -3, max: 3, noNaN: true });
    fc.assert(
      fc.property(value, value, value, value, (x, y, width, height) => {
        const box = clipToImage({ x, y, width, height });
        expect(areaOf(box)).toBeGreaterThan(0);
        expect(Math.min(box.x, box.y)).toBeGreaterThanOrEqual(0);
        expect(Math.max(box.x + box.width, box.y + box.height)).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });
});
