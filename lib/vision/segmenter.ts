import { loadGraphModel } from '@tensorflow/tfjs-converter';
import * as tf from '@tensorflow/tfjs-core';
import { WHOLE_IMAGE } from '../geometry.ts';
import { ADE20K_LABELS } from './ade20k-labels.ts';
import type { RgbaImage, Segmenter } from './detector.ts';
import { cropTensor } from './pixels.ts';
import { predict } from './predict.ts';

/** Side of the network's square input, pixels: the conversion's `inputSide` in models.lock.json. */
const INPUT_SIDE = 321;

/** Long side of the result, pixels: half as fine again as the network's own grid of 81 × 81. */
const OUTPUT_SIDE = 128;

/**
 * The parts of a room or street by ADE20K's 150 classes: DeepLabV3+.
 * @param modelUrl its model.json, at any scheme TensorFlow.js has a load router for
 * @param version recorded with each analysis
 */
export async function loadSegmenter(modelUrl: string, version: string): Promise<Segmenter> {
  const network = await loadGraphModel(modelUrl);
  return {
    id: 'deeplab',
    version,
    labels: ADE20K_LABELS,
    async segment(image) {
      const { width, height } = outputSize(image);
      const [grid, likeliest] = tf.tidy((): [tf.Tensor4D, tf.Tensor] => {
        const input = cropTensor(image, [WHOLE_IMAGE], INPUT_SIDE);
        const [logits] = predict(network, input, ['logits']);
        const all = tf.softmax(logits as tf.Tensor4D);
        return [all, tf.argMax(all, -1)];
      });
      // Of 151 classes a picture shows a few: only those are worth enlarging.
      const present = [...new Set(await likeliest.data())];
      const [classes, probabilities] = tf.tidy((): [tf.Tensor, tf.Tensor] => {
        // The network aligns the corners of its grids, and so must what follows.
        const few = tf.gather(grid, present, 3);
        const fine = tf.image.resizeBilinear(few, [height, width], true);
        return [tf.argMax(fine, -1), tf.max(fine, -1)];
      });
      try {
        return {
          width,
          height,
          classes: Uint8Array.from(await classes.data(), (index) => present[index] ?? 0),
          probabilities: await probabilities.data<'float32'>(),
        };
      } finally {
        tf.dispose([grid, likeliest, classes, probabilities]);
      }
    },
  };
}

function outputSize({ width, height }: RgbaImage): { width: number; height: number } {
  const scale = OUTPUT_SIDE / Math.max(width, height);
  const scaled = (length: number) => Math.max(1, Math.round(length * scale));
  return { width: scaled(width), height: scaled(height) };
}
