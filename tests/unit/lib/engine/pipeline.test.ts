import * as v from 'valibot';
import { describe, expect, it, vi } from 'vitest';
import {
  type Analysis,
  AnalysisSchema,
  type BoundingBox,
  type Stage,
} from '../../../../lib/analysis.ts';
import { decodeEmbedding } from '../../../../lib/board/model/embedding.ts';
import { analyze, type Eyes } from '../../../../lib/engine/pipeline.ts';
import { WHOLE_IMAGE } from '../../../../lib/geometry.ts';
import type {
  Classification,
  Detection,
  LocalizedBox,
  RgbaImage,
} from '../../../../lib/vision/detector.ts';
import { drawn, rgb } from '../../support/images.ts';

const BOX = { x: 0.3, y: 0.3, width: 0.4, height: 0.4 };
/** Grainy as photos are: what is flat looks like a drawing. */
const IMAGE = drawn(200, 200, (x, y) => {
  const [r, g, b] = rgb(Math.hypot(x - 100, y - 100) < 30 ? '#d5a129' : '#e2d3b9');
  const grain = (x + y) % 2 === 0 ? 2 : -2;
  return [r + grain, g + grain, b + grain];
});

/** Eyes that see what the test says. */
function eyesOf(
  detections: Detection[],
  labels: ((region: number) => Classification[]) | null,
): Eyes {
  return {
    detector: { id: 'coco-ssd', version: 'd1', detect: vi.fn(async () => detections) },
    classifier: labels && {
      id: 'mobilenet',
      version: 'c1',
      classify: vi.fn(async (_, regions) => regions.map((_: unknown, i: number) => labels(i))),
    },
    localizer: null,
    labeler: null,
    segmenter: null,
    embedder: null,
    backend: 'wasm',
  };
}

/** Eyes that look closer: everywhere a chair to the labeler, a folding chair to MobileNet. */
function closerEyesOf(detections: Detection[], located: LocalizedBox[] = []) {
  const saying = (label: string, probability: number) =>
    vi.fn(async (_: RgbaImage, regions: readonly BoundingBox[]) =>
      regions.map(() => [{ label, probability }]),
    );
  return {
    detector: { id: 'coco-ssd', version: 'd1', detect: vi.fn(async () => detections) },
    classifier: { id: 'mobilenet', version: 'c1', classify: saying('folding chair', 0.9) },
    localizer: { id: 'localizer', version: 'o1', detect: vi.fn(async () => located) },
    labeler: { id: 'labeler', version: 'l1', classify: saying('Chair', 0.9) },
    segmenter: {
      id: 'deeplab',
      version: 's1',
      labels: ['wall', 'chair'],
      segment: vi.fn(async () => ({
        width: 1,
        height: 1,
        classes: Uint8Array.of(0),
        probabilities: Float32Array.of(1),
      })),
    },
    embedder: null,
    backend: 'wasm',
  } satisfies Eyes;
}

const chair: Detection = { label: 'chair', score: 0.8, box: BOX };
const look = (eyes: Eyes, options: Partial<Parameters<typeof analyze>[2]> = {}) =>
  analyze(IMAGE, async () => eyes, { decodeMs: 5, ...options });

