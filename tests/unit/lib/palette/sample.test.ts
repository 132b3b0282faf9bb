import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WHOLE_IMAGE } from '../../../../lib/geometry.ts';
import { samplePixels } from '../../../../lib/palette/sample.ts';
import { drawn, plain } from '../../support/images.ts';

/** Each pixel says where it is. */
const map = (width: number, height: number) => drawn(width, height, (x, y) => [x, y, 7]);

const pixelsOf = ({ data }: { data: Uint8ClampedArray }) =>
  Array.from({ length: data.length / 4 }, (_, i) => [...data.subarray(i * 4, i * 4 + 4)]);

describe('samplePixels', () => {
  it('takes every pixel where there are no more than asked for', () => {
    const image = map(5, 3);
    expect(samplePixels(image, WHOLE_IMAGE, 100)).toEqual(image);
  });

  it('takes about as many as asked for, evenly spread', () => {
    const sample = samplePixels(map(200, 100), WHOLE_IMAGE, 800);
    expect([sample.width, sample.height]).toEqual([40, 20]);
    expect(sample.data.length).toBe(sample.width * sample.height * 4);
    const columns = new Set(pixelsOf(sample).map(([x]) => x));
    expect([...columns].slice(0, 3)).toEqual([2, 7, 12]);
  });

  it('stays within the region', () => {
    const sample = samplePixels(map(100, 100), { x: 0.2, y: 0.5, width: 0.1, height: 0.25 }, 50);
    for (const [x = -1, y = -1] of pixelsOf(sample)) {
      expect(x).toBeGreaterThanOrEqual(20);
      expect(x).toBeLessThan(30);
      expect(y).toBeGreaterThanOrEqual(50);
      expect(y).toBeLessThan(75);
    }
  });

  it('never leaves the image, whatever the region', () => {
    const side = fc.integer({ min: 1, max: 60 });
    const fraction = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        side,
        side,
        fraction,
        fraction,
        fraction,
        fraction,
        fc.integer({ min: 1, max: 500 }),
        (width, height, x, y, right, bottom, count) => {
          const region = { x, y, width: right * (1 - x), height: bottom * (1 - y) };
          const sample = samplePixels(map(width, height), region, count);
          expect(sample.width * sample.height).toBeGreaterThan(0);
          expect(sample.width * sample.height).toBeLessThanOrEqual(Math.max(count * 2, 60));
          for (const [px = -1, py = -1, blue, alpha] of pixelsOf(sample)) {
            expect(px).toBeLessThan(width);
            expect(py).toBeLessThan(height);
            expect([blue, alpha]).toEqual([7, 255]);
          }
        },
      ),
    );
  });

  it('marks what is mostly transparent with alpha 0', () => {
    const image = drawn(4, 1, (x) => [10, 20, 30, [255, 128, 127, 255][x] ?? 0]);
    const sample = samplePixels(image, WHOLE_IMAGE, 100);
    expect(pixelsOf(sample).map(([, , , alpha]) => alpha)).toEqual([255, 255, 0, 255]);
  });

  it('takes a pixel even of a region without area', () => {
    const sample = samplePixels(plain(3, 3, [1, 2, 3]), { x: 1, y: 1, width: 0, height: 0 }, 10);
    expect(pixelsOf(sample)).toEqual([[1, 2, 3, 255]]);
  });
});
