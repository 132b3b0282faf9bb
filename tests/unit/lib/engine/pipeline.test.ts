import * as v from 'valibot';
import { describe, expect, it, vi } from 'vitest';
import { type Analysis, AnalysisSchema, type Stage } from '../../../../lib/analysis.ts';
import { analyze, type Eyes } from '../../../../lib/engine/pipeline.ts';
import type { Classification, Detection } from '../../../../lib/vision/detector.ts';
import { drawn, rgb } from '../../support/images.ts';

const BOX = { x: 0.3, y: 0.3, width: 0.4, height: 0.4 };
const IMAGE = drawn(200, 200, (x, y) =>
  rgb(Math.hypot(x - 100, y - 100) < 30 ? '#d5a129' : '#e2d3b9'),
);

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
    backend: 'wasm',
  };
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

  it('finds what people wear and what the picture is of, the surest first', async () => {
    const person: Detection = { label: 'person', score: 0.9, box: { ...BOX, x: 0 } };
    const shown = ['sandal', 'folding chair', 'trench coat'];
    const eyes = eyesOf([person, chair], (i) => [
      { label: shown[i] ?? '', probability: [0.65, 0.5, 0.99][i] ?? 0 },
    ]);
    const { objects } = await look(eyes);
    expect(objects.map(({ label }) => label)).toEqual(['trench coat', 'folding chair', 'sandals']);
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