describe('analyze', () => {
  it('hands on each stage when it is ready, and is done after the last', async () => {
    const stages: [Analysis, Stage][] = [];
    const eyes = eyesOf([chair], (i) =>
      i === 1 ? [{ label: 'folding chair', probability: 0.5 }] : [],
    );
    const analysis = await look(eyes, { onStage: (soFar, next) => stages.push([soFar, next]) });
    const [[palette, second], [coarse, third]] = [stages[0] ?? [], stages[1] ?? []];
    expect([second, third, stages.length]).toEqual(['objects', 'labels', 2]);

    expect(palette?.palette.map(({ name }) => name)).toEqual(['beige', 'mustard']);
    expect(palette).toMatchObject({ objects: [], models: {}, width: 200, height: 200 });

    expect(coarse?.objects).toEqual([
      {
        label: 'chair',
        score: 0.8,
        box: BOX,
        colors: [expect.objectContaining({ name: 'mustard' })],
        material: null,
        sources: ['coco-ssd'],
      },
    ]);
    expect(coarse).toMatchObject({ models: { 'coco-ssd': 'd1', mobilenet: 'c1' } });

    expect(analysis.objects).toEqual([
      expect.objectContaining({
        label: 'folding chair',
        box: BOX,
        colors: coarse?.objects[0]?.colors,
        sources: ['coco-ssd', 'mobilenet'],
      }),
    ]);
    for (const value of [palette, coarse, analysis]) {
      expect(v.is(AnalysisSchema, value)).toBe(true);
    }
  });

  it('adds up the time of its stages', async () => {
    const { ms } = await look(eyesOf([chair], () => []));
    expect(ms.decode).toBe(5);
    expect(ms.total).toBeCloseTo(ms.decode + ms.palette + ms.objects + ms.labels, 6);
  });

  it('shows the classifier the whole picture, each object and each person, at once', async () => {
    const person: Detection = { label: 'person', score: 0.9, box: { ...BOX, x: 0 } };
    const eyes = eyesOf([person, chair], () => []);
    await look(eyes);
    expect(eyes.classifier?.classify).toHaveBeenCalledExactlyOnceWith(IMAGE, [
      { x: 0, y: 0, width: 1, height: 1 },
      BOX,
      person.box,
    ]);
  });

  it('finds what people wear and what the picture is of, the main thing first', async () => {
    const person: Detection = { label: 'person', score: 0.9, box: { ...BOX, x: 0 } };
    const shown = ['sandal', 'folding chair', 'trench coat'];
    const eyes = eyesOf([person, chair], (i) => [
      { label: shown[i] ?? '', probability: [0.65, 0.5, 0.99][i] ?? 0 },
    ]);
    const { objects } = await look(eyes);
    expect(objects.map(({ label }) => label)).toEqual(['sandals', 'folding chair', 'trench coat']);
    expect(objects.every(({ colors }) => colors.length > 0)).toBe(true);
  });

  it('counts a thing once that two coarse finds turn out to be', async () => {
    const table: Detection = { label: 'dining table', score: 0.7, box: { ...BOX, x: 0.32 } };
    const eyes = eyesOf([chair, table], (i) =>
      i > 0 ? [{ label: 'desk', probability: 0.9 }] : [],
    );
    const { objects } = await look(eyes);
    expect(objects.map(({ label }) => label)).toEqual(['desk']);
  });

  it('works without a classifier', async () => {
    const stages: Stage[] = [];
    const analysis = await look(eyesOf([chair], null), { onStage: (_, next) => stages.push(next) });
    expect(analysis.objects.map(({ label }) => label)).toEqual(['chair']);
    expect(analysis).toMatchObject({ models: { 'coco-ssd': 'd1' }, ms: { labels: 0 } });
    expect(stages).toEqual(['objects', 'labels']);
  });

  it('finds nothing in a picture of nothing', async () => {
    const analysis = await look(eyesOf([], () => []));
    expect(analysis.objects).toEqual([]);
    expect(analysis.palette).not.toEqual([]);
  });

  it.each([
    [0, 0],
    [1, 0],
    [2, 1],
  ])('stops between stages when cancelled after %i reports', async (after, detections) => {
    const controller = new AbortController();
    let reports = 0;
    const count = () => {
      if (reports === after) controller.abort();
    };
    count();
    const eyes = eyesOf([chair], () => []);
    const looking = look(eyes, {
      signal: controller.signal,
      onStage: () => {
        reports++;
        count();
      },
    });
    await expect(looking).rejects.toMatchObject({ code: 'cancelled' });
    expect(reports).toBe(after);
    expect(eyes.detector.detect).toHaveBeenCalledTimes(detections);
    expect(eyes.classifier?.classify).not.toHaveBeenCalled();
  });

  it('shows the palette before it opens the models, and fails when they do not open', async () => {
    const onStage = vi.fn();
    const opening = analyze(IMAGE, () => Promise.reject(new Error('no models')), {
      decodeMs: 0,
      onStage,
    });
    await expect(opening).rejects.toThrow('no models');
    expect(onStage).toHaveBeenCalledExactlyOnceWith(expect.anything(), 'objects');
  });

  it('hands out copies, which later stages do not change', async () => {
    const seen: Analysis[] = [];
    await look(
      eyesOf([chair], () => [{ label: 'folding chair', probability: 0.9 }]),
      { onStage: (soFar) => seen.push(soFar) },
    );
    expect(seen[0]?.objects).toEqual([]);
    expect(seen[1]?.objects[0]?.label).toBe('chair');
  });
});

