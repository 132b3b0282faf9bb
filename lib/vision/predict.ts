import type { GraphModel } from '@tensorflow/tfjs-converter';
import * as tf from '@tensorflow/tfjs-core';

/**
 * Runs a network that takes colours in [-1, 1], as the MobileNet family does.
 * @param pixels [images, height, width, 3] with values in [0, 255]; stays the caller's
 * @param outputs the nodes whose results are wanted
 * @returns the results in the order of `outputs`; the caller disposes them
 */
export function predict(
  network: GraphModel,
  pixels: tf.Tensor4D,
  outputs: readonly string[],
): tf.Tensor[] {
  return tf.tidy(() => {
    const results = network.execute(tf.sub(tf.div(pixels, 127.5), 1), [...outputs]);
    return Array.isArray(results) ? results : [results];
  });
}
