import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { candidatesFrom, FEATURES } from '../../../../lib/vision/candidates.ts';
import type { Evidence } from '../../../../lib/vision/evidence.ts';
import {
  type Fusion,
  FusionSchema,
  judge,
  probabilityOf,
  rank,
} from '../../../../lib/vision/judge.ts';
import type { Scene } from '../../../../lib/vision/scene.ts';
import { fitFusion, type Lesson } from '../../../../scripts/eval/fit.ts';
import { LEFT, RIGHT, says } from '../../support/evidence.ts';

const lesson = (
  evidence: readonly Evidence[],
  nouns: readonly string[],
  { scene = 'product shot', alsoRight = [] }: { scene?: Scene; alsoRight?: string[] } = {},
): Lesson => ({
  item: {
    source: 'npm',
    name: 'a photo',
    split: 'tune',
    scene,
    objects: nouns.map((noun) => ({ noun })),
    alsoRight,
  },
  candidates: candidatesFrom(evidence),
});

const found = ({ candidates }: Pick<Lesson, 'candidates'>, fusion: Fusion) =>
  judge(rank(candidates, fusion), fusion.threshold).map(({ label }) => label);

/** The probability of the first thing that `evidence` speaks for. */
function probabilityIn(evidence: readonly Evidence[], fusion: Fusion): number {
  const [candidate] = candidatesFrom(evidence);
  if (!candidate) throw new Error('no candidate');
  return probabilityOf(candidate, fusion);
}

