import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  SCENE_CUES,
  SCENES,
  type Scene,
  SceneModelSchema,
  sceneOf,
  sceneProbabilities,
} from '../../../../lib/vision/scene.ts';
import { fitScenes, type SceneLesson, sceneAccuracy } from '../../../../scripts/eval/fit-scenes.ts';

type Cue = (typeof SCENE_CUES)[number];

const cues = (given: Partial<Record<Cue, number>> = {}) =>
  SCENE_CUES.map((name) => (name === 'bias' ? 1 : (given[name] ?? 0)));

const lesson = (scene: Scene, given: Partial<Record<Cue, number>>): SceneLesson => ({
  scene,
  cues: cues(given),
});

/** Photos of which only books and mirrors tell, which common sense knows nothing of. */
const LESSONS = [0.5, 0.6, 0.7, 0.8].flatMap((value) => [
  lesson('office', { book: value }),
  lesson('bedroom', { mirror: value }),
]);

describe('fitScenes', () => {
  const model = fitScenes(LESSONS);

  it('learns what tells a scene', () => {
    expect(sceneAccuracy(LESSONS, fitScenes([]))).toBeLessThan(1);
    expect(sceneAccuracy(LESSONS, model)).toBe(1);
    expect(sceneOf(cues({ book: 0.9 }), model)).toBe('office');
    expect(sceneOf(cues({ mirror: 0.9 }), model)).toBe('bedroom');
    expect(model.office?.book).toBeGreaterThan(0);
    expect(model.bedroom?.book).toBeLessThan(0);
  });

  it('weighs every cue for every scene, in three digits', () => {
    expect(v.parse(SceneModelSchema, model)).toEqual(model);
    expect(Object.keys(model)).toEqual([...SCENES]);
    for (const weights of Object.values(model)) {
      expect(Object.keys(weights)).toEqual([...SCENE_CUES]);
      for (const weight of Object.values(weights)) {
        expect(weight).toBeCloseTo(Number(weight.toFixed(3)), 10);
      }
    }
  });

  it('leaves alone what the photos do not show', () => {
    expect(model.bathroom?.toilet).toBe(fitScenes([]).bathroom?.toilet);
    expect(model.office?.toilet).toBe(0);
  });

  it('is the same for the same photos', () => {
    expect(fitScenes(LESSONS)).toEqual(model);
  });

  it('is sure of what it has learnt', () => {
    const probabilities = sceneProbabilities(cues({ book: 0.8 }), model);
    expect(probabilities[SCENES.indexOf('office')]).toBeGreaterThan(0.6);
  });

  it('does not give up common sense for one photo in a hundred', () => {
    const others = Array.from({ length: 99 }, () => lesson('product shot', { 'plain border': 1 }));
    const strange = fitScenes([lesson('outdoor', { bed: 1 }), ...others]);
    expect(sceneOf(cues({ bed: 1 }), strange)).toBe('bedroom');
  });

  it('learns against common sense, where photos do', () => {
    const before = fitScenes([]).bedroom?.bed ?? 0;
    const after = fitScenes([lesson('outdoor', { bed: 1 }), lesson('outdoor', { bed: 0.9 })]);
    expect(after.bedroom?.bed).toBeLessThan(before);
    expect(sceneOf(cues({ bed: 1 }), after)).toBe('outdoor');
  });
});

describe('fitScenes, without photos', () => {
  const model = fitScenes([]);

  it.each<[Scene, Partial<Record<Cue, number>>]>([
    ['living room', { sofa: 0.9, 'coffee table': 0.8 }],
    ['bedroom', { bed: 0.9 }],
    ['kitchen', { stove: 0.9, oven: 0.9 }],
    ['bathroom', { toilet: 0.9 }],
    ['dining room', { 'dining table': 0.9, 'several chairs': 1 }],
    ['office', { monitor: 0.9, 'office chair': 0.8 }],
    ['outdoor', { 'area of sky': 0.5, 'area of grass': 0.3 }],
    ['outfit', { 'side of the largest person': 0.8, clothing: 0.9 }],
    ['product shot', { 'plain border': 0.9 }],
  ])('knows by common sense: %s', (scene, given) => {
    expect(sceneOf(cues(given), model)).toBe(scene);
  });

  it('takes a picture of flat colour for a graphic rather than a room', () => {
    const flat = sceneProbabilities(cues({ flatness: 1 }), model);
    expect(SCENES[flat.indexOf(Math.max(...flat))]).toBe('graphic');
  });

  it('says nothing of a picture that nothing tells', () => {
    expect(sceneOf(cues(), model)).toBeNull();
  });
});

describe('sceneAccuracy', () => {
  it('is the share of lessons whose scene is told', () => {
    const lessons = [
      lesson('bedroom', { bed: 0.9 }),
      lesson('bedroom', { bed: 0.8 }),
      lesson('bathroom', { toilet: 0.9 }),
      lesson('bathroom', { bed: 0.9 }),
    ];
    expect(sceneAccuracy(lessons, fitScenes([]))).toBe(0.75);
  });

  it('counts the likeliest scene, though it is not likely enough to be told', () => {
    const faint = lesson('bedroom', { bed: 0.3 });
    const model = fitScenes([]);
    expect(sceneOf(faint.cues, model)).toBeNull();
    expect(sceneAccuracy([faint], model)).toBe(1);
  });

  it('is nothing of no lessons', () => {
    expect(sceneAccuracy([], fitScenes([]))).toBe(0);
  });
});
