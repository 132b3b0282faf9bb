import { describe, expect, it } from 'vitest';
import { byProminence } from '../../../../lib/vision/prominence.ts';

const SMALL = { x: 0.05, y: 0.05, width: 0.08, height: 0.1 };
const LARGE = { x: 0.2, y: 0.4, width: 0.6, height: 0.5 };

const find = (label: string, score: number, box: typeof SMALL) => ({
  label,
  score,
  box,
  sources: ['labeler'],
});

describe('byProminence', () => {
  it.each([
    [
      'what is large before what is a little surer',
      find('vase', 0.9, SMALL),
      find('sofa', 0.7, LARGE),
    ],
    ['what is sure before a guess as large', find('sofa', 0.5, LARGE), find('bed', 0.9, LARGE)],
    [
      'what is in the middle before its equal at the edge',
      find('lamp', 0.8, SMALL),
      find('vase', 0.8, { ...SMALL, x: 0.46, y: 0.45 }),
    ],
  ])('puts %s', (_, later, first) => {
    expect(byProminence([later, first])).toEqual([first, later]);
    expect(byProminence([first, later])).toEqual([first, later]);
  });

  it('leaves the list it was given as it was', () => {
    const finds = [find('vase', 0.5, SMALL), find('sofa', 0.9, LARGE)];
    byProminence(finds);
    expect(finds.map(({ label }) => label)).toEqual(['vase', 'sofa']);
  });
});
