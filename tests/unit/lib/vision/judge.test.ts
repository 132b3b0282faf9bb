import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import fusion from '../../../../assets/fusion.json' with { type: 'json' };
import { type Candidate, candidatesFrom, FEATURES } from '../../../../lib/vision/candidates.ts';
import { EVIDENCE_SOURCES, type Evidence } from '../../../../lib/vision/evidence.ts';
import {
  type Fusion,
  FusionSchema,
  judge,
  probabilityOf,
  rank,
} from '../../../../lib/vision/judge.ts';
import { LEFT, RIGHT, says } from '../../support/evidence.ts';

/** Believes every source alike: likely from a probability of about a fifth on. */
const TRUSTING: Fusion = {
  weights: { bias: -1, ...Object.fromEntries(EVIDENCE_SOURCES.map((source) => [source, 5])) },
  offsets: {},
  threshold: 0.5,
};

const find = (evidence: readonly Evidence[], model: Fusion = TRUSTING) =>
  judge(rank(candidatesFrom(evidence), model), model.threshold);
const nounsIn = (evidence: readonly Evidence[], model?: Fusion) =>
  find(evidence, model).map(({ label }) => label);

const model = (weights: Fusion['weights'], offsets: Fusion['offsets'] = {}): Fusion => ({
  weights,
  offsets,
  threshold: 0.5,
});

const candidate: Candidate = {
  noun: 'chair',
  box: LEFT,
  support: [],
  broader: [],
  features: FEATURES.map((name) => (name === 'bias' ? 1 : name === 'labeler' ? 0.5 : 0)),
  traits: ['is chair', 'kind of furniture'],
};

describe('probabilityOf', () => {
  it.each<[string, Fusion, number]>([
    ['even without weights', model({}), 0.5],
    ['the logistic function of the bias', model({ bias: Math.log(3) }), 0.75],
    ['raised by a feature and its weight', model({ bias: 0, labeler: 2 * Math.log(4) }), 0.8],
    ['lowered by a negative weight', model({ labeler: -2 * Math.log(4) }), 0.2],
    ['untouched by what is not there', model({ deeplab: 9, 'no such feature': 9 }), 0.5],
    ['raised by the offset of a trait', model({}, { 'is chair': Math.log(3) }), 0.75],
    [
      'moved by the offsets of all its traits',
      model({ bias: Math.log(2) }, { 'is chair': Math.log(4), 'kind of furniture': -Math.log(2) }),
      0.8,
    ],
    ['untouched by the offsets of other traits', model({}, { 'is lamp': 9 }), 0.5],
  ])('is %s', (_, fitted, expected) => {
    expect(probabilityOf(candidate, fitted)).toBeCloseTo(expected, 10);
  });
});

