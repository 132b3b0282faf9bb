import { describe, expect, it } from 'vitest';
import { WHOLE_IMAGE } from '../../../../lib/geometry.ts';
import type { BodyPart, BodyPartName } from '../../../../lib/vision/body-parts.ts';
import {
  evidenceOfBodyParts,
  evidenceOfDetections,
  evidenceOfRegions,
  evidenceOfSegments,
  evidenceOfWhole,
} from '../../../../lib/vision/evidence.ts';
import type { Segment } from '../../../../lib/vision/segments.ts';

const LEFT = { x: 0, y: 0, width: 0.4, height: 1 };
const RIGHT = { x: 0.6, y: 0, width: 0.4, height: 1 };

const saying = (label: string, probability = 0.5) => ({ label, probability });

describe('evidenceOfDetections', () => {
  it('says it under the noun of a shop', () => {
    expect(evidenceOfDetections([{ label: 'couch', score: 0.7, box: LEFT }])).toEqual([
      { noun: 'sofa', probability: 0.7, box: LEFT, source: 'coco-ssd' },
    ]);
  });

  it('leaves out what no shop sells and what is not worth remembering', () => {
    const found = evidenceOfDetections([
      { label: 'person', score: 0.9, box: LEFT },
      { label: 'no such label', score: 0.9, box: LEFT },
      { label: 'chair', score: 0.079, box: LEFT },
      { label: 'chair', score: 0.08, box: RIGHT },
    ]);
    expect(found.map(({ box }) => box)).toEqual([RIGHT]);
  });
});

describe('evidenceOfWhole', () => {
  it.each([
    ['labeler', 'Couch'],
    ['mobilenet', 'studio couch, day bed'],
  ] as const)('speaks of the whole image, in the words of %s', (model, label) => {
    expect(evidenceOfWhole(model, [saying(label, 0.3)])).toEqual([
      { noun: 'sofa', probability: 0.3, box: WHOLE_IMAGE, source: `${model}-whole` },
    ]);
  });

  it('keeps every label that a shop sells, in its order', () => {
    const labels = [
      saying('Lamp'),
      saying('Porcupine'),
      saying('Desk', 0.1),
      saying('Chair', 0.05),
    ];
    expect(evidenceOfWhole('labeler', labels).map(({ noun }) => noun)).toEqual(['lamp', 'desk']);
  });
});

describe('evidenceOfRegions', () => {
  it('speaks of each region in its place', () => {
    expect(
      evidenceOfRegions('labeler', [[saying('Couch', 0.6)], [saying('Lamp', 0.9)]], [LEFT, RIGHT]),
    ).toEqual([
      { noun: 'sofa', probability: 0.6, box: LEFT, source: 'labeler' },
      { noun: 'lamp', probability: 0.9, box: RIGHT, source: 'labeler' },
    ]);
  });

  it('keeps every label of a region that a shop sells', () => {
    const labels = [
      saying('Lamp'),
      saying('Porcupine'),
      saying('Desk', 0.1),
      saying('Chair', 0.05),
    ];
    const found = evidenceOfRegions('labeler', [labels], [LEFT]);
    expect(found.map(({ noun }) => noun)).toEqual(['lamp', 'desk']);
  });

  it('has nothing of nothing, and of a region without labels', () => {
    expect(evidenceOfRegions('labeler', [], [])).toEqual([]);
    expect(evidenceOfRegions('labeler', [[]], [LEFT])).toEqual([]);
    expect(evidenceOfRegions('labeler', [], [LEFT])).toEqual([]);
  });

  it('reads no labels beyond those of its regions', () => {
    const labels = [[saying('Couch')], [saying('Lamp')]];
    expect(evidenceOfRegions('labeler', labels, [LEFT]).map(({ noun }) => noun)).toEqual(['sofa']);
  });
});

describe('evidenceOfBodyParts', () => {
  const part = (name: BodyPartName, box = LEFT): BodyPart => ({ name, box });
  const outfit = [saying('Jeans'), saying('Dress', 0.4), saying('Couch', 0.9), saying('Hat', 0.3)];

  it('speaks of what is worn on a part, in its place', () => {
    expect(evidenceOfBodyParts([[saying('Jeans', 0.6)]], [part('lower body', RIGHT)])).toEqual([
      { noun: 'jeans', probability: 0.6, box: RIGHT, source: 'labeler-person' },
    ]);
  });

  it('leaves out what is not worn there', () => {
    const parts = [part('head'), part('upper body'), part('lower body'), part('feet')];
    const found = parts.map((one) => evidenceOfBodyParts([outfit], [one]).map(({ noun }) => noun));
    expect(found).toEqual([['hat'], ['dress'], ['jeans', 'dress'], []]);
  });

  it('leaves out what no shop sells and what is not worth remembering', () => {
    const labels = [saying('Porcupine', 0.9), saying('Hat', 0.07)];
    expect(evidenceOfBodyParts([labels], [part('head')])).toEqual([]);
  });

  it('has nothing of a part without labels', () => {
    expect(evidenceOfBodyParts([], [part('head')])).toEqual([]);
  });
});

describe('evidenceOfSegments', () => {
  const segment = (classIndex: number, probability = 0.8): Segment => ({
    classIndex,
    probability,
    area: 0.4,
    box: LEFT,
    pixels: [],
  });
  const names = ['wall', 'sofa', 'lamp'];

  it('names them by their class, without walls', () => {
    expect(evidenceOfSegments([segment(0), segment(2), segment(1, 0.5)], names)).toEqual([
      { noun: 'lamp', probability: 0.8, box: LEFT, source: 'deeplab' },
      { noun: 'sofa', probability: 0.5, box: LEFT, source: 'deeplab' },
    ]);
  });

  it('leaves out a class without a name and one that is hardly there', () => {
    expect(evidenceOfSegments([segment(3), segment(1, 0.05)], names)).toEqual([]);
  });
});
