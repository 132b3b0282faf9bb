import type { BoundingBox, DetectedObject } from '../analysis.ts';
import { areaOf, coverage } from '../geometry.ts';
import type { Classifier, Detector, Localizer, RgbaImage } from './detector.ts';
import {
  type Evidence,
  type EvidenceSource,
  evidenceOfDetections,
  evidenceOfRegions,
} from './evidence.ts';
import { depthOf, isGeneric, isKindOf } from './vocabulary.ts';

/** The models that name an area. A build may lack all but the detector. */
export interface RegionEyes {
  detector: Detector;
  classifier: Classifier | null;
  localizer: Localizer | null;
  labeler: Classifier | null;
}

/** What an area shows. */
export interface NamedRegion {
  /** Null where nothing was recognised. */
  label: string | null;
  /** Confidence in [0, 1]; 0 where nothing was recognised. */
  score: number;
  /** Other nouns that the evidence speaks for, the likeliest first. */
  alternatives: string[];
  sources: string[];
  /** The thing itself, which may be smaller than the area drawn around it. */
  box: BoundingBox;
}

/** How far each model's word is to be believed on an area that holds one thing. */
const TRUST: Partial<Record<EvidenceSource, number>> = {
  'coco-ssd': 0.5,
  labeler: 0.9,
  mobilenet: 0.7,
};

/** A broader word ("chair") says this much for a finer one ("armchair") that another model gave. */
const BROADER_COUNTS = 0.4;

/** A finer word stands for its broader one when it is this likely, measured by it. */
const FINE_ENOUGH = 0.65;

/** From here on a noun is worth showing; the user says that there is a thing, so little is enough. */
const MIN_SCORE = 0.3;

/** A thing that takes less of the area than this is a part of what was meant. */
const MIN_THING_SHARE = 0.3;

const MAX_ALTERNATIVES = 6;

/**
 * Names what an area shows, by what every model sees in it: the detector in the area as a picture
 * of its own, the classifiers in the area and in the thing that the localizer finds there.
 * @param area in fractions of the image
 */
export async function nameRegion(
  image: RgbaImage,
  area: BoundingBox,
  { detector, classifier, localizer, labeler }: RegionEyes,
): Promise<NamedRegion> {
  const thing = localizer ? await mainThingIn(image, area, localizer) : null;
  const regions = thing ? [area, thing] : [area];
  const evidence: Evidence[] = evidenceOfDetections(await detectIn(image, area, detector));
  for (const [model, eye] of [
    ['labeler', labeler],
    ['mobilenet', classifier],
  ] as const) {
    // The first labels are of the whole image, which was not asked.
    if (eye)
      evidence.push(...evidenceOfRegions(model, await eye.classify(image, regions), regions));
  }
  return { ...judgeRegion(evidence), box: thing ?? area };
}

/** The noun that the evidence on one thing carries, and what else it may be. */
export function judgeRegion(evidence: readonly Evidence[]): Omit<NamedRegion, 'box'> {
  const nouns = new Set(evidence.map(({ noun }) => noun).filter((noun) => !isGeneric(noun)));
  const ranked = [...nouns]
    .map((noun) => ({ noun, score: scoreOf(noun, evidence) }))
    .filter(({ score }) => score >= MIN_SCORE)
    .sort((a, b) => b.score - a.score);
  const [likeliest] = ranked;
  if (!likeliest)
    return { label: null, score: 0, alternatives: likelyNouns(evidence), sources: [] };
  const best =
    ranked
      .filter(
        ({ noun, score }) =>
          isKindOf(noun, likeliest.noun) && score >= likeliest.score * FINE_ENOUGH,
      )
      .sort((a, b) => depthOf(b.noun) - depthOf(a.noun) || b.score - a.score)[0] ?? likeliest;
  const agreeing = evidence.filter(
    ({ noun }) => isKindOf(noun, best.noun) || isKindOf(best.noun, noun),
  );
  return {
    label: best.noun,
    score: best.score,
    alternatives: ranked
      .map(({ noun }) => noun)
      .filter((noun) => noun !== best.noun)
      .slice(0, MAX_ALTERNATIVES),
    sources: [...new Set(agreeing.map(({ source }) => source))],
  };
}

/** Noisy-or of the models' words on a noun, each by its trust. */
function scoreOf(noun: string, evidence: readonly Evidence[]): number {
  const doubts = Object.entries(TRUST).map(([source, trust]) => {
    const ofSource = evidence.filter((piece) => piece.source === source);
    const own = strongest(ofSource.filter((piece) => isKindOf(piece.noun, noun)));
    const broader = strongest(ofSource.filter((piece) => isKindOf(noun, piece.noun)));
    return 1 - trust * Math.max(own, broader * BROADER_COUNTS);
  });
  return 1 - doubts.reduce((product, doubt) => product * doubt, 1);
}

function strongest(evidence: readonly Evidence[]): number {
  return Math.max(0, ...evidence.map(({ probability }) => probability));
}

function likelyNouns(evidence: readonly Evidence[]): string[] {
  const ranked = evidence.toSorted((a, b) => b.probability - a.probability);
  const nouns = new Set(ranked.map(({ noun }) => noun).filter((noun) => !isGeneric(noun)));
  return [...nouns].slice(0, MAX_ALTERNATIVES);
}

/** The thing that an area was drawn around; null where nothing in it is large enough to be it. */
async function mainThingIn(
  image: RgbaImage,
  area: BoundingBox,
  localizer: Localizer,
): Promise<DetectedObject['box'] | null> {
  const located = await localizer.detect(image, [area]);
  const main = located.find(({ box }) => areaOf(box) >= areaOf(area) * MIN_THING_SHARE);
  return main?.box ?? null;
}

/** What the detector sees in an area, as large as it likes its pictures. */
async function detectIn(image: RgbaImage, area: BoundingBox, detector: Detector) {
  const detections = await detector.detect(cropped(image, area));
  return detections
    .map(({ label, score, box }) => ({
      label,
      score,
      box: {
        x: area.x + box.x * area.width,
        y: area.y + box.y * area.height,
        width: box.width * area.width,
        height: box.height * area.height,
      },
    }))
    .filter(({ box }) => areaOf(box) >= areaOf(area) * MIN_THING_SHARE && coverage(box, area) > 0);
}

/** A part of an image as an image of its own, at least a pixel a side. */
function cropped({ data, width, height }: RgbaImage, area: BoundingBox): RgbaImage {
  const left = Math.min(width - 1, Math.floor(area.x * width));
  const top = Math.min(height - 1, Math.floor(area.y * height));
  const columns = Math.max(1, Math.min(width - left, Math.round(area.width * width)));
  const rows = Math.max(1, Math.min(height - top, Math.round(area.height * height)));
  const part = new Uint8ClampedArray(columns * rows * 4);
  for (let row = 0; row < rows; row++) {
    const start = ((top + row) * width + left) * 4;
    part.set(data.subarray(start, start + columns * 4), row * columns * 4);
  }
  return { data: part, width: columns, height: rows };
}
