import * as tf from '@tensorflow/tfjs-core';
import type { BoundingBox } from '../analysis.ts';
import type { RgbaImage } from './detector.ts';
import { resample } from './resample.ts';

/** The image as an int32 tensor [height, width, 3] with values in [0, 255]; the caller disposes it. */
export function rgbTensor(image: RgbaImage): tf.Tensor3D {
  // TensorFlow.js takes raw pixels as Uint8Array only; this is a view, not a copy.
  const { buffer, byteOffset, byteLength } = image.data;
  return tf.browser.fromPixels({
    data: new Uint8Array(buffer, byteOffset, byteLength),
    width: image.width,
    height: image.height,
  });
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
