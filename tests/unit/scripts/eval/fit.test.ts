import { describe, expect, it } from 'vitest';
import { candidatesFrom, FEATURES } from '../../../../lib/vision/candidates.ts';
import type { Evidence } from '../../../../lib/vision/evidence.ts';
import { judge, probabilityOf } from '../../../../lib/vision/judge.ts';
import { fitFusion, type Lesson } from '../../../../scripts/eval/fit.ts';
import { RIGHT, says } from '../../support/evidence.ts';

const lesson = (evidence: readonly Evidence[], ...nouns: string[]): Lesson => ({
  item: {
    source: 'npm',
    name: 'a photo',
    split: 'tune',
    scene: '',
    objects: nouns.map((noun) => ({ noun })),
    alsoRight: [],
  },
  candidates: candidatesFrom(evidence),
});

/** Photos in which the labeler is right and the segmenter, as sure, sees what is not there. */
const LESSONS = [0.4, 0.5, 0.6, 0.7, 0.8, 0.9].map((probability) =>
  lesson(
    [says('labeler', 'sofa', probability), says('deeplab', 'lamp', probability, RIGHT)],
    'sofa',
  ),
);

describe('fitFusion', () => {
  const fusion = fitFusion(LESSONS);

  it('learns whom to believe', () => {
    expect(fusion.weights.labeler).toBeGreaterThan(1);
    expect(fusion.weights.deeplab).toBeLessThan(1);
    for (const { candidates } of LESSONS) {
      expect(judge(candidates, fusion).map(({ label }) => label)).toEqual(['sofa']);
    }
  });

  it('weighs every feature, in three digits', () => {
    expect(Object.keys(fusion.weights)).toEqual([...FEATURES]);
    for (const weight of Object.values(fusion.weights)) {
      expect(weight).toBeCloseTo(Number(weight.toFixed(3)), 10);
    }
  });

  it('believes a model of which the photos say nothing', () => {
    expect(fusion.weights).toMatchObject({
      mobilenet: 1,
      'mobilenet, of a broader word': 0.4,
      'home, in a picture of furniture': 0,
    });
  });

  it('is the same for the same photos', () => {
    expect(fitFusion(LESSONS)).toEqual(fusion);
  });

  it('takes a word that is too general for half right', () => {
    const evidence = [says('labeler', 'chair', 0.5)];
    const lessons = Array.from({ length: 4 }, () => lesson(evidence, 'armchair'));
    const [candidate] = candidatesFrom(evidence);
    if (!candidate) throw new Error('no candidate');
    expect(probabilityOf(candidate, fitFusion(lessons))).toBeCloseTo(0.5, 2);
  });

  it('sets the threshold where the finds are best', () => {
    // Nine tenths of the sure ones and a tenth of the unsure ones are there.
    const lessons = Array.from({ length: 20 }, (_, i) => [
      lesson([says('labeler', 'sofa', 0.9)], ...(i < 18 ? ['sofa'] : [])),
      lesson([says('labeler', 'sofa', 0.2)], ...(i < 2 ? ['sofa'] : [])),
    ]).flat();
    const fitted = fitFusion(lessons);
    const countOf = (probability: number) =>
      judge(candidatesFrom([says('labeler', 'sofa', probability)]), fitted).length;
    expect([countOf(0.9), countOf(0.2)]).toEqual([1, 0]);
  });
});
