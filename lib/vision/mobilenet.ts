import * as tf from '@tensorflow/tfjs-core';
import * as mobilenet from '@tensorflow-models/mobilenet';
import { IMAGENET_CLASSES } from '@tensorflow-models/mobilenet/dist/imagenet_classes.js';
import type { BoundingBox } from '../analysis.ts';
import type { Classifier, Embedder } from './detector.ts';
import { cropTensor } from './pixels.ts';

/** Side of MobileNetV2's square input, pixels. */
const INPUT_SIDE = 224;

/** Labels kept for each region. */
const TOP = 5;

/** The side of a region's middle, which is looked at beside the whole of it for its numbers. */
const MIDDLE = 0.8;

/**
 * ImageNet's 1000 classes for regions of an image, and the 1280 numbers that it tells them by (of a
 * region and of its middle, the mean), through the official package.
 */
export async function loadMobileNet(
  modelUrl: string,
  version: string,
): Promise<Classifier & Embedder> {
  const network = await mobilenet.load({
    version: 2,
    alpha: 1,
    modelUrl,
    inputRange: [-1, 1],
  });
  return {
    id: 'mobilenet',
    version,
    async classify(image, regions) {
      if (regions.length === 0) return [];
      const { values, indices } = tf.tidy(() =>
        tf.topk(tf.softmax(network.infer(cropTensor(image, regions, INPUT_SIDE))), TOP),
      );
      try {
        const probabilities = await values.data();
        const classes = await indices.data();
        return regions.map((_, region) =>
          Array.from(classes.subarray(region * TOP, (region + 1) * TOP), (index, place) => ({
            label: IMAGENET_CLASSES[index] ?? '',
            probability: probabilities[region * TOP + place] ?? 0,
          })),
        );
      } finally {
        tf.dispose([values, indices]);
      }
    },
    async embed(image, regions, atAGlance = false) {
      if (regions.length === 0) return [];
      // Two views tell boards apart better than one, by about .04 of macro-F1 (`npm run eval:boards`).
      const views = atAGlance ? regions : regions.flatMap((region) => [region, middleOf(region)]);
      const numbers = tf.tidy(() => {
        const ofViews = network.infer(cropTensor(image, views, INPUT_SIDE), true);
        return tf.mean(tf.reshape(ofViews, [regions.length, atAGlance ? 1 : 2, -1]), 1);
      });
      try {
        const all = await numbers.data<'float32'>();
        const size = all.length / regions.length;
        return regions.map((_, region) => all.slice(region * size, (region + 1) * size));
      } finally {
        numbers.dispose();
      }
    },
  };
}

function middleOf({ x, y, width, height }: BoundingBox): BoundingBox {
  const margin = (1 - MIDDLE) / 2;
  return {
    x: x + margin * width,
    y: y + margin * height,
    width: MIDDLE * width,
    height: MIDDLE * height,
  };
}
