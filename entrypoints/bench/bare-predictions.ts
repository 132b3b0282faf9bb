import { type GraphModel, loadGraphModel } from '@tensorflow/tfjs-converter';
import * as tf from '@tensorflow/tfjs-core';
import type { BoundingBox } from '../../lib/analysis.ts';
import { decodeImage } from '../../lib/engine/decode.ts';
import type { OpenedEyes } from '../../lib/engine/engine.ts';
import { fetchImage } from '../../lib/engine/fetch-image.ts';
import { loadManifest, MODELS_URL, openEyesInWorker } from '../../lib/engine/open-eyes-worker.ts';
import { analyze } from '../../lib/engine/pipeline.ts';
import type { RgbaImage } from '../../lib/vision/detector.ts';
import { cropTensor } from '../../lib/vision/mobilenet.ts';
import { rgbTensor } from '../../lib/vision/pixels.ts';

/** Milliseconds that the models take on one image when nothing else is done. */
export interface BareTimes {
  /** coco-ssd on the whole image. */
  detector: number;
  /** MobileNet on all regions at once. */
  classifier: number;
  /** How many regions the analysis classifies. */
  regions: number;
}

/** What the models are given for one image. */
interface Inputs {
  pixels: tf.Tensor;
  crops: tf.Tensor;
  regions: number;
}

interface Models {
  eyes: OpenedEyes;
  detector: GraphModel;
  classifier: GraphModel;
}

/** Times the models of this build by themselves, on wasm, on the inputs that the analysis gives them. */
export class BarePredictions {
  #models: Promise<Models> | null = null;
  readonly #inputs = new Map<string, Promise<Inputs>>();

  /** One execution of each model on the image at `url`; its inputs are made beforehand. */
  async time(url: string): Promise<BareTimes> {
    this.#models ??= loadModels();
    const { eyes, detector, classifier } = await this.#models;
    const inputs = this.#inputs.get(url) ?? makeInputs(url, eyes);
    this.#inputs.set(url, inputs);
    const { pixels, crops, regions } = await inputs;
    return {
      detector: await timeOf(() => detector.executeAsync(pixels)),
      classifier: await timeOf(() => classifier.predict(crops)),
      regions,
    };
  }
}

async function loadModels(): Promise<Models> {
  const eyes = await openEyesInWorker('wasm');
  const { models } = await loadManifest();
  const load = (id: string) => {
    const model = models.find((candidate) => candidate.id === id);
    if (!model)
      throw new Error(`This build lacks ${id}, without which there is nothing to compare.`);
    return loadGraphModel(MODELS_URL + model.path);
  };
  return { eyes, detector: await load('coco-ssd'), classifier: await load('mobilenet') };
}

/** Runs the analysis once to learn which regions it classifies. */
async function makeInputs(url: string, eyes: OpenedEyes): Promise<Inputs> {
  const image = await decodeImage(await fetchImage([url], new AbortController().signal));
  const regions = await classifiedRegions(image, eyes);
  const inputs = {
    pixels: tf.tidy(() => tf.expandDims(rgbTensor(image))),
    crops: tf.tidy(() => tf.sub(tf.div(cropTensor(image, regions), 127.5), 1)),
    regions: regions.length,
  };
  return inputs;
}

async function classifiedRegions(
  image: RgbaImage,
  { classifier, ...eyes }: OpenedEyes,
): Promise<readonly BoundingBox[]> {
  let seen: readonly BoundingBox[] = [];
  if (!classifier) return seen;
  const watched: OpenedEyes['classifier'] = {
    ...classifier,
    classify: (picture, regions) => {
      seen = regions;
      return classifier.classify(picture, regions);
    },
  };
  await analyze(image, async () => ({ ...eyes, classifier: watched }), { decodeMs: 0 });
  return seen;
}

/** Milliseconds until the results of `predict` can be read. */
async function timeOf(
  predict: () => tf.NamedTensorMap | tf.Tensor | tf.Tensor[] | Promise<tf.Tensor | tf.Tensor[]>,
): Promise<number> {
  const start = performance.now();
  const result = await predict();
  const outputs = result instanceof tf.Tensor ? [result] : Object.values(result);
  await Promise.all(outputs.map((output) => output.data()));
  const ms = performance.now() - start;
  tf.dispose(outputs);
  return ms;
}