describe('analyze with a localizer and a labeler', () => {
  it('looks closer, and colours what it finds', async () => {
    const stages: [Analysis, Stage][] = [];
    const eyes = closerEyesOf([chair]);
    const analysis = await look(eyes, { onStage: (soFar, next) => stages.push([soFar, next]) });
    expect(stages.map(([{ objects }, next]) => [objects.map(({ label }) => label), next])).toEqual([
      [[], 'objects'],
      [['chair'], 'labels'],
    ]);
    expect(analysis.objects).toEqual([
      {
        // A chair by itself.
        label: 'armchair',
        score: expect.any(Number),
        box: BOX,
        colors: [expect.objectContaining({ name: 'mustard' })],
        material: null,
        sources: expect.arrayContaining(['coco-ssd', 'labeler']),
      },
    ]);
    expect(analysis.models).toEqual({
      'coco-ssd': 'd1',
      mobilenet: 'c1',
      localizer: 'o1',
      labeler: 'l1',
      deeplab: 's1',
    });
    expect(v.is(AnalysisSchema, analysis)).toBe(true);
  });

  it('finds what the detector does not', async () => {
    const eyes = closerEyesOf([], [{ score: 0.5, box: BOX, region: 0 }]);
    const { objects } = await look({ ...eyes, classifier: null });
    expect(objects.map(({ label, box }) => [label, box])).toEqual([['armchair', BOX]]);
    expect(eyes.labeler.classify).toHaveBeenCalledExactlyOnceWith(IMAGE, [
      { x: 0, y: 0, width: 1, height: 1 },
      BOX,
    ]);
  });

  it('asks MobileNet of the whole picture, where it is no room', async () => {
    const eyes = closerEyesOf([chair]);
    await look({ ...eyes, segmenter: null });
    expect(eyes.classifier.classify).toHaveBeenCalledExactlyOnceWith(IMAGE, [
      { x: 0, y: 0, width: 1, height: 1 },
    ]);
  });

  it.each<[string, string, number]>([
    ['may be of a room', 'Chair', 1],
    ['is of clothes', 'Dress', 0],
  ])('asks the segmenter once at most, for a picture that %s', async (_, label, times) => {
    const eyes = closerEyesOf([]);
    eyes.labeler.classify.mockResolvedValue([[{ label, probability: 0.9 }]]);
    await look({ ...eyes, classifier: null });
    expect(eyes.segmenter.segment).toHaveBeenCalledTimes(times);
  });

  it.each<[string, Partial<Eyes>, string]>([
    ['MobileNet', { classifier: null }, 'armchair'],
    ['the segmenter', { segmenter: null }, 'armchair'],
    ['MobileNet and the segmenter', { classifier: null, segmenter: null }, 'armchair'],
    ['the localizer', { localizer: null }, 'folding chair'],
    ['the labeler', { labeler: null }, 'folding chair'],
    ['the localizer and MobileNet', { localizer: null, classifier: null }, 'chair'],
    [
      'all but the detector',
      { localizer: null, labeler: null, classifier: null, segmenter: null },
      'chair',
    ],
  ])('does without %s', async (_, missing, label) => {
    const eyes = { ...closerEyesOf([chair]), ...missing };
    const analysis = await look(eyes);
    expect(analysis.objects.map((object) => [object.label, object.box])).toEqual([[label, BOX]]);
    const looksCloser = eyes.localizer !== null && eyes.labeler !== null;
    expect(analysis.objects[0]?.sources.includes('labeler')).toBe(looksCloser);
    const present = [
      eyes.detector,
      eyes.classifier,
      eyes.localizer,
      eyes.labeler,
      eyes.segmenter,
    ].flatMap((model) => (model ? [model.id] : []));
    expect(Object.keys(analysis.models)).toEqual(present);
  });

  it.each(['localizer', 'labeler'] as const)('looks no closer without the %s', async (missing) => {
    const eyes = closerEyesOf([chair]);
    await look({ ...eyes, [missing]: null });
    expect(eyes.localizer.detect).not.toHaveBeenCalled();
    expect(eyes.labeler.classify).not.toHaveBeenCalled();
    expect(eyes.segmenter.segment).not.toHaveBeenCalled();
  });

  it('looks no closer once it is cancelled', async () => {
    const controller = new AbortController();
    const eyes = closerEyesOf([chair]);
    const looking = look(eyes, {
      signal: controller.signal,
      onStage: (_, next) => next === 'labels' && controller.abort(),
    });
    await expect(looking).rejects.toMatchObject({ code: 'cancelled' });
    expect(eyes.localizer.detect).not.toHaveBeenCalled();
  });
});

