import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Segmentation } from '../../../../lib/vision/detector.ts';
import { segmentsOf } from '../../../../lib/vision/segments.ts';

/** A segmentation drawn as rows of digits: each the class of a pixel. */
function segmentation(rows: readonly string[], probability: (i: number) => number = () => 1) {
  const classes = Uint8Array.from(rows.join(''), Number);
  return {
    width: rows[0]?.length ?? 0,
    height: rows.length,
    classes,
    probabilities: Float32Array.from(classes, (_, i) => probability(i)),
  } satisfies Segmentation;
}

describe('segmentsOf', () => {
  it('boxes each connected area of a class, the largest first', () => {
    const segments = segmentsOf(segmentation(['0000', '0110', '0100', '0002']), 0);
    expect(segments).toEqual([
      {
        classIndex: 0,
        area: 12 / 16,
        probability: 1,
        box: { x: 0, y: 0, width: 1, height: 1 },
        pixels: expect.any(Array),
      },
      {
        classIndex: 1,
        area: 3 / 16,
        probability: 1,
        box: { x: 0.25, y: 0.25, width: 0.5, height: 0.5 },
        pixels: [5, 6, 9],
      },
      {
        classIndex: 2,
        area: 1 / 16,
        probability: 1,
        box: { x: 0.75, y: 0.75, width: 0.25, height: 0.25 },
        pixels: [15],
      },
    ]);
  });

  it('tells two things of one class apart', () => {
    const segments = segmentsOf(segmentation(['1101', '1101']), 0);
    expect(segments.filter(({ classIndex }) => classIndex === 1)).toHaveLength(2);
  });

  it.each([
    ['pixels that meet at a corner', ['10', '01']],
    ['the end of a row and the beginning of the next', ['001', '100']],
  ])('does not connect %s', (_, rows) => {
    const ones = segmentsOf(segmentation(rows), 0).filter(({ classIndex }) => classIndex === 1);
    expect(ones.map(({ pixels }) => pixels.length)).toEqual([1, 1]);
  });

  it('connects around a bend, leftwards and upwards too', () => {
    const segments = segmentsOf(segmentation(['10111', '10101', '11101']), 0);
    expect(segments.filter(({ classIndex }) => classIndex === 1)).toHaveLength(1);
  });

  it('takes the mean of the probabilities of its pixels', () => {
    const [left, right] = segmentsOf(
      segmentation(['112'], (i) => [0.25, 0.75, 0.125][i] ?? 0),
      0,
    );
    expect([left?.probability, right?.probability]).toEqual([0.5, 0.125]);
  });

  it('drops what covers less than the least area', () => {
    const grid = segmentation(['0001', '0022']);
    expect(segmentsOf(grid, 0.25).map(({ classIndex }) => classIndex)).toEqual([0, 2]);
    expect(segmentsOf(grid, 0.26).map(({ classIndex }) => classIndex)).toEqual([0]);
  });

  it('puts every pixel into one segment of its class, within its box', () => {
    const grid = fc
      .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }))
      .chain(([width, height]) =>
        fc.array(fc.array(fc.constantFrom('0', '1', '2'), { minLength: width, maxLength: width }), {
          minLength: height,
          maxLength: height,
        }),
      );
    fc.assert(
      fc.property(grid, (rows) => {
        const drawn = segmentation(rows.map((row) => row.join('')));
        const segments = segmentsOf(drawn, 0);
        const all = segments.flatMap(({ pixels }) => pixels).sort((a, b) => a - b);
        expect(all).toEqual([...drawn.classes.keys()]);
        for (const { classIndex, pixels, box } of segments) {
          for (const index of pixels) {
            expect(drawn.classes[index]).toBe(classIndex);
            const x = ((index % drawn.width) + 0.5) / drawn.width;
            const y = (Math.floor(index / drawn.width) + 0.5) / drawn.height;
            expect(x > box.x && x < box.x + box.width).toBe(true);
            expect(y > box.y && y < box.y + box.height).toBe(true);
          }
        }
      }),
    );
  });
});
