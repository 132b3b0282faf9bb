import * as v from 'valibot';
import scenes from '../../assets/scenes.json' with { type: 'json' };
import { areaOf } from '../geometry.ts';
import type { Detection } from './detector.ts';
import type { Evidence } from './evidence.ts';
import type { PictureLook } from './picture-look.ts';
import type { Segment } from './segments.ts';
import { isKindOf } from './vocabulary.ts';

/** What a picture may show. */
export const SCENES = [
  'living room',
  'bedroom',
  'kitchen',
  'bathroom',
  'dining room',
  'office',
  'outdoor',
  'outfit',
  'product shot',
  'graphic',
] as const;
export type Scene = (typeof SCENES)[number];

/** Things that tell a scene: how sure any model is of one counts. */
const TELLING_NOUNS = [
  'armchair',
  'bathtub',
  'bed',
  'book',
  'clothing',
  'coffee table',
  'curtain',
  'cushion',
  'dining table',
  'furniture',
  'houseplant',
  'kitchen cabinet',
  'lamp',
  'laptop',
  'mirror',
  'monitor',
  'nightstand',
  'office chair',
  'oven',
  'plate',
  'refrigerator',
  'rug',
  'shoes',
  'shower',
  'sink',
  'sofa',
  'stove',
  'table',
  'toilet',
  'towel',
  'tv',
  'wardrobe',
] as const;

/** Surfaces of ADE20K that tell a scene: their share of the image counts. */
const TELLING_SURFACES = [
  'building',
  'ceiling',
  'earth',
  'floor',
  'grass',
  'mountain',
  'person',
  'plant',
  'road',
  'sea',
  'sky',
  'tree',
  'wall',
  'water',
  'windowpane',
] as const;

/** Names of the cues to a scene, in the order of their values. */
export const SCENE_CUES = [
  'bias',
  'plain border',
  'flatness',
  'side of the largest person',
  'several chairs',
  ...TELLING_NOUNS,
  ...TELLING_SURFACES.map((name) => `area of ${name}` as const),
] as const;

/** What scenes are told by. */
export interface Sight {
  look: PictureLook;
  detections: readonly Detection[];
  evidence: readonly Evidence[];
  segments: readonly Segment[];
  /** Names of the segments' classes, by index. */
  classNames: readonly string[];
}

/** A softmax regression over the cues, made by `npm run train`: weights by cue, of each scene. */
export const SceneModelSchema = v.record(v.picklist(SCENES), v.record(v.string(), v.number()));
export type SceneModel = v.InferOutput<typeof SceneModelSchema>;

/** The weights that ship. */
export const SHIPPED_SCENES: SceneModel = v.parse(SceneModelSchema, scenes);

/** Below this probability the best guess is worth nothing. */
const MIN_PROBABILITY = 0.35;

/** Chairs from which on they stand around a table. */
const SEVERAL_CHAIRS = 3;

/** The values of SCENE_CUES for a picture, each in [0, 1]. */
export function sceneCuesOf({ look, detections, evidence, segments, classNames }: Sight): number[] {
  const sideOf = (box: Detection['box']) => Math.sqrt(areaOf(box));
  const people = detections.filter(({ label }) => label === 'person');
  const chairs = detections.filter(({ label }) => label === 'chair');
  const surest = (noun: string) =>
    Math.max(
      0,
      ...evidence
        .filter((piece) => isKindOf(piece.noun, noun))
        .map(({ probability }) => probability),
    );
  const share = (name: string) =>
    segments
      .filter(({ classIndex }) => classNames[classIndex] === name)
      .reduce((sum, { area, probability }) => sum + area * probability, 0);
  return [
    1,
    look.plainBorder,
    look.flatness,
    Math.max(0, ...people.map(({ box }) => sideOf(box))),
    Math.min(1, chairs.length / SEVERAL_CHAIRS),
    ...TELLING_NOUNS.map(surest),
    ...TELLING_SURFACES.map(share),
  ];
}

/** How likely each scene is, in the order of SCENES; they sum to one. */
export function sceneProbabilities(cues: readonly number[], model: SceneModel): number[] {
  const scores = SCENES.map((scene) => {
    const weights = model[scene] ?? {};
    return cues.reduce((sum, value, i) => sum + value * (weights[SCENE_CUES[i] ?? ''] ?? 0), 0);
  });
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - highest));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}

/** The scene that the cues speak for, null where they do not say. */
export function sceneOf(cues: readonly number[], model: SceneModel = SHIPPED_SCENES): Scene | null {
  const probabilities = sceneProbabilities(cues, model);
  const best = Math.max(...probabilities);
  return best < MIN_PROBABILITY ? null : (SCENES[probabilities.indexOf(best)] ?? null);
}
