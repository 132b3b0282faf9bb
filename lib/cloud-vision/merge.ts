import { formatHex } from 'culori/fn';
import {
  type Analysis,
  type BoundingBox,
  CLOUD_VISION,
  type CloudFindings,
  type DetectedObject,
  type Swatch,
} from '../analysis.ts';
import { clipToImage, intersectionOverUnion, WHOLE_IMAGE } from '../geometry.ts';
import { nameColor } from '../palette/color-names.ts';
import { eitherOf } from '../vision/fusion.ts';
import { pairUp } from '../vision/pairs.ts';
import { byProminence } from '../vision/prominence.ts';
import { areRelated, isKindOf } from '../vision/vocabulary.ts';
import type { CloudAnswer } from './answer.ts';
import { MERGE_VERSION } from './merge-version.ts';
import { brandsIn, nounOf, stylesIn } from './words.ts';

/** Boxes that overlap more than this are of one thing if their words may be, too. */
const ONE_THING_IOU = 0.4;

/** And more than this, whatever the words. */
const SURELY_ONE_THING_IOU = 0.7;

/** Google must be this sure of a box that nothing on the device saw. */
const MIN_OBJECT_SCORE = 0.5;

/** Google must be this sure of a label to give a find a finer word. */
const MIN_LABEL_SCORE = 0.7;

/** And this sure to name what a picture without any find is of. */
const MAIN_THING_SCORE = 0.8;

/** Web entities have scores of no scale: the first so many are believed. */
const BELIEVED_ENTITIES = 5;

/** Colours of Google's that are kept. */
const MAX_COLORS = 6;

/** The colours of a thing of this noun in a box of the picture. */
export type ColorsOf = (box: BoundingBox, noun: string) => Swatch[] | Promise<Swatch[]>;

/** A word of Google's for something in the picture, nobody says where. */
interface Label {
  noun: string;
  score: number;
}

/**
 * An analysis with what Google says of the same picture as one more source. Nothing that the
 * device found is lost; a find in which Google has a part has `cloud-vision` among its sources.
 * What a shopper would look for first comes first.
 * @param colorsOf gives finds that are Google's alone their colours
 */
export async function mergeCloudAnswer(
  analysis: Analysis,
  answer: CloudAnswer,
  colorsOf: ColorsOf,
): Promise<Analysis> {
  const labels = labelsOf(answer);
  const objects = await withMainThing(
    withFinerWords(await withBoxes(analysis.objects, answer, colorsOf), labels),
    labels,
    colorsOf,
  );
  const cloud = findingsOf(answer);
  return {
    ...analysis,
    objects: byProminence(objects),
    styles: [...new Set([...analysis.styles, ...cloud.styles])],
    models: { ...analysis.models, [CLOUD_VISION]: MERGE_VERSION },
    cloud,
  };
}

/** Google's boxes joined to the finds that are the same thing; the others are finds of their own. */
async function withBoxes(
  objects: readonly DetectedObject[],
  answer: CloudAnswer,
  colorsOf: ColorsOf,
): Promise<DetectedObject[]> {
  const merged = [...objects];
  const taken = new Set<number>();
  const found = answer.localizedObjectAnnotations
    .flatMap(({ name, score, boundingPoly }) => {
      const noun = nounOf(name);
      if (noun === null || score < MIN_OBJECT_SCORE) return [];
      const box = boxOf(boundingPoly.normalizedVertices);
      return [{ label: noun, score: Math.min(1, score), box, sources: [CLOUD_VISION] }];
    })
    .sort((a, b) => b.score - a.score);
  // Google sees two shoes where the device has found a pair.
  for (const { label: noun, score, box, sources } of pairUp(found)) {
    const same = indexOfSame(merged, { noun, box }, taken);
    const object = merged[same];
    if (object) {
      merged[same] = joined(object, noun, score);
      taken.add(same);
    } else {
      taken.add(merged.length);
      const colors = await colorsOf(box, noun);
      merged.push({ label: noun, score, box, colors, material: null, sources });
    }
  }
  return merged;
}

/** Where the find is that a box of Google's shows, too; -1 where it is another thing. */
function indexOfSame(
  objects: readonly DetectedObject[],
  { noun, box }: { noun: string; box: BoundingBox },
  taken: ReadonlySet<number>,
): number {
  let best = -1;
  let bestOverlap = 0;
  for (const [index, object] of objects.entries()) {
    if (taken.has(index)) continue;
    const overlap = intersectionOverUnion(object.box, box);
    const needed = areRelated(object.label, noun) ? ONE_THING_IOU : SURELY_ONE_THING_IOU;
    if (overlap > needed && overlap > bestOverlap) {
      best = index;
      bestOverlap = overlap;
    }
  }
  return best;
}