describe('analyze with a model that describes pictures in numbers', () => {
  /** Every region in numbers that are all 0 but for one, by where the region begins. */
  const embedder = () => ({
    id: 'mobilenet',
    version: 'c1',
    embed: vi.fn(async (_: RgbaImage, regions: readonly BoundingBox[]) =>
      regions.map(({ x }) => Float32Array.from({ length: 1_280 }, (_n, j) => +(j === 4 * x))),
    ),
  });
  const numbersOf = (text: string | null | undefined) => text && decodeEmbedding(text)?.indexOf(1);

  it('describes the whole picture, once all else is known', async () => {
    const stages: Analysis[] = [];
    const eyes = { ...closerEyesOf([chair]), embedder: embedder() };
    const analysis = await look(eyes, { onStage: (soFar) => stages.push(soFar) });
    expect(stages.map(({ embedding }) => embedding)).toEqual([null, null]);
    expect(numbersOf(analysis.embedding)).toBe(0);
    expect(analysis).not.toHaveProperty('findEmbeddings');
    expect(eyes.embedder.embed).toHaveBeenCalledExactlyOnceWith(IMAGE, [WHOLE_IMAGE]);
    const { ms } = analysis;
    expect(ms.total).toBeCloseTo(ms.decode + ms.palette + ms.objects + ms.labels, 6);
    expect(v.is(AnalysisSchema, analysis)).toBe(true);
  });

  it('describes the most prominent objects, where they are asked for', async () => {
    const chairs = [0, 0.25, 0.5, 0.75].map((x) => ({
      ...chair,
      box: { x, y: 0.3, width: 0.2, height: 0.3 },
    }));
    const eyes = { ...eyesOf(chairs, null), embedder: embedder() };
    const { findEmbeddings, objects } = await look(eyes, { embedFinds: true });
    expect(objects).toHaveLength(4);
    expect(findEmbeddings?.map(({ box }) => box)).toEqual(
      objects.slice(0, 3).map(({ box }) => box),
    );
    expect(findEmbeddings?.map(({ embedding }) => numbersOf(embedding))).toEqual(
      findEmbeddings?.map(({ box }) => 4 * box.x),
    );
  });

  it('does without', async () => {
    const analysis = await look(closerEyesOf([chair]), { embedFinds: true });
    expect(analysis.embedding).toBeNull();
    expect(analysis).not.toHaveProperty('findEmbeddings');
  });
});
