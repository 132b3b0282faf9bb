import * as tf from '@tensorflow/tfjs-core';
import type { BoundingBox } from '../analysis.ts';
import type { RgbaImage } from './detector.ts';
import { resample } from './resample.ts';

/**
 * The image as an int32 tensor [height, width, 3] with values in [0, 255]; the caller disposes it.
 * `tf.browser.fromPixels` makes the same and takes four times as long for it.
 */
export function rgbTensor({ data, width, height }: RgbaImage): tf.Tensor3D {
  const rgb = new Int32Array(width * height * 3);
  for (let from = 0, to = 0; to < rgb.length; from += 4, to += 3) {
    rgb[to] = data[from] ?? 0;
    rgb[to + 1] = data[from + 1] ?? 0;
    rgb[to + 2] = data[from + 2] ?? 0;
  }
  return tf.tensor3d(rgb, [height, width, 3], 'int32');
}

/**
 * Regions of the image, each stretched to a square of `side` pixels: a float32 tensor
 * [regions, side, side, 3] with values in [0, 255]; the caller disposes it.
 */
export function cropTensor(
  image: RgbaImage,
  regions: readonly BoundingBox[],
  side: number,
): tf.Tensor4D {
  const length = side * side * 3;
  const crops = new Float32Array(regions.length * length);
  for (const [i, region] of regions.entries()) {
    resample(image, region, side, crops.subarray(i * length, (i + 1) * length));
  }
  return tf.tensor4d(crops, [regions.length, side, side, 3]);
}
