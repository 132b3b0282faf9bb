import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import scenes from '../../../../assets/scenes.json' with { type: 'json' };
import { ADE20K_LABELS } from '../../../../lib/vision/ade20k-labels.ts';
import type { Detection } from '../../../../lib/vision/detector.ts';
import {
  SCENE_CUES,
  SCENES,
  type Scene,
  type SceneModel,
  SceneModelSchema,
  type Sight,
  sceneCuesOf,
  sceneOf,
  sceneProbabilities,
} from '../../../../lib/vision/scene.ts';
import type { Segment } from '../../../../lib/vision/segments.ts';
import { SHOP_NOUNS } from '../../../../lib/vision/vocabulary.ts';
import { LEFT, RIGHT, says } from '../../support/evidence.ts';

type Cue = (typeof SCENE_CUES)[number];

/** A sight of nothing, with `changes`. */
const sight = (changes: Partial<Sight> = {}): Sight => ({
  look: { plainBorder: 0, flatness: 0 },
  detections: [],
  evidence: [],
  segments: [],
  classNames: [],
  ...changes,
});

const cueOf = (name: Cue, changes: Partial<Sight>) =>
  sceneCuesOf(sight(changes))[SCENE_CUES.indexOf(name)];

/** Cues of which only the bias and the given ones are not 0. */
const cues = (given: Partial<Record<Cue, number>> = {}) =>
  SCENE_CUES.map((name) => (name === 'bias' ? 1 : (given[name] ?? 0)));

/** A model of `weights`, for the scenes that have any. */
const modelOf = (weights: Partial<SceneModel>) =>
  v.parse(SceneModelSchema, {
    ...Object.fromEntries(SCENES.map((scene) => [scene, {}])),
    ...weights,
  });

describe('the cues to a scene', () => {
  it('are each told once', () => {
    expect(new Set(SCENE_CUES).size).toBe(SCENE_CUES.length);
    expect(sceneCuesOf(sight())).toHaveLength(SCENE_CUES.length);
  });

  it('are things that the vocabulary has and surfaces that the segmenter knows', () => {
    const area = 'area of ';
    const surfaces = SCENE_CUES.filter((cue) => cue.startsWith(area));
    const labels = new Set<string>(ADE20K_LABELS);
    expect(surfaces.filter((cue) => !labels.has(cue.slice(area.length)))).toEqual([]);
    const things = SCENE_CUES.slice(SCENE_CUES.indexOf('several chairs') + 1).filter(
      (cue) => !cue.startsWith(area),
    );
    expect(things.filter((cue) => !SHOP_NOUNS.has(cue))).toEqual([]);
  });
});

describe('sceneCuesOf', () => {
  it('sees nothing in nothing but the bias', () => {
    expect(sceneCuesOf(sight())).toEqual(cues());
  });

  it('passes on the look of the picture', () => {
    const look = { plainBorder: 0.75, flatness: 0.25 };
    expect(sceneCuesOf(sight({ look }))).toEqual(cues({ 'plain border': 0.75, flatness: 0.25 }));
  });

  it('measures the largest person, by the side of a square as large', () => {
    const person = (width: number, label = 'person'): Detection => ({
      label,
      score: 0.9,
      box: { x: 0, y: 0, width, height: 0.9 },
    });
    const detections = [person(0.1), person(0.4), person(0.9, 'dog')];
    expect(cueOf('side of the largest person', { detections })).toBeCloseTo(0.6);
  });

  it('counts the chairs, up to a few', () => {
    const chairs = (count: number): Detection[] =>
      Array.from({ length: count }, () => ({ label: 'chair', score: 0.9, box: LEFT }));
    const person: Detection = { label: 'person', score: 0.9, box: LEFT };
    const counted = [0, 1, 3, 9].map((count) =>
      cueOf('several chairs', { detections: [...chairs(count), person] }),
    );
    expect(counted).toEqual([0, 1 / 3, 1, 1]);
  });

  it('takes the surest word for a thing, be it of a finer kind', () => {
    const evidence = [
      says('labeler', 'sofa', 0.4),
      says('labeler-whole', 'sectional sofa', 0.6),
      says('coco-ssd', 'chair', 0.9, RIGHT),
    ];
    expect(cueOf('sofa', { evidence })).toBe(0.6);
    expect(cueOf('furniture', { evidence })).toBe(0.9);
    expect(cueOf('armchair', { evidence })).toBe(0);
  });

  it('adds up the areas of a surface, by how sure the segmenter is of them', () => {
    const segment = (classIndex: number, area: number, probability: number): Segment => ({
      classIndex,
      area,
      probability,
      box: LEFT,
      pixels: [],
    });
    const told = {
      classNames: ['wall', 'sky', 'sofa'],
      segments: [
        segment(0, 0.4, 0.5),
        segment(0, 0.2, 1),
        segment(1, 0.1, 0.9),
        segment(2, 0.3, 1),
      ],
    };
    expect(cueOf('area of wall', told)).toBeCloseTo(0.4);
    expect(cueOf('area of sky', told)).toBeCloseTo(0.09);
    expect(cueOf('area of floor', told)).toBe(0);
  });
});

