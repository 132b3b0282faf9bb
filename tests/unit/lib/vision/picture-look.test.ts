import { describe, expect, it } from 'vitest';
import { lookOf } from '../../../../lib/vision/picture-look.ts';
import { drawn, plain, type Rgba } from '../../support/images.ts';

const WHITE: Rgba = [255, 255, 255];

/** A colour that has nothing to do with those of its neighbours. Source of the mixing: MurmurHash3. */
const noise = (x: number, y: number): Rgba => {
  let hash = Math.imul(x + 1, 0x85eb_ca6b) ^ Math.imul(y + 1, 0xc2b2_ae35);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35);
  return [hash & 255, (hash >>> 8) & 255, (hash >>> 16) & 255];
};

/** An image of noise with a frame of one colour, `margin` pixels wide. */
const framed = (margin: number, frame: Rgba = WHITE, side = 200) =>
  drawn(side, side, (x, y) => {
    const isInside = [x, y].every((at) => at >= margin && at < side - margin);
    return isInside ? noise(x, y) : frame;
  });

describe('lookOf', () => {
  it('finds one colour plain and flat, whatever the colour and the size', () => {
    for (const image of [plain(200, 100, WHITE), plain(100, 200, [9, 80, 7]), plain(1, 1, WHITE)]) {
      expect(lookOf(image)).toEqual({ plainBorder: 1, flatness: 1 });
    }
  });

  it('finds noise neither', () => {
    const { plainBorder, flatness } = lookOf(drawn(200, 200, noise));
    expect(plainBorder).toBeLessThan(0.1);
    expect(flatness).toBeLessThan(0.1);
  });

  it('finds the border of a product shot plain, though the product is busy', () => {
    const { plainBorder, flatness } = lookOf(framed(20));
    expect(plainBorder).toBe(1);
    expect(flatness).toBeLessThan(0.5);
  });

  it('takes the commonest colour for that of the border', () => {
    const image = drawn(200, 200, (_, y) => (y < 150 ? WHITE : noise(0, y)));
    const { plainBorder } = lookOf(image);
    expect(plainBorder).toBeGreaterThan(0.6);
    expect(plainBorder).toBeLessThan(0.7);
  });

  it('allows a border some shade, but no second colour', () => {
    const shaded = drawn(200, 200, (x) => {
      const grey = 240 + Math.round((x / 200) * 12);
      return [grey, grey, grey];
    });
    expect(lookOf(shaded).plainBorder).toBe(1);
    const halves = drawn(200, 200, (x) => (x < 90 ? [200, 200, 200] : WHITE));
    expect(lookOf(halves).plainBorder).toBeCloseTo(0.55, 1);
  });

  it('finds a chart flat, though its border is of several colours', () => {
    const chart = drawn(200, 200, (x, y) =>
      Math.floor(x / 40) % 2 ? [20, 20, y < 100 ? 200 : 0] : WHITE,
    );
    const { plainBorder, flatness } = lookOf(chart);
    expect(flatness).toBeGreaterThan(0.9);
    expect(plainBorder).toBeCloseTo(0.8, 1);
  });

  it('finds a photo less flat than a drawing: its neighbours differ a little', () => {
    const grainy = drawn(200, 200, (x, y) => {
      const [r] = noise(x, y);
      const grey = 100 + (r % 9);
      return [grey, grey, grey];
    });
    const { plainBorder, flatness } = lookOf(grainy);
    expect(plainBorder).toBe(1);
    expect(flatness).toBeLessThan(0.4);
  });

  it('looks at no pixel beyond the image', () => {
    for (const [width, height] of [
      [3, 500],
      [500, 3],
      [1, 7],
    ] as const) {
      const { plainBorder, flatness } = lookOf(drawn(width, height, noise));
      for (const share of [plainBorder, flatness]) {
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
      }
    }
  });
});
