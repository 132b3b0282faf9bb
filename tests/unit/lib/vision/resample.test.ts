import { describe, expect, it } from 'vitest';
import { WHOLE_IMAGE } from '../../../../lib/geometry.ts';
import type { RgbaImage } from '../../../../lib/vision/detector.ts';
import { resample } from '../../../../lib/vision/resample.ts';

/** A picture whose red is `value` of the place, with green 255 less it and blue 7. */
function picture(
  width: number,
  height: number,
  value: (x: number, y: number) => number,
): RgbaImage {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      data.set([value(x, y), 255 - value(x, y), 7, 255], (y * width + x) * 4);
    }
  }
  return { data, width, height };
}

function resampled(image: RgbaImage, region = WHOLE_IMAGE, side = 8) {
  const target = new Float32Array(side * side * 3).fill(99);
  resample(image, region, side, target);
  return (x: number, y: number, channel = 0) => target[(y * side + x) * 3 + channel] ?? Number.NaN;
}

describe('resample', () => {
  it('leaves a picture of the right size as it is', () => {
    const at = resampled(picture(8, 8, (x, y) => x * 10 + y));
    expect(at(0, 0)).toBeCloseTo(0, 4);
    expect(at(3, 5)).toBeCloseTo(35, 4);
    expect(at(7, 7, 1)).toBeCloseTo(255 - 77, 4);
    expect(at(7, 7, 2)).toBeCloseTo(7, 4);
  });

  it('mixes every pixel in when it shrinks: stripes of one pixel become grey', () => {
    const at = resampled(picture(64, 64, (x) => (x % 2) * 200));
    for (let x = 1; x < 7; x += 1) expect(at(x, 3)).toBeCloseTo(100, 0);
  });

  it('goes evenly from pixel to pixel when it grows', () => {
    const at = resampled(picture(2, 1, (x) => x * 80));
    const row = Array.from({ length: 8 }, (_, x) => at(x, 4));
    for (const [x, value] of [0, 0, 10, 30, 50, 70, 80, 80].entries()) {
      expect(row[x]).toBeCloseTo(value, 3);
    }
  });

  it('takes the region alone', () => {
    const image = picture(100, 50, (x, y) => (x >= 50 && y < 25 ? 200 : 0));
    const at = resampled(image, { x: 0.6, y: 0.1, width: 0.3, height: 0.3 });
    for (const [x, y] of [
      [0, 0],
      [7, 0],
      [0, 7],
      [7, 7],
    ] as const) {
      expect(at(x, y)).toBeCloseTo(200, 3);
    }
  });

  it.each([
    ['at the far corner', { x: 0.999, y: 0.999, width: 0.001, height: 0.001 }],
    ['thinner than a pixel', { x: 0.5, y: 0, width: 0.001, height: 1 }],
  ])('keeps the colour of a plain picture for a region %s', (_, region) => {
    const at = resampled(
      picture(10, 7, () => 120),
      region,
    );
    for (const [x, y] of [
      [0, 0],
      [4, 4],
      [7, 7],
    ] as const) {
      expect(at(x, y)).toBeCloseTo(120, 3);
      expect(at(x, y, 1)).toBeCloseTo(135, 3);
    }
  });
});
