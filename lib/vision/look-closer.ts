import type { BoundingBox } from '../analysis.ts';
import { areaOf, intersectionOverUnion, WHOLE_IMAGE } from '../geometry.ts';
import { candidatesFrom } from './candidates.ts';
import type {
  Classifier,
  Detection,
  LocalizedBox,
  Localizer,
  RgbaImage,
  Segmenter,
} from './detector.ts';
import {
  type Evidence,
  evidenceOfDetections,
  evidenceOfLabels,
  evidenceOfSegments,
} from './evidence.ts';
import type { NamedObject } from './fusion.ts';
import { judge } from './judge.ts';
import { segmentsOf } from './segments.ts';
import { domainOf } from './vocabulary.ts';

/** The models that look closer than the detector. A build may lack the optional ones. */
export interface CloserEyes {
  localizer: Localizer;
  labeler: Classifier;
  classifier: Classifier | null;
  segmenter: Segmenter | null;
}

/** Regions named by the labeler; each costs about 12 ms on wasm, and the best come first. */
const MAX_REGIONS = 24;

/** Detections named by MobileNet, which costs four times as much for each. */
const MAX_CLASSIFIED = 5;

/** Two regions that overlap more than this show the same. */
const SAME_REGION = 0.75;

/** Segments smaller than this share of the image are noise at their edges. */
const MIN_SEGMENT = 0.0008;

/** Evidence of a thing for the home, from which on a picture may be of a room. */
const ROOM_PROBABILITY = 0.35;

/** The things in an image by all models together, the surest first. */
export async function lookCloser(
  image: RgbaImage,
  detections: readonly Detection[],
  eyes: CloserEyes,
): Promise<NamedObject[]> {
  return judge(candidatesFrom(await gatherEvidence(image, detections, eyes)));
}

/** What every model says of an image, under shop nouns. */
export async function gatherEvidence(
  image: RgbaImage,
  detections: readonly Detection[],
  { localizer, labeler, classifier, segmenter }: CloserEyes,
): Promise<Evidence[]> {
  const regions = proposeRegions(detections, await localizer.detect(image));
  const evidence = [
    ...evidenceOfDetections(detections),
    ...evidenceOfLabels(
      'labeler',
      await labeler.classify(image, [WHOLE_IMAGE, ...regions]),
      regions,
    ),
  ];
  if (classifier) {
    const boxes = detections.slice(0, MAX_CLASSIFIED).map(({ box }) => box);
    const labels = await classifier.classify(image, [WHOLE_IMAGE, ...boxes]);
    evidence.push(...evidenceOfLabels('mobilenet', labels, boxes));
  }
  if (segmenter && mayShowRoom(evidence)) {
    const segments = segmentsOf(await segmenter.segment(image), MIN_SEGMENT);
    evidence.push(...evidenceOfSegments(segments, segmenter.labels));
  }
  return evidence;
}

/** Where to look for a name: what the detector found, then the best that anything is said to be in. */
export function proposeRegions(
  detections: readonly Detection[],
  located: readonly LocalizedBox[],
): BoundingBox[] {
  const regions: BoundingBox[] = [];
  for (const { box } of [...detections, ...located]) {
    const isKnown = regions.some((known) => intersectionOverUnion(known, box) > SAME_REGION);
    if (!isKnown && areaOf(box) > 0) regions.push(box);
  }
  return regions.slice(0, MAX_REGIONS);
}

/** Only rooms are worth the segmenter's time: it knows furniture and walls, no clothes. */
function mayShowRoom(evidence: readonly Evidence[]): boolean {
  return evidence.some(
    ({ noun, probability }) => probability >= ROOM_PROBABILITY && domainOf(noun) === 'home',
  );
}
