import { memory, ready } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { BoundingBox } from '../../../../lib/analysis.ts';
import { goldenImage } from '../../../../lib/engine/golden.ts';
import { loadTfNode } from '../../../../lib/engine/tf-node.ts';
import { WHOLE_IMAGE } from '../../../../lib/geometry.ts';
import { loadCocoSsd } from '../../../../lib/vision/coco-ssd.ts';
import type { Classifier, Detector, Embedder } from '../../../../lib/vision/detector.ts';
import { loadMobileNet } from '../../../../lib/vision/mobilenet.ts';
import { rgbTensor } from '../../../../lib/vision/pixels.ts';
import { drawn, plain } from '../../support/images.ts';
import { builtModels, MODELS_URL, photoImage } from '../../support/real-parts.ts';

const manifest = builtModels();
const versionOf = (id: string) => manifest?.models.find((model) => model.id === id)?.version;
const urlOf = (id: string) => new URL(`${id}/model.json`, MODELS_URL).href;
const room = await photoImage('home-decor-3');
const coffee = await photoImage('coffee');

beforeAll(async () => {
  await loadTfNode();
  await ready();
});

describe('rgbTensor', () => {
  it('holds the pixels without their alpha, row by row', async () => {
    const tensor = rgbTensor(drawn(3, 2, (x, y) => [x, y, 9, 100]));
    expect(tensor.shape).toEqual([2, 3, 3]);
    expect([...(await tensor.data())].slice(0, 12)).toEqual([0, 0, 9, 1, 0, 9, 2, 0, 9, 0, 1, 9]);
    tensor.dispose();
  });

  it('reads a view into a larger buffer from where it begins', async () => {
    const { data, ...size } = plain(2, 2, [1, 2, 3]);
    const padded = new Uint8ClampedArray(data.length + 8);
    padded.set(data, 8);
    const tensor = rgbTensor({ ...size, data: padded.subarray(8) });
    expect([...(await tensor.data())]).toEqual(Array.from({ length: 4 }, () => [1, 2, 3]).flat());
    tensor.dispose();
  });
});

const cocoVersion = versionOf('coco-ssd');
describe.skipIf(!cocoVersion)('coco-ssd', () => {
  let detector: Detector;
  beforeAll(async () => {
    detector = await loadCocoSsd(urlOf('coco-ssd'), cocoVersion ?? '');
  });

  it('says which model it is', () => {
    expect(detector).toMatchObject({ id: 'coco-ssd', version: cocoVersion });
  });

  it.skipIf(!room)('finds the chair of a real room, in boxes within the picture', async () => {
    if (!room) return;
    const found = await detector.detect(room);
    expect(found.find(({ label }) => label === 'chair')?.score).toBeGreaterThan(0.8);
    for (const { score, box } of found) {
      expect(score).toBeGreaterThanOrEqual(0.4);
      expect(score).toBeLessThanOrEqual(1);
      expect(Math.min(box.x, box.y)).toBeGreaterThanOrEqual(0);
      expect(Math.min(box.width, box.height)).toBeGreaterThan(0);
      expect(box.x + box.width).toBeLessThanOrEqual(1 + 1e-9);
      expect(box.y + box.height).toBeLessThanOrEqual(1 + 1e-9);
    }
  });

  it('finds nothing in an empty picture, even of a single pixel', async () => {
    expect(await detector.detect(plain(300, 200, [200, 190, 170]))).toEqual([]);
    expect(await detector.detect(plain(1, 1, [0, 0, 0]))).toEqual([]);
  });

  it('keeps no tensor', async () => {
    const before = memory().numTensors;
    await detector.detect(goldenImage());
    expect(memory().numTensors).toBe(before);
  });
});

const mobilenetVersion = versionOf('mobilenet');
describe.skipIf(!mobilenetVersion)('MobileNet', () => {
  let classifier: Classifier & Embedder;
  beforeAll(async () => {
    classifier = await loadMobileNet(urlOf('mobilenet'), mobilenetVersion ?? '');
  });

  it('says which model it is', () => {
    expect(classifier).toMatchObject({ id: 'mobilenet', version: mobilenetVersion });
  });

  it.skipIf(!coffee)('names a cup of coffee', async () => {
    if (!coffee) return;
    const [labels = []] = await classifier.classify(coffee, [WHOLE_IMAGE]);
    expect(labels).toHaveLength(5);
    expect(['coffee mug', 'cup', 'espresso']).toContain(labels[0]?.label);
    const probabilities = labels.map(({ probability }) => probability);
    expect(probabilities).toEqual([...probabilities].sort((a, b) => b - a));
    expect(probabilities.reduce((sum, p) => sum + p, 0)).toBeLessThanOrEqual(1 + 1e-6);
  });

  it.skipIf(!room)('says the same of regions together as one by one', async () => {
    if (!room) return;
    const regions: BoundingBox[] = [
      WHOLE_IMAGE,
      { x: 0.35, y: 0.5, width: 0.3, height: 0.49 },
      { x: 0, y: 0, width: 0.2, height: 1 },
    ];
    const together = await classifier.classify(room, regions);
    expect(together).toHaveLength(regions.length);
    for (const [i, region] of regions.entries()) {
      const [alone = []] = await classifier.classify(room, [region]);
      expect(together[i]?.map(({ label }) => label)).toEqual(alone.map(({ label }) => label));
      for (const [rank, { probability }] of alone.entries()) {
        expect(together[i]?.[rank]?.probability).toBeCloseTo(probability, 4);
      }
    }
  });

  it.skipIf(!room || !coffee)('describes like pictures by like numbers', async () => {
    if (!room || !coffee) return;
    const part: BoundingBox = { x: 0.02, y: 0.02, width: 0.96, height: 0.96 };
    const [whole, most] = await classifier.embed(room, [WHOLE_IMAGE, part]);
    const [other] = await classifier.embed(coffee, [WHOLE_IMAGE]);
    if (!whole || !most || !other) throw new Error('no numbers');
    expect(whole).toHaveLength(1_280);
    const cosine = (a: Float32Array, b: Float32Array) =>
      a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0) /
      (Math.hypot(...a) * Math.hypot(...b));
    expect(cosine(whole, most)).toBeGreaterThan(0.8);
    expect(cosine(whole, other)).toBeLessThan(cosine(whole, most) - 0.2);
  });

  it('has nothing to say of no regions', async () => {
    expect(await classifier.classify(plain(10, 10, [0, 0, 0]), [])).toEqual([]);
    expect(await classifier.embed(plain(10, 10, [0, 0, 0]), [])).toEqual([]);
    expect(await classifier.embed(plain(10, 10, [0, 0, 0]), [], true)).toEqual([]);
  });

  it('keeps no tensor', async () => {
    const before = memory().numTensors;
    await classifier.classify(goldenImage(), [WHOLE_IMAGE, WHOLE_IMAGE]);
    await classifier.embed(goldenImage(), [WHOLE_IMAGE]);
    expect(memory().numTensors).toBe(before);
  });
});
