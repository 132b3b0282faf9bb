import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { BoundingBox } from '../../../../lib/analysis.ts';
import {
  averagePrecision50,
  type BoxedFind,
  boxesOf,
} from '../../../../scripts/eval/average-precision.ts';
import { ROOT } from '../../../../scripts/models/paths.ts';
import { LEFT, RIGHT } from '../../support/evidence.ts';

const find = (label: string, score: number, box: BoundingBox = LEFT): BoxedFind => ({
  label,
  score,
  box,
});
const SOFAS = [
  { noun: 'sofa', box: LEFT },
  { noun: 'sofa', box: RIGHT },
];

describe('averagePrecision50', () => {
  it.each<[string, BoxedFind[], number]>([
    ['all when all are found', [find('sofa', 0.9), find('sofa', 0.8, RIGHT)], 1],
    ['half when half are', [find('sofa', 0.9)], 0.5],
    ['none when nothing is', [], 0],
    ['blind to nouns that nobody boxed', [find('lamp', 0.95), find('sofa', 0.9)], 0.5],
    ['content with a kind of the noun', [find('loveseat', 0.9)], 0.5],
    [
      'lowered by a surer find that is wrong',
      [find('sofa', 0.95, { ...LEFT, y: 0.6 }), find('sofa', 0.9)],
      0.25,
    ],
    [
      'lowered by a thing found twice',
      [find('sofa', 0.9), find('sofa', 0.8), find('sofa', 0.7, RIGHT)],
      0.5 + 0.5 * (2 / 3),
    ],
  ])('is %s', (_, finds, expected) => {
    expect(averagePrecision50([{ things: SOFAS, finds }])).toBeCloseTo(expected, 10);
  });

  it('is nothing of no photos', () => {
    expect(averagePrecision50([])).toBe(0);
  });
});

describe('boxesOf', () => {
  it('has none of a photo without a list beside it', () => {
    expect(boxesOf(join(ROOT, 'docs/overlay.webp'))).toBeNull();
  });

  it.skipIf(!existsSync(join(ROOT, '../shared/photos')))('reads boxes under shop nouns', () => {
    const things = boxesOf(join(ROOT, '../shared/photos/coco_home/000000000138.jpg'));
    expect(things?.map(({ noun }) => noun)).toEqual(
      expect.arrayContaining(['refrigerator', 'oven', 'houseplant']),
    );
  });
});