const SURENESS = [0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

/** Photos in which the labeler is right and the segmenter, as sure, sees what is not there. */
const LESSONS = SURENESS.map((probability) =>
  lesson(
    [says('labeler', 'sofa', probability), says('deeplab', 'lamp', probability, RIGHT)],
    ['sofa'],
  ),
);

describe('fitFusion', () => {
  const fusion = fitFusion(LESSONS);

  it('learns whom to believe', () => {
    expect(fusion.weights.labeler).toBeGreaterThan(1);
    expect(fusion.weights.deeplab).toBeLessThan(1);
    for (const one of LESSONS) expect(found(one, fusion)).toEqual(['sofa']);
  });

  it('weighs every feature, in three digits', () => {
    expect(v.parse(FusionSchema, fusion)).toEqual(fusion);
    expect(Object.keys(fusion.weights)).toEqual([...FEATURES]);
    for (const weight of [...Object.values(fusion.weights), ...Object.values(fusion.offsets)]) {
      expect(weight).toBeCloseTo(Number(weight.toFixed(3)), 10);
    }
  });

  it('believes a model of which the photos say nothing', () => {
    expect(fusion.weights).toMatchObject({
      'mobilenet-whole': 1,
      'mobilenet-whole, of a broader word': 0.4,
      'mobilenet-whole, of a related word': 0,
      'mobilenet-whole, log odds': 0,
      'home, in a picture of furniture': 0,
    });
  });

  it('is the same for the same photos', () => {
    expect(fitFusion(LESSONS)).toEqual(fusion);
  });

  it('takes a word that is too general for half right', () => {
    const evidence = [says('labeler', 'chair', 0.5)];
    const lessons = Array.from({ length: 4 }, () => lesson(evidence, ['armchair']));
    expect(probabilityIn(evidence, fitFusion(lessons))).toBeCloseTo(0.5, 1);
  });

  it('takes a finer word for right', () => {
    const evidence = [says('labeler', 'armchair', 0.5)];
    const lessons = Array.from({ length: 4 }, () => lesson(evidence, ['chair']));
    expect(probabilityIn(evidence, fitFusion(lessons))).toBeGreaterThan(0.8);
  });

  it('takes for right what is there as well', () => {
    const evidence = [says('labeler', 'vase', 0.5)];
    const learnt = (alsoRight: string[]) =>
      probabilityIn(evidence, fitFusion(SURENESS.map(() => lesson(evidence, [], { alsoRight }))));
    expect(learnt(['vase'])).toBeGreaterThan(0.8);
    expect(learnt([])).toBeLessThan(0.2);
  });

  it('sets the threshold where the finds are best', () => {
    // Nine tenths of the sure ones and a tenth of the unsure ones are there.
    const lessons = Array.from({ length: 20 }, (_, i) => [
      lesson([says('labeler', 'sofa', 0.9)], i < 18 ? ['sofa'] : []),
      lesson([says('labeler', 'sofa', 0.2)], i < 2 ? ['sofa'] : []),
    ]).flat();
    const fitted = fitFusion(lessons);
    const countOf = (probability: number) =>
      found({ candidates: candidatesFrom([says('labeler', 'sofa', probability)]) }, fitted).length;
    expect([countOf(0.9), countOf(0.2)]).toEqual([1, 0]);
  });

  it('would rather miss things than see them where there are none', () => {
    // Of the unsure ones most are there, but each of the others is in a photo of nothing to shop.
    const sofa = (probability: number) => [says('labeler', 'sofa', probability)];
    const lessonsWith = (empty: number) => [
      ...Array.from({ length: 20 }, () => lesson(sofa(0.9), ['sofa'])),
      ...Array.from({ length: 20 }, () => lesson(sofa(0.3), ['sofa'])),
      ...Array.from({ length: empty }, () => lesson(sofa(0.3), [])),
    ];
    const foundBy = (fusion: Fusion) =>
      [0.9, 0.3].map(
        (probability) => found({ candidates: candidatesFrom(sofa(probability)) }, fusion).length,
      );
    expect(foundBy(fitFusion(lessonsWith(0)))).toEqual([1, 1]);
    expect(foundBy(fitFusion(lessonsWith(10)))).toEqual([1, 0]);
  });

  it('takes the strictest threshold where even that sees things in photos of nothing', () => {
    const evidence = [says('labeler', 'sofa', 0.9)];
    const lessons = Array.from({ length: 30 }, (_, i) => lesson(evidence, i < 27 ? ['sofa'] : []));
    const { threshold } = fitFusion(lessons);
    expect(threshold).toBe(0.8);
    expect(probabilityIn(evidence, fitFusion(lessons))).toBeGreaterThan(threshold);
  });

  it('judges a threshold by what finds are called at last', () => {
    // In a kitchen a table is a dining table. As tables all would be half right, and worth finding.
    const sure = SURENESS.map(() =>
      lesson([says('labeler', 'table', 0.9)], ['dining table'], {
        scene: 'kitchen',
        alsoRight: ['table'],
      }),
    );
    const unsure = SURENESS.map(() =>
      lesson([says('labeler', 'table', 0.2)], ['side table'], { scene: 'kitchen' }),
    );
    const fitted = fitFusion([...sure, ...unsure]);
    expect(sure.flatMap((one) => found(one, fitted))).toHaveLength(sure.length);
    expect(unsure.flatMap((one) => found(one, fitted))).toEqual([]);
  });
});

describe('the offsets', () => {
  /** Photos in which the labeler, however sure, is right of the one and wrong of the other. */
  const mistaken = SURENESS.map((probability) =>
    lesson(
      [says('labeler', 'vase', probability, LEFT), says('labeler', 'bowl', probability, RIGHT)],
      ['vase'],
    ),
  );
  const fusion = fitFusion(mistaken);

  it('tell the things that a model mistakes from those that it knows', () => {
    expect(fusion.offsets['is vase']).toBeGreaterThan(0);
    expect(fusion.offsets['is bowl']).toBeLessThan(0);
    expect(fusion.offsets['labeler says vase']).toBeGreaterThan(0);
    expect(fusion.offsets['labeler says bowl']).toBeLessThan(0);
    for (const one of mistaken) expect(found(one, fusion)).toEqual(['vase']);
  });

  it('are sorted, and left out where they say next to nothing', () => {
    const traits = Object.keys(fusion.offsets);
    expect(traits).toEqual(traits.toSorted());
    for (const offset of Object.values(fusion.offsets)) {
      expect(Math.abs(offset)).toBeGreaterThanOrEqual(0.04);
    }
  });
});
