import {
  SCENE_CUES,
  SCENES,
  type Scene,
  type SceneModel,
  sceneProbabilities,
} from '../../lib/vision/scene.ts';

/** A labelled picture by its cues. */
export interface SceneLesson {
  scene: Scene;
  cues: readonly number[];
}

type Cue = (typeof SCENE_CUES)[number];

/**
 * What everybody knows of scenes, and few photos would teach: the weights that the fit starts
 * from and is pulled back to.
 */
const COMMON_SENSE: Readonly<Record<Scene, Partial<Record<Cue, number>>>> = {
  'living room': {
    sofa: 2.5,
    'coffee table': 2,
    armchair: 1,
    tv: 1,
    cushion: 1,
    rug: 0.7,
    lamp: 0.5,
    curtain: 0.5,
    'area of wall': 1,
    'area of floor': 1,
    'plain border': -1.5,
  },
  bedroom: { bed: 4, nightstand: 2, wardrobe: 1, cushion: 0.5, lamp: 0.5, 'plain border': -1 },
  kitchen: {
    stove: 3,
    oven: 2.5,
    refrigerator: 2.5,
    'kitchen cabinet': 2.5,
    sink: 1,
    'plain border': -1,
  },
  bathroom: { toilet: 4, bathtub: 3, shower: 2.5, sink: 2, towel: 1.5, 'plain border': -1 },
  'dining room': { 'dining table': 2.5, 'several chairs': 2, plate: 1, 'plain border': -1 },
  office: { monitor: 3, laptop: 2, 'office chair': 2.5, 'plain border': -1 },
  outdoor: {
    'area of sky': 4,
    'area of tree': 3,
    'area of grass': 3,
    'area of road': 3,
    'area of sea': 4,
    'area of mountain': 4,
    'area of earth': 3,
    'area of building': 2,
    'area of water': 3,
  },
  outfit: { 'side of the largest person': 5, clothing: 1, bias: -1 },
  'product shot': { 'plain border': 3, bias: -0.5, clothing: 1 },
  graphic: { flatness: 4, bias: -3, 'plain border': 1 },
};

/** Pull of the common sense, against one photo's worth of gradient. */
const PENALTY = 0.01;
const STEPS = 600;
const RATE = 1;

/** Fits a softmax regression by gradient descent; weights in three digits. */
export function fitScenes(lessons: readonly SceneLesson[]): SceneModel {
  const weights = SCENES.map((scene) => SCENE_CUES.map((cue) => COMMON_SENSE[scene][cue] ?? 0));
  for (let step = 0; step < STEPS; step++) {
    const model = toModel(weights);
    const gradient = SCENES.map(() => new Array<number>(SCENE_CUES.length).fill(0));
    for (const { scene, cues } of lessons) {
      for (const [s, probability] of sceneProbabilities(cues, model).entries()) {
        const error = (probability - (SCENES[s] === scene ? 1 : 0)) / lessons.length;
        const slopes = gradient[s] ?? [];
        for (const [c, value] of cues.entries()) slopes[c] = (slopes[c] ?? 0) + error * value;
      }
    }
    for (const [s, row] of weights.entries()) {
      const scene = SCENES[s];
      for (const [c, weight] of row.entries()) {
        const prior = scene ? (COMMON_SENSE[scene][SCENE_CUES[c] ?? 'bias'] ?? 0) : 0;
        row[c] = weight - RATE * ((gradient[s]?.[c] ?? 0) + PENALTY * (weight - prior));
      }
    }
  }
  return toModel(weights.map((row) => row.map((weight) => Number(weight.toFixed(3)))));
}

/** Share of the lessons whose scene the model tells. */
export function sceneAccuracy(lessons: readonly SceneLesson[], model: SceneModel): number {
  const right = lessons.filter(({ scene, cues }) => {
    const probabilities = sceneProbabilities(cues, model);
    return SCENES[probabilities.indexOf(Math.max(...probabilities))] === scene;
  });
  return lessons.length === 0 ? 0 : right.length / lessons.length;
}

function toModel(weights: readonly (readonly number[])[]): SceneModel {
  return Object.fromEntries(
    SCENES.map((scene, s) => [
      scene,
      Object.fromEntries(SCENE_CUES.map((cue, c) => [cue, weights[s]?.[c] ?? 0])),
    ]),
  ) as SceneModel;
}
