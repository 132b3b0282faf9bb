import type { BoundingBox } from '../analysis.ts';
import { WHOLE_IMAGE } from '../geometry.ts';
import type { BodyPart } from './body-parts.ts';
import { isWornOn } from './body-parts.ts';
import type { Classification, Detection } from './detector.ts';
import type { Segment } from './segments.ts';
import { nounFor } from './vocabulary.ts';

/**
 * Where a piece of evidence comes from: a model, and for classifiers what they were shown. These
 * are the sources that the judge has learnt to weigh.
 */
export const EVIDENCE_SOURCES = [
  'coco-ssd',
  'labeler',
  'labeler-person',
  'labeler-whole',
  'mobilenet-whole',
  'deeplab',
] as const;
/** MobileNet is asked of a region only where the user has drawn it. */
export type EvidenceSource = (typeof EVIDENCE_SOURCES)[number] | 'mobilenet';

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

/** What a classifier says of the whole image. */
export function evidenceOfWhole(
  model: 'labeler' | 'mobilenet',
  labels: readonly Classification[],
): Evidence[] {
  return labels.flatMap(({ label, probability }) =>
    evidence(nounFor(model, label), probability, WHOLE_IMAGE, `${model}-whole`),
  );
}

/** What a classifier says of each of `regions`; `labels` in the same order. */
export function evidenceOfRegions(
  model: 'labeler' | 'mobilenet',
  labels: readonly (readonly Classification[])[],
  regions: readonly BoundingBox[],
): Evidence[] {
  return regions.flatMap((box, i) =>
    (labels[i] ?? []).flatMap(({ label, probability }) =>
      evidence(nounFor(model, label), probability, box, model),
    ),
  );
}

/** What the labeler says of parts of people: only what is worn there; `labels` in the same order. */
export function evidenceOfBodyParts(
  labels: readonly (readonly Classification[])[],
  parts: readonly BodyPart[],
): Evidence[] {
  return parts.flatMap(({ name, box }, i) =>
    (labels[i] ?? []).flatMap(({ label, probability }) => {
      const noun = nounFor('labeler', label);
      return noun !== null && isWornOn(name, noun)
        ? evidence(noun, probability, box, 'labeler-person')
        : [];
    }),
  );
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
