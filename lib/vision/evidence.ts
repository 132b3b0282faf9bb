import type { BoundingBox } from '../analysis.ts';
import { WHOLE_IMAGE } from '../geometry.ts';
import type { Classification, Detection } from './detector.ts';
import type { Segment } from './segments.ts';
import { nounFor } from './vocabulary.ts';

/** Where a piece of evidence comes from: a model, and for classifiers whether they saw it all. */
export const EVIDENCE_SOURCES = [
  'coco-ssd',
  'labeler',
  'labeler-whole',
  'mobilenet',
  'mobilenet-whole',
  'deeplab',
] as const;
export type EvidenceSource = (typeof EVIDENCE_SOURCES)[number];

/** One model's word on what is in one place, under a shop noun. */
export interface Evidence {
  noun: string;
  /** As the model gave it; how much it is worth is the fusion's business. */
  probability: number;
  box: BoundingBox;
  source: EvidenceSource;
}

/** Below this a model says nothing worth remembering. */
const MIN_PROBABILITY = 0.08;

/** What the detector found, without what no shop sells. */
export function evidenceOfDetections(detections: readonly Detection[]): Evidence[] {
  return detections.flatMap(({ label, score, box }) =>
    evidence(nounFor('coco-ssd', label), score, box, 'coco-ssd'),
  );
}

/**
 * What a classifier says of the whole image and of regions.
 * @param labels of the whole image first, then of each of `regions`
 */
export function evidenceOfLabels(
  model: 'labeler' | 'mobilenet',
  labels: readonly (readonly Classification[])[],
  regions: readonly BoundingBox[],
): Evidence[] {
  return labels.flatMap((ofRegion, i) => {
    const box = i === 0 ? WHOLE_IMAGE : (regions[i - 1] ?? WHOLE_IMAGE);
    const source: EvidenceSource = i === 0 ? `${model}-whole` : model;
    return ofRegion.flatMap(({ label, probability }) =>
      evidence(nounFor(model, label), probability, box, source),
    );
  });
}

/** What the segmenter found. `names` are its classes by index. */
export function evidenceOfSegments(
  segments: readonly Segment[],
  names: readonly string[],
): Evidence[] {
  return segments.flatMap(({ classIndex, probability, box }) =>
    evidence(nounFor('ade20k', names[classIndex] ?? ''), probability, box, 'deeplab'),
  );
}

function evidence(
  noun: string | null,
  probability: number,
  box: BoundingBox,
  source: EvidenceSource,
): Evidence[] {
  return noun === null || probability < MIN_PROBABILITY ? [] : [{ noun, probability, box, source }];
}