describe('rank', () => {
  it('puts the likeliest first, each with its probability', () => {
    const candidates = candidatesFrom([
      says('labeler', 'lamp', 0.3),
      says('coco-ssd', 'vase', 0.9, RIGHT),
    ]).toReversed();
    const ranked = rank(candidates, TRUSTING);
    expect(ranked.map((one) => one.candidate.noun)).toEqual(['vase', 'lamp']);
    for (const one of ranked) expect(one.score).toBe(probabilityOf(one.candidate, TRUSTING));
  });

  it('leaves out nothing, however unlikely', () => {
    const candidates = candidatesFrom([says('labeler', 'lamp', 0.13)]);
    expect(rank(candidates, model({ bias: -9 }))).toHaveLength(1);
    expect(rank([])).toEqual([]);
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

  it('finds what just reaches it', () => {
    const one = { candidate, score: 0.5 };
    expect(judge([one], 0.5)).toHaveLength(1);
    expect(judge([one], 0.51)).toEqual([]);
  });

  it('scores a find by its probability', () => {
    const evidence = [says('coco-ssd', 'vase', 0.9)];
    const [first] = rank(candidatesFrom(evidence), TRUSTING);
    expect(find(evidence)).toEqual([
      { label: 'vase', score: first?.score, box: LEFT, sources: ['coco-ssd'] },
    ]);
  });

  it('finds nothing in nothing', () => {
    expect(judge([], 0.5)).toEqual([]);
  });

  it('calls a thing by its finest word, though the broader is surer', () => {
    expect(nounsIn([says('coco-ssd', 'chair', 0.9), says('labeler', 'armchair', 0.4)])).toEqual([
      'armchair',
    ]);
  });

  it('lets no vague finer word push out a broader one', () => {
    expect(nounsIn([says('coco-ssd', 'chair', 0.9), says('labeler', 'armchair', 0.25)])).toEqual([
      'chair',
    ]);
  });

  it('keeps a broader word for another place', () => {
    expect(
      nounsIn([says('coco-ssd', 'chair', 0.9, RIGHT), says('labeler', 'armchair', 0.5)]),
    ).toEqual(['chair', 'armchair']);
  });

  /** A box as large as the left one, of which it covers `share`. */
  const beside = (share: number) => ({ ...LEFT, x: LEFT.x + (1 - share) * LEFT.width });

  it('takes two kinds of one thing in one place for it, and the surer for its name', () => {
    const sandals = says('labeler', 'sandals', 0.5);
    const loafers = (box = LEFT) => says('labeler', 'loafers', 0.51, box);
    expect(nounsIn([sandals, loafers()])).toEqual(['loafers']);
    expect(nounsIn([sandals, loafers(beside(0.8))])).toEqual(['loafers']);
    expect(nounsIn([sandals, loafers(beside(0.7))])).toEqual(['loafers', 'sandals']);
  });

  it('takes the surer of two things for what fills a place, where it is clearly surer', () => {
    const lamp = says('labeler', 'lamp', 0.5);
    const vase = (probability: number, box = LEFT) => says('labeler', 'vase', probability, box);
    expect(nounsIn([lamp, vase(0.9)])).toEqual(['vase']);
    expect(nounsIn([lamp, vase(0.9, beside(0.95))])).toEqual(['vase']);
    expect(nounsIn([lamp, vase(0.55)])).toEqual(['vase', 'lamp']);
    expect(nounsIn([lamp, vase(0.9, beside(0.8))])).toEqual(['vase', 'lamp']);
  });

  describe('where a sofa and a table are as likely in one place', () => {
    const here = [says('labeler', 'coffee table', 0.6), says('labeler', 'sofa', 0.57)];
    const placesWith = (...elsewhere: Evidence[]) =>
      find([...here, ...elsewhere]).map(({ label, box }) => [
        label,
        box === LEFT ? 'here' : 'there',
      ]);

    it.each(['coffee table', 'side table'])(
      'leaves it to the sofa if a %s is elsewhere',
      (noun) => {
        expect(placesWith(says('labeler', noun, 0.61, RIGHT))).toEqual([
          [noun, 'there'],
          ['sofa', 'here'],
        ]);
      },
    );

    it('keeps both if there is no table elsewhere, or hardly one', () => {
      const both = [
        ['coffee table', 'here'],
        ['sofa', 'here'],
      ];
      expect(placesWith()).toEqual(both);
      const faint = says('labeler', 'coffee table', 0.22, RIGHT);
      expect(placesWith(faint)).toEqual([...both, ['coffee table', 'there']]);
    });
  });

  it('keeps a small thing on a large one', () => {
    const onTop = { ...LEFT, width: 0.1, height: 0.1 };
    expect(nounsIn([says('labeler', 'vase', 0.5, onTop), says('labeler', 'table', 0.9)])).toEqual([
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

  it('draws the box of the surest where one source has several', () => {
    const near = { ...LEFT, x: 0.05 };
    const evidence = [says('labeler', 'lamp', 0.4), says('labeler', 'lamp', 0.6, near)];
    expect(find(evidence)).toMatchObject([{ label: 'lamp', box: near }]);
  });

  it('draws the part of the body where no other source says where', () => {
    const feet = { ...LEFT, y: 0.8, height: 0.2 };
    expect(find([says('labeler-person', 'boots', 0.9, feet)])).toMatchObject([{ box: feet }]);
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
      says('labeler-person', 'chair', 0.5),
      says('mobilenet-whole', 'chair', 0.1),
      says('deeplab', 'furniture', 0.6),
    ]);
    expect(found?.sources.toSorted()).toEqual(['coco-ssd', 'deeplab', 'labeler']);
  });
});

describe('the shipped fusion', () => {
  const shipped = v.parse(FusionSchema, fusion);

  it('weighs the features that there are', () => {
    expect(Object.keys(shipped.weights)).toEqual([...FEATURES]);
    expect(shipped.threshold).toBeGreaterThan(0);
    expect(shipped.threshold).toBeLessThan(1);
  });

  it('has offsets for traits as candidates have them', () => {
    const traits = Object.keys(shipped.offsets);
    const says = EVIDENCE_SOURCES.map((source) => `${source} says `);
    const heads = ['is ', 'kind of ', ...says];
    expect(traits.filter((trait) => !heads.some((head) => trait.startsWith(head)))).toEqual([]);
  });

  it('believes models that agree, and not one that hardly thinks so', () => {
    const agreed = [
      says('coco-ssd', 'sofa', 0.95),
      says('labeler', 'sofa', 0.9),
      says('labeler', 'furniture', 0.9),
      says('labeler-whole', 'sofa', 0.8),
      says('labeler-whole', 'furniture', 0.9),
      says('deeplab', 'sofa', 0.95),
    ];
    expect(judge(rank(candidatesFrom(agreed))).map(({ label }) => label)).toEqual(['sofa']);
    expect(judge(rank(candidatesFrom([says('labeler', 'sofa', 0.13)])))).toEqual([]);
  });
});
