import type { DetectedObject } from '../analysis.ts';
import { areaOf, intersectionOverUnion, WHOLE_IMAGE } from '../geometry.ts';
import type { Classification, Detection } from './detector.ts';
import { areRelated, isKindOf, nounFor } from './vocabulary.ts';

/** Two boxes of one noun that overlap more than this are one thing. */
const SAME_THING_IOU = 0.55;

/** A finer label that agrees with the coarse one needs no more than this to replace it. */
const AGREEING_PROBABILITY = 0.3;

/** A label that nothing else supports must be this sure. */
const CONFIDENT_PROBABILITY = 0.6;

/** A thing that fills this much of the picture is what the picture is of. */
const MAIN_THING_AREA = 0.4;

/** A person is no find, but what they wear may be. */
const WEARER = 'person';

/** An object before its colours are known. */
export type NamedObject = Pick<DetectedObject, 'label' | 'score' | 'box' | 'sources'>;

/** The detections that a shop could sell, under shop nouns, each thing once; surest first. */
export function coarseObjects(detections: readonly Detection[]): NamedObject[] {
  return eachOnce(
    detections.flatMap(({ label, score, box }) => {
      const noun = nounFor('coco-ssd', label);
      return noun === null ? [] : [{ label: noun, score, box, sources: ['coco-ssd'] }];
    }),
  );
}

/** The objects without those that are a surer one again: same noun, same place. Surest first. */
export function eachOnce<T extends NamedObject>(objects: readonly T[]): T[] {
  const kept: T[] = [];
  for (const object of [...objects].sort((a, b) => b.score - a.score)) {
    const isKnown = kept.some(
      ({ label, box }) =>
        label === object.label && intersectionOverUnion(box, object.box) > SAME_THING_IOU,
    );
    if (!isKnown) kept.push(object);
  }
  return kept;
}

/** Noisy-or: how likely a thing is that two speak for, each with a probability. */
export function eitherOf(a: number, b: number): number {
  return 1 - (1 - a) * (1 - b);
}

/** The boxes of people, whose clothes are worth a look. */
export function wearers(detections: readonly Detection[]): Detection[] {
  return detections.filter(({ label }) => label === WEARER);
}

/**
 * An object under the finer label of its crop, where that label is a kind of its noun or
 * is confident; unchanged otherwise.
 */
export function refine(object: NamedObject, labels: readonly Classification[]): NamedObject {
  const named = nounsOf(labels);
  const agreeing = named.find(
    ({ noun, probability }) => probability >= AGREEING_PROBABILITY && isKindOf(noun, object.label),
  );
  const finer = agreeing ?? named.find(({ probability }) => probability >= CONFIDENT_PROBABILITY);
  if (!finer) return object;
  return {
    ...object,
    label: finer.noun,
    // A label that contradicts stands on its own.
    score: agreeing ? eitherOf(object.score, finer.probability) : finer.probability,
    sources: agreeing ? [...object.sources, 'mobilenet'] : ['mobilenet'],
  };
}

/**
 * The labels to judge an object by: its crop's, and for one that fills the picture the
 * picture's as well, which is seen with its outline.
 */
export function evidenceFor(
  object: NamedObject,
  crop: readonly Classification[],
  whole: readonly Classification[],
): Classification[] {
  const labels = areaOf(object.box) > MAIN_THING_AREA ? [...crop, ...whole] : [...crop];
  return labels.sort((a, b) => b.probability - a.probability);
}

/** What a person confidently wears, boxed by the person. */
export function worn(wearer: Detection, labels: readonly Classification[]): NamedObject[] {
  return confident(labels, wearer.box);
}

/** What the whole picture confidently shows, unless something found already is that thing. */
export function mainThing(
  labels: readonly Classification[],
  found: readonly NamedObject[],
): NamedObject[] {
  return confident(labels, WHOLE_IMAGE).filter(
    (main) =>
      !found.some(
        (other) => areaOf(other.box) > MAIN_THING_AREA || areRelated(other.label, main.label),
      ),
  );
}

function confident(labels: readonly Classification[], box: DetectedObject['box']): NamedObject[] {
  return nounsOf(labels)
    .filter(({ probability }) => probability >= CONFIDENT_PROBABILITY)
    .map(({ noun, probability }) => ({
      label: noun,
      score: probability,
      box,
      sources: ['mobilenet'],
    }));
}

function nounsOf(labels: readonly Classification[]): { noun: string; probability: number }[] {
  return labels.flatMap(({ label, probability }) => {
    const noun = nounFor('mobilenet', label);
    return noun === null ? [] : [{ noun, probability }];
  });
}
