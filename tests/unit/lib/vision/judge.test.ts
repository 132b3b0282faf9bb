import { describe, expect, it } from 'vitest';
import fusion from '../../../../assets/fusion.json' with { type: 'json' };
import { type Candidate, candidatesFrom, FEATURES } from '../../../../lib/vision/candidates.ts';
import { EVIDENCE_SOURCES, type Evidence } from '../../../../lib/vision/evidence.ts';
import { type Fusion, judge, probabilityOf } from '../../../../lib/vision/judge.ts';
import { LEFT, RIGHT, says } from '../../support/evidence.ts';

/** Believes every source alike: likely from a probability of about a fifth on. */
const TRUSTING: Fusion = {
  weights: { bias: -1, ...Object.fromEntries(EVIDENCE_SOURCES.map((source) => [source, 5])) },
  threshold: 0.5,
};

const find = (evidence: readonly Evidence[], model: Fusion = TRUSTING) =>
  judge(candidatesFrom(evidence), model);
const nounsIn = (evidence: readonly Evidence[], model?: Fusion) =>
  find(evidence, model).map(({ label }) => label);

describe('probabilityOf', () => {
  const candidate: Candidate = {
    noun: 'chair',
    box: LEFT,
    support: [],
    broader: [],
    features: FEATURES.map((name) => (name === 'bias' ? 1 : name === 'labeler' ? 0.5 : 0)),
  };

  it.each<[string, Record<string, number>, number]>([
    ['even without weights', {}, 0.5],
    ['the logistic function of the bias', { bias: Math.log(3) }, 0.75],
    ['raised by a feature and its weight', { bias: 0, labeler: 2 * Math.log(4) }, 0.8],
    ['lowered by a negative weight', { labeler: -2 * Math.log(4) }, 0.2],
    ['untouched by what is not there', { deeplab: 9, 'no such feature': 9 }, 0.5],
  ])('is %s', (_, weights, expected) => {
    expect(probabilityOf(candidate, { weights, threshold: 0.5 })).toBeCloseTo(expected, 10);
  });
});

describe('judge', () => {
  it('finds what reaches the threshold, the surest first', () => {
    const evidence = [
      says('labeler', 'lamp', 0.5),
      says('labeler', 'chair', 0.18, { x: 0, y: 0.8, width: 0.2, height: 0.2 }),
      says('coco-ssd', 'vase', 0.9, RIGHT),
    ];
    expect(nounsIn(evidence)).toEqual(['vase', 'lamp']);
    expect(nounsIn(evidence, { ...TRUSTING, threshold: 0.95 })).toEqual(['vase']);
    expect(nounsIn(evidence, { ...TRUSTING, threshold: 0.1 })).toEqual(['vase', 'lamp', 'chair']);
  });

  it('scores a find by its probability', () => {
    const evidence = [says('coco-ssd', 'vase', 0.9)];
    const [candidate] = candidatesFrom(evidence);
    if (!candidate) throw new Error('no candidate');
    expect(find(evidence)).toEqual([
      {
        label: 'vase',
        score: probabilityOf(candidate, TRUSTING),
        box: LEFT,
        sources: ['coco-ssd'],
      },
    ]);
  });

  it('finds nothing in nothing', () => {
    expect(judge([], TRUSTING)).toEqual([]);
  });

  it('calls a thing by its finest word, though the broader is surer', () => {
    expect(nounsIn([says('coco-ssd', 'chair', 0.9), says('mobilenet', 'armchair', 0.4)])).toEqual([
      'armchair',
    ]);
  });

  it('lets no vague finer word push out a broader one', () => {
    expect(nounsIn([says('coco-ssd', 'chair', 0.9), says('mobilenet', 'armchair', 0.34)])).toEqual([
      'chair',
    ]);
  });

  it('keeps a broader word for another place', () => {
    expect(
      nounsIn([says('coco-ssd', 'chair', 0.9, RIGHT), says('mobilenet', 'armchair', 0.5)]),
    ).toEqual(['chair', 'armchair']);
  });

  it('takes two names of one place for one thing, and the surer for its name', () => {
    const nearLeft = { ...LEFT, x: 0.02 };
    expect(nounsIn([says('labeler', 'lamp', 0.5), says('labeler', 'vase', 0.7, nearLeft)])).toEqual(
      ['vase'],
    );
  });

  it('keeps a small thing on a large one', () => {
    const onTop = { ...LEFT, width: 0.1, height: 0.1 };
    expect(nounsIn([says('labeler', 'vase', 0.5, onTop), says('labeler', 'table', 0.7)])).toEqual([
      'table',
      'vase',
    ]);
  });

  it('draws the box of the source whose boxes fit best, be its word a broader one', () => {
    const box = (inset: number) => ({ ...LEFT, x: inset, width: 0.4 - 2 * inset });
    const rough = says('deeplab', 'armchair', 0.9, box(0));
    const better = says('labeler', 'armchair', 0.3, box(0.01));
    const best = says('coco-ssd', 'chair', 0.3, box(0.02));
    const boxOf = (...evidence: Evidence[]) =>
      find(evidence).find(({ label }) => label === 'armchair')?.box;
    expect(boxOf(rough)).toEqual(box(0));
    expect(boxOf(rough, better)).toEqual(box(0.01));
    expect(boxOf(rough, better, best)).toEqual(box(0.02));
    expect(boxOf(says('labeler-whole', 'armchair', 0.9), better)).toEqual(box(0.01));
  });

  it('draws the whole picture where no source says where', () => {
    expect(find([says('labeler-whole', 'lamp', 0.9)])[0]?.box).toEqual({
      x: 0,
      y: 0,
      width: 1,
      height: 1,
    });
  });

  it('names each model that agrees once, whether it saw a part or all', () => {
    const [found] = find([
      says('coco-ssd', 'chair', 0.9),
      says('labeler', 'chair', 0.5),
      says('labeler-whole', 'chair', 0.5),
      says('mobilenet', 'chair', 0.1),
      says('deeplab', 'furniture', 0.6),
    ]);
    expect(found?.sources.toSorted()).toEqual(['coco-ssd', 'deeplab', 'labeler']);
  });
});

describe('the shipped weights', () => {
  it('are of the features that there are', () => {
    expect(Object.keys(fusion.weights)).toEqual([...FEATURES]);
    expect(fusion.threshold).toBeGreaterThan(0);
    expect(fusion.threshold).toBeLessThan(1);
  });

  it('believe models that agree, and not one that hardly thinks so', () => {
    const agreed = [
      says('coco-ssd', 'chair', 0.9),
      says('labeler', 'chair', 0.6),
      says('labeler-whole', 'chair', 0.5),
    ];
    expect(judge(candidatesFrom(agreed)).map(({ label }) => label)).toEqual(['chair']);
    expect(judge(candidatesFrom([says('labeler', 'chair', 0.16)]))).toEqual([]);
  });
});
