import * as tf from '@tensorflow/tfjs-core';
import type { BoundingBox } from '../analysis.ts';
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

/**
 * Regions of the image, each stretched to a square of `side` pixels: a float32 tensor
 * [regions, side, side, 3] with values in [0, 255]; the caller disposes it.
 */
export function cropTensor(
  image: RgbaImage,
  regions: readonly BoundingBox[],
  side: number,
): tf.Tensor4D {
  return tf.tidy(() => {
    const pixels = tf.expandDims<tf.Tensor4D>(tf.cast(rgbTensor(image), 'float32'));
    const corners = tf.tensor2d(regions.map(cornersOf));
    const ofTheOneImage = tf.zeros<tf.Rank.R1>([regions.length], 'int32');
    return tf.image.cropAndResize(pixels, corners, ofTheOneImage, [side, side]);
  });
}

/** Corners as cropAndResize takes them: [y1, x1, y2, x2]. */
function cornersOf({ x, y, width, height }: BoundingBox): [number, number, number, number] {
  return [y, x, y + height, x + width];
}
