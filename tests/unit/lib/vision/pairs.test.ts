import { describe, expect, it } from 'vitest';
import type { NamedObject } from '../../../../lib/vision/fusion.ts';
import { pairUp } from '../../../../lib/vision/pairs.ts';

/** A find a tenth of the picture wide whose left edge is at `x`. */
function find(label: string, x: number, more: Partial<NamedObject> = {}): NamedObject {
  const box = { x, y: 0.5, width: 0.1, height: 0.2 };
  return { label, score: 0.6, box, sources: ['labeler'], ...more };
}

describe('pairUp', () => {
  it('makes two shoes side by side one find around both, as sure as the surer', () => {
    const left = find('sandals', 0.25);
    const right = find('sandals', 0.5, {
      score: 0.8,
      sources: ['labeler', 'mobilenet'],
      box: { x: 0.4, y: 0.5, width: 0.1, height: 0.25 },
    });
    expect(pairUp([left, right])).toEqual([
      {
        label: 'sandals',
        score: 0.8,
        box: { x: 0.25, y: 0.5, width: 0.25, height: 0.25 },
        sources: ['labeler', 'mobilenet'],
      },
    ]);
  });

  it('takes the nearest of several, so that two wearers have a pair each', () => {
    const xs = [0.1, 0.7, 0.25, 0.85];
    const boxes = pairUp(xs.map((x) => find('sneakers', x))).map(({ box }) => box);
    expect(boxes.map(({ x }) => x)).toEqual([0.1, 0.7]);
    for (const { width } of boxes) expect(width).toBeCloseTo(0.25);
  });

  it.each([
    ['one is far from the other', find('sneakers', 0.1), find('sneakers', 0.6)],
    ['they are of two kinds', find('sneakers', 0.1), find('boots', 0.22)],
    ['they are not sold in pairs', find('dining chair', 0.1), find('dining chair', 0.22)],
    [
      'one is much larger',
      find('sneakers', 0.1),
      find('sneakers', 0.22, { box: { x: 0.22, y: 0.1, width: 0.3, height: 0.6 } }),
    ],
  ])('leaves two alone where %s', (_, one, other) => {
    expect(pairUp([one, other])).toEqual([one, other]);
  });

  it('leaves the third of three alone', () => {
    expect(pairUp([0.1, 0.22, 0.34].map((x) => find('socks', x)))).toHaveLength(2);
  });
});
