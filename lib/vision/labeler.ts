import { loadGraphModel } from '@tensorflow/tfjs-converter';
import * as tf from '@tensorflow/tfjs-core';
import * as v from 'valibot';
import type { Classification, Classifier } from './detector.ts';
import { cropTensor } from './pixels.ts';
import { predict } from './predict.ts';

/** Side of the network's square input, pixels. */
const INPUT_SIDE = 224;

/** Regions run at once: more gains no time and grows the backend's memory for good. */
const BATCH = 8;

/** Labels kept for each region: several may be right at once ("furniture", "chair"). */
const TOP = 8;

const Metadata = v.object({ labels: v.pipe(v.array(v.string()), v.minLength(1)) });

/**
 * 631 kinds of consumer things for regions of an image: Google's mobile object labeler. Each label
 * has a probability of its own, so those of one region do not sum to one.
 * @param modelUrl its model.json, at any scheme TensorFlow.js has a load router for
 * @param version recorded with each analysis
 */
export async function loadLabeler(modelUrl: string, version: string): Promise<Classifier> {
  const network = await loadGraphModel(modelUrl);
  const { labels } = v.parse(Metadata, network.metadata);
  return {
    id: 'labeler',
    version,
    async classify(image, regions) {
      const found: Classification[][] = [];
      for (let first = 0; first < regions.length; first += BATCH) {
        const batch = regions.slice(first, first + BATCH);
        const results = tf.tidy(() =>
          predict(network, cropTensor(image, batch, INPUT_SIDE), ['sigmoid']),
        );
        try {
          const [scores] = await Promise.all(results.map((one) => one.data<'float32'>()));
          if (!scores) throw new TypeError('The labeler gives no result.');
          for (let at = 0; at < scores.length; at += labels.length) {
            found.push(topLabels(scores.subarray(at, at + labels.length), labels));
          }
        } finally {
          tf.dispose(results);
        }
      }
      return found;
    },
  };
}

function topLabels(scores: Float32Array, labels: readonly string[]): Classification[] {
  return Array.from(scores, (probability, i) => ({ label: labels[i] ?? '', probability }))
    .sort((a, b) => b.probability - a.probability)
    .slice(0, TOP);
}
