import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WHOLE_IMAGE } from '../../../../lib/geometry.ts';
import { cellsOf, NO_COLOR } from '../../../../lib/palette/cells.ts';
import { hexOf } from '../../../../lib/palette/color-names.ts';
import { drawn, plain, rgb } from '../../support/images.ts';

describe('cellsOf', () => {
  it('keeps the shape of the region, with the given cells along its long side', () => {
    const { columns, rows } = cellsOf(plain(400, 200, [1, 2, 3]), WHOLE_IMAGE, 50);
    expect([columns, rows]).toEqual([50, 25]);
  });

  it('makes no more cells than there are pixels', () => {
    const { columns, rows } = cellsOf(plain(5, 3, [1, 2, 3]), WHOLE_IMAGE, 50);
    expect([columns, rows]).toEqual([5, 3]);
  });

  it('keeps colours apart and their places', () => {
    const image = drawn(40, 40, (x) => rgb(x < 20 ? '#1b294b' : '#d5a129'));
    const { indices, colors } = cellsOf(image, WHOLE_IMAGE, 20);
    const hexAt = (cell: number) => {
      const color = colors[indices[cell] ?? NO_COLOR];
      return color ? hexOf(color) : null;
    };
    expect([hexAt(0), hexAt(19)]).toEqual(['#1b294b', '#d5a129']);
  });

  it('leaves out what is transparent', () => {
    const image = drawn(10, 10, (x) => [200, 0, 0, x < 5 ? 255 : 0]);
    const { indices } = cellsOf(image, WHOLE_IMAGE, 10);
    expect([...indices].filter((index) => index === NO_COLOR)).toHaveLength(50);
  });

  it('gives every opaque cell of any picture a colour it has', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), (seed) => {
        const image = drawn(24, 24, (x, y) => {
          const value = Math.imul(seed + x * 7919 + y * 104_729, 2_654_435_761) >>> 0;
          return [value & 255, (value >> 8) & 255, (value >> 16) & 255];
        });
        const { indices, colors } = cellsOf(image, WHOLE_IMAGE, 24);
        expect(indices.every((index) => index < colors.length)).toBe(true);
      }),
      { numRuns: 25 },
    );
  });
});