describe('sceneProbabilities', () => {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

  it('are even where no weight tells', () => {
    for (const probability of sceneProbabilities(cues({ bed: 1 }), modelOf({}))) {
      expect(probability).toBeCloseTo(1 / SCENES.length, 10);
    }
  });

  it('are in the order of the scenes, and sum to one', () => {
    const model = modelOf({ bedroom: { bed: Math.log(6) }, kitchen: { bed: Math.log(2) } });
    const probabilities = sceneProbabilities(cues({ bed: 1 }), model);
    expect(probabilities).toHaveLength(SCENES.length);
    expect(sum(probabilities)).toBeCloseTo(1, 10);
    expect(probabilities[SCENES.indexOf('bedroom')]).toBeCloseTo(6 / 16, 10);
    expect(probabilities[SCENES.indexOf('kitchen')]).toBeCloseTo(2 / 16, 10);
  });

  it('stay numbers where the weights are huge', () => {
    const model = modelOf({ bedroom: { bed: 2000 }, kitchen: { bed: -2000 } });
    const probabilities = sceneProbabilities(cues({ bed: 1 }), model);
    expect(probabilities[SCENES.indexOf('bedroom')]).toBeCloseTo(1, 10);
    expect(sum(probabilities)).toBeCloseTo(1, 10);
  });
});

describe('sceneOf', () => {
  const model = modelOf({ bedroom: { bed: 5 }, outdoor: { 'area of sky': 5, bias: -1 } });

  it('is the likeliest', () => {
    expect(sceneOf(cues({ bed: 0.9 }), model)).toBe('bedroom');
    expect(sceneOf(cues({ 'area of sky': 0.9 }), model)).toBe('outdoor');
    expect(sceneOf(cues({ bed: 0.5, 'area of sky': 0.9 }), model)).toBe('outdoor');
  });

  it('is unknown where no scene is likely enough', () => {
    expect(sceneOf(cues(), model)).toBeNull();
    expect(sceneOf(cues({ bed: 0.1 }), model)).toBeNull();
    expect(sceneOf(cues({ bed: 1 }), modelOf({}))).toBeNull();
  });

  it('is told from a probability of about a third on', () => {
    // One scene with e^w, nine with 1: it has 0.34 at w = ln 4.64 and 0.36 at w = ln 5.06.
    expect(sceneOf(cues(), modelOf({ office: { bias: Math.log(4.64) } }))).toBeNull();
    expect(sceneOf(cues(), modelOf({ office: { bias: Math.log(5.06) } }))).toBe('office');
  });
});

describe('the shipped scenes', () => {
  const shipped = v.parse(SceneModelSchema, scenes);

  it('are all there, by cues that there are', () => {
    expect(Object.keys(shipped)).toEqual([...SCENES]);
    const known = new Set<string>(SCENE_CUES);
    const unknown = Object.values(shipped).flatMap((weights) =>
      Object.keys(weights).filter((cue) => !known.has(cue)),
    );
    expect(unknown).toEqual([]);
  });

  it.each<[Scene, Partial<Record<Cue, number>>]>([
    ['product shot', { 'plain border': 1 }],
    ['kitchen', { stove: 0.9, oven: 0.9, refrigerator: 0.8, 'kitchen cabinet': 0.8 }],
    ['bathroom', { toilet: 0.9, bathtub: 0.8, sink: 0.8, shower: 0.6 }],
    ['dining room', { 'dining table': 0.9, table: 0.9, furniture: 0.9, 'several chairs': 1 }],
    ['living room', { sofa: 0.9, 'coffee table': 0.8, furniture: 0.9, 'area of wall': 0.4 }],
    ['outdoor', { 'area of sky': 0.5, 'area of tree': 0.3 }],
    ['outfit', { 'side of the largest person': 0.8, clothing: 0.9 }],
  ])('know by all that is in one: %s', (scene, given) => {
    expect(sceneOf(cues(given))).toBe(scene);
  });
});

describe('SceneModelSchema', () => {
  it('knows no other scene and no weight that is not a number', () => {
    expect(v.is(SceneModelSchema, { garage: { bias: 1 } })).toBe(false);
    expect(v.is(SceneModelSchema, { kitchen: { bias: '1' } })).toBe(false);
  });
});
