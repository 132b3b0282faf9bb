import { describe, expect, it } from 'vitest';
import { ridgeRegression } from '../../../../../lib/board/model/ridge.ts';

const rows = { values: Float32Array.of(1, 0, 0, 1, -1, 0.5, 2, 3, 0, -2), width: 2 };
const targets = Float32Array.of(1, -1, 0.5, 2, -2);
const weights = Float32Array.of(0.3, 0.1, 0.2, 0.3, 0.1);

/** The least of a sum of squares in two numbers, by Cramer's rule. */
function byHand(ridge: number, of = weights) {
  const row = (i: number) => [rows.values[2 * i] ?? 0, rows.values[2 * i + 1] ?? 0] as const;
  const mean = [0, 1].map((j) => of.reduce((sum, w, i) => sum + w * (row(i)[j] ?? 0), 0));
  const target = of.reduce((sum, w, i) => sum + w * (targets[i] ?? 0), 0);
  let [xx, xy, yy, xt, yt] = [ridge, 0, ridge, 0, 0];
  for (const [i, w] of of.entries()) {
    const [x, y] = [row(i)[0] - (mean[0] ?? 0), row(i)[1] - (mean[1] ?? 0)];
    const t = (targets[i] ?? 0) - target;
    xx += w * x * x;
    xy += w * x * y;
    yy += w * y * y;
    xt += w * x * t;
    yt += w * y * t;
  }
  const determinant = xx * yy - xy * xy;
  return [(xt * yy - yt * xy) / determinant, (yt * xx - xt * xy) / determinant];
}

describe('ridge regression', () => {
  it.each([0.01, 1])('finds the least sum of squares, with a ridge of %d', (ridge) => {
    const { center, direction } = ridgeRegression(rows, weights, targets, ridge);
    const [x = 0, y = 0] = byHand(ridge);
    expect([...direction]).toEqual([expect.closeTo(x, 3), expect.closeTo(y, 3)]);
    expect(center[0]).toBeCloseTo(0.3 - 0.2 + 0.6, 5);
  });

  it('comes to the same from a guess', () => {
    const guess = Float32Array.of(5, -7);
    const { direction } = ridgeRegression(rows, weights, targets, 0.01, guess);
    const [x = 0, y = 0] = byHand(0.01);
    expect([...direction]).toEqual([expect.closeTo(x, 2), expect.closeTo(y, 2)]);
    expect([...guess]).toEqual([5, -7]);
  });

  it('leaves rows without weight out', () => {
    const some = Float32Array.of(0.5, 0, 0.25, 0.25, 0);
    const { direction } = ridgeRegression(rows, some, targets, 0.1);
    const [x = 0, y = 0] = byHand(0.1, some);
    expect([...direction]).toEqual([expect.closeTo(x, 3), expect.closeTo(y, 3)]);
  });
});
