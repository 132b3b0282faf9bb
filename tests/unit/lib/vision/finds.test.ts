import { describe, expect, it } from 'vitest';
import { candidatesFrom } from '../../../../lib/vision/candidates.ts';
import { findsAmong } from '../../../../lib/vision/finds.ts';
import type { Judged } from '../../../../lib/vision/judge.ts';
import type { Scene } from '../../../../lib/vision/scene.ts';
import { LEFT, RIGHT, says } from '../../support/evidence.ts';

/** One candidate as likely as `score`. */
function likely(noun: string, score: number, box = RIGHT): Judged {
  const [candidate] = candidatesFrom([says('labeler', noun, 0.9, box)]);
  if (!candidate) throw new Error(`no candidate ${noun}`);
  return { candidate, score };
}

const nounsIn = (scene: Scene | null, ...ranked: Judged[]) =>
  findsAmong(ranked, scene, 0.4).map(({ label }) => label);

describe('findsAmong', () => {
  it('finds what reaches the threshold, under the kind its place tells', () => {
    expect(nounsIn('living room', likely('chair', 0.5), likely('vase', 0.3))).toEqual(['armchair']);
  });

  it('believes only the surest in a drawing', () => {
    expect(nounsIn('graphic', likely('sofa', 0.92))).toEqual(['sofa']);
    expect(nounsIn('graphic', likely('sofa', 0.85))).toEqual([]);
  });

  it.each<[string, number, string[]]>([
    ['vase', 0.7, []],
    ['vase', 0.8, ['vase']],
    ['handbag', 0.5, ['handbag']],
  ])('finds under the sky %s of %d: %j', (noun, score, expected) => {
    expect(nounsIn('outdoor', likely(noun, score))).toEqual(expected);
  });

  it('finds a thing once that two words turn out to name', () => {
    expect(nounsIn('living room', likely('loveseat', 0.8), likely('sofa', 0.7))).toEqual(['sofa']);
  });
});

describe('the finds of a picture', () => {
  it('begin with what a shopper looks for first', () => {
    const small = { x: 0.02, y: 0.02, width: 0.06, height: 0.06 };
    expect(nounsIn(null, likely('vase', 0.9, small), likely('sofa', 0.8))).toEqual([
      'sofa',
      'vase',
    ]);
  });

  it('have one find for a pair of shoes', () => {
    const other = { ...LEFT, x: 0.2, width: 0.35 };
    expect(nounsIn('product shot', likely('boots', 0.9, other), likely('boots', 0.8))).toEqual([
      'boots',
    ]);
  });
});

describe('a picture of one thing', () => {
  it.each<[Scene | null, number, string[]]>([
    ['product shot', 0.22, ['vase']],
    ['product shot', 0.18, []],
    ['outfit', 0.22, ['vase']],
    ['living room', 0.32, []],
    [null, 0.32, []],
  ])('is of what is likeliest, in a %s at %d: %j', (scene, score, expected) => {
    expect(nounsIn(scene, likely('vase', score), likely('lamp', 0.15))).toEqual(expected);
  });

  it('is of nothing more once a thing is likely enough', () => {
    expect(nounsIn('product shot', likely('vase', 0.5), likely('sofa', 0.35))).toEqual(['vase']);
  });
});
