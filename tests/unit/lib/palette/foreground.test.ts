import { describe, expect, it } from 'vitest';
import { WHOLE_IMAGE } from '../../../../lib/geometry.ts';
import { cellsOf } from '../../../../lib/palette/cells.ts';
import { foregroundOf, foregroundOfMask } from '../../../../lib/palette/foreground.ts';
import { drawn, rgb } from '../../support/images.ts';

const BOX = { x: 0.2, y: 0.2, width: 0.6, height: 0.6 };
const image = drawn(60, 60, (x, y) => rgb(Math.hypot(x - 30, y - 30) < 14 ? '#1b294b' : '#e2d3b9'));
const cells = cellsOf(image, WHOLE_IMAGE, 60);

describe('foregroundOf', () => {
  const membership = foregroundOf(cells, BOX);
  const at = (x: number, y: number) => membership[y * 60 + x] ?? -1;

  it('holds the thing and not the wall seen in its box', () => {
    expect(at(30, 30)).toBeGreaterThan(0.9);
    expect(at(14, 14)).toBeLessThan(0.1);
  });

  it('holds nothing outside the box, even of its colour', () => {
    const twin = cellsOf(
      drawn(60, 60, (x) => rgb(x < 6 ? '#1b294b' : '#e2d3b9')),
      WHOLE_IMAGE,
      60,
    );
    const outside = foregroundOf(twin, BOX).filter((_, i) => i % 60 < 6);
    expect(Math.max(...outside)).toBe(0);
  });
});

describe('foregroundOfMask', () => {
  it('brings a coarser mask to the cells', () => {
    const membership = foregroundOfMask(cells, { width: 2, height: 2, pixels: [0, 3] });
    expect([membership[0], membership[59], membership[59 * 60 + 59]]).toEqual([1, 0, 1]);
  });
});
