import * as tf from '@tensorflow/tfjs-core';
import type { RgbaImage } from './detector.ts';

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
