import * as tf from '@tensorflow/tfjs-core';
import * as mobilenet from '@tensorflow-models/mobilenet';
import { IMAGENET_CLASSES } from '@tensorflow-models/mobilenet/dist/imagenet_classes.js';
import type { Classification, Classifier } from './detector.ts';
import { cropTensor } from './pixels.ts';

/** Side of MobileNetV2's square input, pixels. */
const INPUT_SIDE = 224;

/** Labels kept for each region. */
const TOP = 5;

/** ImageNet's 1000 classes for regions of an image, through the official package. */
export async function loadMobileNet(modelUrl: string, version: string): Promise<Classifier> {
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
      const probabilities = tf.tidy(() =>
        tf.softmax(network.infer(cropTensor(image, regions, INPUT_SIDE))),
      );
      try {
        const values = await probabilities.data();
        const classes = values.length / regions.length;
        return regions.map((_, i) => topLabels(values.subarray(i * classes, (i + 1) * classes)));
      } finally {
        probabilities.dispose();
      }
    },
  };
}

function topLabels(probabilities: ArrayLike<number>): Classification[] {
  return Array.from(probabilities, (probability, i) => ({
    label: IMAGENET_CLASSES[i] ?? '',
    probability,
  }))
    .sort((a, b) => b.probability - a.probability)
    .slice(0, TOP);
}
