import type { BoundingBox } from '../analysis.ts';
import { areaOf, intersectionOverUnion, WHOLE_IMAGE } from '../geometry.ts';
import { bodyPartsOf } from './body-parts.ts';
import { candidatesFrom } from './candidates.ts';
import type {
  Classifier,
  Detection,
  LocalizedBox,
  Localizer,
  RgbaImage,
  Segmentation,
  Segmenter,
} from './detector.ts';
import {
  type Evidence,
  evidenceOfBodyParts,
  evidenceOfDetections,
  evidenceOfRegions,
  evidenceOfSegments,
  evidenceOfWhole,
} from './evidence.ts';
import { findsAmong } from './finds.ts';
import type { NamedObject } from './fusion.ts';
import { type Fusion, rank, SHIPPED_FUSION } from './judge.ts';
import { type Mask, maskOf } from './mask.ts';
import { lookOf } from './picture-look.ts';
import { type Scene, type SceneModel, SHIPPED_SCENES, sceneCuesOf, sceneOf } from './scene.ts';
import { type Segment, segmentsOf } from './segments.ts';
import { domainOf } from './vocabulary.ts';

/** The models that look closer than the detector. A build may lack the optional ones. */
export interface CloserEyes {
  localizer: Localizer;
  labeler: Classifier;
  classifier: Classifier | null;
  segmenter: Segmenter | null;
}

/** What all models together say of an image. */
export interface Observation {
  evidence: Evidence[];
  /** Empty where the segmenter was not asked. */
  segments: Segment[];
  segmentation: Segmentation | null;
  /** Values of SCENE_CUES. */
  sceneCues: number[];
}

/** A thing with its pixels, null where only its box is known. */
export interface MaskedObject extends NamedObject {
  mask: Mask | null;
}

/** What a closer look has found. */
export interface CloserLook {
  /** What a shopper would look for first comes first. */
  objects: MaskedObject[];
  scene: Scene | null;
}

/**
 * Regions named at first sight. Each costs about an eighth of a detection on wasm, the segmenter
 * four; the whole is to cost no more than eight.
 */
const FIRST_REGIONS = 6;

/** Where the segmenter is not asked: further regions, for which there is the segmenter's time. */
const FURTHER_REGIONS = 10;

/** Two regions that overlap more than this show the same. */
const SAME_REGION = 0.75;

/** Segments smaller than this share of the image are noise at their edges. */
const MIN_SEGMENT = 0.0008;

/** Evidence of a thing for the home, from which on a picture may be of a room. */
const ROOM_PROBABILITY = 0.3;
const ROOM_DOMAINS: ReadonlySet<string> = new Set(['home', 'kitchen']);

/** The corners of an image, in which the localizer looks again for what is small. */
const CORNER_SIDE = 0.6;
const CORNERS: readonly BoundingBox[] = [0, 1 - CORNER_SIDE].flatMap((y) =>
  [0, 1 - CORNER_SIDE].map((x) => ({ x, y, width: CORNER_SIDE, height: CORNER_SIDE })),
);

/** A box that ends this near to the edge of its corner is of a thing that goes on beyond it. */
const CUT_MARGIN = 0.02;

/** What the evidence is weighed with. */
export interface Weights {
  fusion: Fusion;
  scenes: SceneModel;
}

/** The things in an image by all models together, and the scene. */
export async function lookCloser(
  image: RgbaImage,
  detections: readonly Detection[],
  eyes: CloserEyes,
  { fusion, scenes }: Weights = { fusion: SHIPPED_FUSION, scenes: SHIPPED_SCENES },
): Promise<CloserLook> {
  const { evidence, segments, segmentation, sceneCues } = await observe(image, detections, eyes);
  const scene = sceneOf(sceneCues, scenes);
  const ranked = rank(candidatesFrom(evidence), fusion);
  const classNames = eyes.segmenter?.labels ?? [];
  const objects = findsAmong(ranked, scene, fusion.threshold).map((object) => ({
    ...object,
    mask: segmentation && maskOf(object, segments, segmentation, classNames),
  }));
  return { objects, scene };
}

/** Asks every model about an image. */
export async function observe(
  image: RgbaImage,
  detections: readonly Detection[],
  { localizer, labeler, classifier, segmenter }: CloserEyes,
): Promise<Observation> {
  const regions = proposeRegions(detections, await localizer.detect(image), FIRST_REGIONS);
  const parts = bodyPartsOf(detections);
  const [whole = [], ...labels] = await labeler.classify(image, [
    WHOLE_IMAGE,
    ...regions,
    ...parts.map(({ box }) => box),
  ]);
  const evidence = [
    ...evidenceOfDetections(detections),
    ...evidenceOfWhole('labeler', whole),
    ...evidenceOfRegions('labeler', labels, regions),
    ...evidenceOfBodyParts(labels.slice(regions.length), parts),
  ];
  let segments: Segment[] = [];
  let segmentation: Segmentation | null = null;
  if (segmenter && mayShowRoom(evidence)) {
    segmentation = await segmenter.segment(image);
    segments = segmentsOf(segmentation, MIN_SEGMENT);
    evidence.push(...evidenceOfSegments(segments, segmenter.labels));
  } else {
    if (classifier) {
      const [classes = []] = await classifier.classify(image, [WHOLE_IMAGE]);
      evidence.push(...evidenceOfWhole('mobilenet', classes));
    }
    const inCorners = (await localizer.detect(image, CORNERS)).filter(
      ({ box, region }) => !isCut(box, CORNERS[region] ?? WHOLE_IMAGE),
    );
    const further = proposeRegions([], inCorners, FURTHER_REGIONS, regions);
    const named = further.length > 0 ? await labeler.classify(image, further) : [];
    evidence.push(...evidenceOfRegions('labeler', named, further));
  }
  const look = lookOf(image);
  const classNames = segmenter?.labels ?? [];
  return {
    evidence,
    segments,
    segmentation,
    sceneCues: sceneCuesOf({ look, detections, evidence, segments, classNames }),
  };
}

/**
 * Where to look for a name: what the detector found, then the best that anything is said to be in.
 * @param known regions that have been looked at
 */
export function proposeRegions(
  detections: readonly Detection[],
  located: readonly LocalizedBox[],
  count: number = FIRST_REGIONS,
  known: readonly BoundingBox[] = [],
): BoundingBox[] {
  const regions: BoundingBox[] = [];
  for (const { box } of [...detections, ...located]) {
    if (areaOf(box) > 0 && !isAmong([...known, ...regions], box)) regions.push(box);
  }
  return regions.slice(0, count);
}

function isAmong(regions: readonly BoundingBox[], box: BoundingBox): boolean {
  return regions.some((known) => intersectionOverUnion(known, box) > SAME_REGION);
}

/** Whether a box ends at an edge of its region that is no edge of the image. */
function isCut(box: BoundingBox, region: BoundingBox): boolean {
  const isCutAt = (edge: number, of: number) =>
    edge > CUT_MARGIN && edge < 1 - CUT_MARGIN && Math.abs(edge - of) < CUT_MARGIN;
  return (
    isCutAt(region.x, box.x) ||
    isCutAt(region.y, box.y) ||
    isCutAt(region.x + region.width, box.x + box.width) ||
    isCutAt(region.y + region.height, box.y + box.height)
  );
}

/** Only rooms are worth the segmenter's time: it knows furniture and walls, no clothes. */
function mayShowRoom(evidence: readonly Evidence[]): boolean {
  return evidence.some(
    ({ noun, probability }) =>
      probability >= ROOM_PROBABILITY && ROOM_DOMAINS.has(domainOf(noun) ?? ''),
  );
}
