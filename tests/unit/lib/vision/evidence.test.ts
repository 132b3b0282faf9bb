import { describe, expect, it } from 'vitest';
import { WHOLE_IMAGE } from '../../../../lib/geometry.ts';
import {
  evidenceOfDetections,
  evidenceOfLabels,
  evidenceOfSegments,
} from '../../../../lib/vision/evidence.ts';
import type { Segment } from '../../../../lib/vision/segments.ts';

const LEFT = { x: 0, y: 0, width: 0.4, height: 1 };
const RIGHT = { x: 0.6, y: 0, width: 0.4, height: 1 };

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

describe('evidenceOfLabels', () => {
  it.each(['labeler', 'mobilenet'] as const)('tells the whole from regions, for %s', (model) => {
    const label = model === 'labeler' ? 'Couch' : 'studio couch';
    const saying = (probability: number) => [{ label, probability }];
    expect(evidenceOfLabels(model, [saying(0.3), saying(0.6), saying(0.9)], [LEFT, RIGHT])).toEqual(
      [
        { noun: 'sofa', probability: 0.3, box: WHOLE_IMAGE, source: `${model}-whole` },
        { noun: 'sofa', probability: 0.6, box: LEFT, source: model },
        { noun: 'sofa', probability: 0.9, box: RIGHT, source: model },
      ],
    );
  });

  it('keeps every label of a region that a shop sells', () => {
    const labels = [
      { label: 'Lamp', probability: 0.5 },
      { label: 'Porcupine', probability: 0.4 },
      { label: 'Desk', probability: 0.1 },
      { label: 'Chair', probability: 0.05 },
    ];
    const found = evidenceOfLabels('labeler', [[], labels], [LEFT]);
    expect(found.map(({ noun }) => noun)).toEqual(['lamp', 'desk']);
  });

  it('has nothing of nothing', () => {
    expect(evidenceOfLabels('labeler', [], [])).toEqual([]);
    expect(evidenceOfLabels('labeler', [[], []], [LEFT])).toEqual([]);
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