/**
 * A find with Google's word on it. Words that contradict each other: the surer one stands alone,
 * and the other is what else it may be.
 */
function joined(object: DetectedObject, noun: string, score: number): DetectedObject {
  if (isKindOf(noun, object.label) || isKindOf(object.label, noun)) {
    return {
      ...object,
      label: isKindOf(noun, object.label) ? noun : object.label,
      score: eitherOf(object.score, Math.min(1, score)),
      sources: withGoogle(object.sources),
    };
  }
  const others = object.alternatives ?? [];
  if (score <= object.score) {
    return { ...object, alternatives: [...new Set([...others, noun])] };
  }
  const alternatives = [object.label, ...others.filter((other) => other !== noun)];
  return { ...object, label: noun, score, sources: [CLOUD_VISION], alternatives };
}

/**
 * The finds under the finer words that Google's labels have for them. A label is of the whole
 * picture, so it counts only where a single find can be meant.
 */
function withFinerWords(
  objects: readonly DetectedObject[],
  labels: readonly Label[],
): DetectedObject[] {
  const refined = [...objects];
  for (const { noun, score } of labels) {
    const meant = refined.flatMap((object, index) =>
      isKindOf(noun, object.label) ? [{ object, index }] : [],
    );
    const [only, ...others] = meant;
    if (!only || others.length > 0) continue;
    refined[only.index] = {
      ...only.object,
      label: noun,
      score: eitherOf(only.object.score, Math.min(1, score / 2)),
      sources: withGoogle(only.object.sources),
    };
  }
  return refined;
}

/** Where nothing was found at all: what Google says the picture is of. */
async function withMainThing(
  objects: DetectedObject[],
  labels: readonly Label[],
  colorsOf: ColorsOf,
): Promise<DetectedObject[]> {
  const main = labels.find(({ score }) => score >= MAIN_THING_SCORE);
  if (objects.length > 0 || !main) return objects;
  return [
    {
      label: main.noun,
      score: Math.min(1, main.score),
      box: WHOLE_IMAGE,
      colors: await colorsOf(WHOLE_IMAGE, main.noun),
      material: null,
      sources: [CLOUD_VISION],
    },
  ];
}

/** Google's sure labels and first web entities as shop nouns, the surest first. */
function labelsOf({ labelAnnotations, webDetection }: CloudAnswer): Label[] {
  const labels = labelAnnotations
    .filter(({ score }) => score >= MIN_LABEL_SCORE)
    .map(({ description, score }) => ({ text: description, score }));
  const entities = (webDetection.webEntities ?? [])
    .toSorted((a, b) => b.score - a.score)
    .slice(0, BELIEVED_ENTITIES)
    .map(({ description }) => ({ text: description, score: MIN_LABEL_SCORE }));
  return [...labels, ...entities]
    .flatMap(({ text, score }) => {
      const noun = nounOf(text);
      return noun === null ? [] : [{ noun, score }];
    })
    .sort((a, b) => b.score - a.score);
}

function findingsOf(answer: CloudAnswer): CloudFindings {
  const { labelAnnotations, webDetection, imagePropertiesAnnotation } = answer;
  const guesses = (webDetection.bestGuessLabels ?? []).map(({ label }) => label);
  const phrases = [
    ...guesses,
    ...(webDetection.webEntities ?? []).map(({ description }) => description),
    ...labelAnnotations.map(({ description }) => description),
  ];
  const colors = imagePropertiesAnnotation.dominantColors?.colors ?? [];
  return {
    styles: stylesIn(phrases),
    brands: brandsIn(phrases),
    bestGuess: guesses[0] || null,
    palette: colors
      .toSorted((a, b) => b.score - a.score)
      .slice(0, MAX_COLORS)
      .map(({ color, pixelFraction }) => {
        const hex = hexOf(color);
        return { hex, ...nameColor(hex), share: Math.min(1, Math.max(0, pixelFraction)) };
      }),
  };
}

function withGoogle(sources: readonly string[]): string[] {
  return [...new Set([...sources, CLOUD_VISION])];
}

/** The upright box around a polygon in fractions of the image. */
function boxOf(vertices: readonly { x: number; y: number }[]): BoundingBox {
  const xs = vertices.map(({ x }) => x);
  const ys = vertices.map(({ y }) => y);
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return clipToImage({ x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y });
}

/** Channels of Google's, in [0, 255], as a hex value. */
function hexOf({ red, green, blue }: { red: number; green: number; blue: number }): string {
  return formatHex({ mode: 'rgb', r: red / 255, g: green / 255, b: blue / 255 });
}
