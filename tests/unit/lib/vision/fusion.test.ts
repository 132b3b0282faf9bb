import { describe, expect, it } from 'vitest';
import type { BoundingBox } from '../../../../lib/analysis.ts';
import { WHOLE_IMAGE } from '../../../../lib/geometry.ts';
import type { Detection } from '../../../../lib/vision/detector.ts';
import {
  coarseObjects,
  evidenceFor,
  mainThing,
  type NamedObject,
  refine,
  wearers,
  worn,
} from '../../../../lib/vision/fusion.ts';

const BOX: BoundingBox = { x: 0.1, y: 0.1, width: 0.3, height: 0.3 };
const NEARBY: BoundingBox = { ...BOX, x: 0.12 };
const ELSEWHERE: BoundingBox = { ...BOX, x: 0.6 };
const LARGE: BoundingBox = { x: 0.1, y: 0.1, width: 0.8, height: 0.8 };

const detection = (label: string, score: number, box = BOX): Detection => ({ label, score, box });
const chair: NamedObject = { label: 'chair', score: 0.6, box: BOX, sources: ['coco-ssd'] };
const seen = (label: string, probability: number) => ({ label, probability });

describe('coarseObjects', () => {
  it('speaks as shops do, the surest first', () => {
    expect(coarseObjects([detection('couch', 0.5), detection('vase', 0.8, ELSEWHERE)])).toEqual([
      { label: 'vase', score: 0.8, box: ELSEWHERE, sources: ['coco-ssd'] },
      { label: 'sofa', score: 0.5, box: BOX, sources: ['coco-ssd'] },
    ]);
  });

  it('leaves out what no shop sells', () => {
    expect(coarseObjects([detection('person', 0.9), detection('dog', 0.9)])).toEqual([]);
  });

  it('counts a thing found twice once, with its surest box', () => {
    const found = coarseObjects([detection('chair', 0.5, NEARBY), detection('chair', 0.9)]);
    expect(found).toEqual([{ ...chair, score: 0.9 }]);
  });

  it('counts two of a kind apart, and two kinds in one place', () => {
    const found = coarseObjects([
      detection('chair', 0.9),
      detection('chair', 0.8, ELSEWHERE),
      detection('vase', 0.7),
    ]);
    expect(found.map(({ label }) => label)).toEqual(['chair', 'chair', 'vase']);
  });

  it('leaves its input as it was', () => {
    const detections = [detection('vase', 0.5), detection('chair', 0.9)];
    coarseObjects(detections);
    expect(detections.map(({ label }) => label)).toEqual(['vase', 'chair']);
  });
});

describe('wearers', () => {
  it('are the people', () => {
    const person = detection('person', 0.9);
    expect(wearers([detection('dog', 0.9), person])).toEqual([person]);
  });
});

describe('refine', () => {
  it('takes a finer name that agrees, and grows surer', () => {
    const refined = refine(chair, [seen('folding chair', 0.4)]);
    expect(refined).toMatchObject({
      label: 'folding chair',
      box: BOX,
      sources: ['coco-ssd', 'mobilenet'],
    });
    expect(refined.score).toBeCloseTo(1 - 0.4 * 0.6);
  });

  it('prefers a name that agrees to a surer one that does not', () => {
    const labels = [seen('table lamp', 0.65), seen('folding chair', 0.31)];
    expect(refine(chair, labels).label).toBe('folding chair');
  });

  it('believes a name that contradicts only when it is sure', () => {
    expect(refine(chair, [seen('table lamp', 0.59)])).toEqual(chair);
    expect(refine(chair, [seen('table lamp', 0.6)])).toEqual({
      label: 'table lamp',
      score: 0.6,
      box: BOX,
      sources: ['mobilenet'],
    });
  });

  it.each([
    ['an unsure name', [seen('folding chair', 0.29)]],
    ['what no shop sells', [seen('tabby, tabby cat', 0.99)]],
    ['nothing', []],
  ])('changes nothing for %s', (_, labels) => {
    expect(refine(chair, labels)).toEqual(chair);
  });
});

describe('evidenceFor', () => {
  const crop = [seen('desk', 0.2)];
  const whole = [seen('dining table, board', 0.7)];

  it("is the crop's for a thing among others", () => {
    expect(evidenceFor(chair, crop, whole)).toEqual(crop);
  });

  it("includes the picture's for one that fills it, the surest first", () => {
    expect(evidenceFor({ ...chair, box: LARGE }, crop, whole)).toEqual([...whole, ...crop]);
  });
});

describe('worn', () => {
  it('is what the crop of a person surely shows, in the box of the person', () => {
    const labels = [seen('trench coat', 0.7), seen('sunglass', 0.61), seen('suit', 0.5)];
    expect(worn(detection('person', 0.9), labels)).toEqual([
      { label: 'trench coat', score: 0.7, box: BOX, sources: ['mobilenet'] },
      { label: 'sunglasses', score: 0.61, box: BOX, sources: ['mobilenet'] },
    ]);
  });
});

describe('mainThing', () => {
  const labels = [seen('sandal', 0.8)];
  const sandals = { label: 'sandals', score: 0.8, box: WHOLE_IMAGE, sources: ['mobilenet'] };

  it('is what the whole picture surely shows', () => {
    expect(mainThing(labels, [])).toEqual([sandals]);
    expect(mainThing(labels, [chair])).toEqual([sandals]);
    expect(mainThing([seen('sandal', 0.5)], [])).toEqual([]);
  });

  it('is nothing new where a thing of its kind is found', () => {
    expect(mainThing(labels, [{ ...chair, label: 'loafers' }])).toEqual([]);
  });

  it('is nothing new where something fills the picture', () => {
    expect(mainThing(labels, [{ ...chair, box: LARGE }])).toEqual([]);
  });
});
