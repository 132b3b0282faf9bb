import { type Tensor3D, tensor3d } from '@tensorflow/tfjs-core';
import type { RgbaImage } from './detector.ts';

/**
 * The image as an int32 tensor [height, width, 3] with values in [0, 255]; the caller disposes it.
 * `tf.browser.fromPixels` makes the same and takes four times as long for it.
 */
export function rgbTensor({ data, width, height }: RgbaImage): Tensor3D {
  const rgb = new Int32Array(width * height * 3);
  for (let from = 0, to = 0; to < rgb.length; from += 4, to += 3) {
    rgb[to] = data[from] ?? 0;
    rgb[to + 1] = data[from + 1] ?? 0;
    rgb[to + 2] = data[from + 2] ?? 0;
  }
  return tensor3d(rgb, [height, width, 3], 'int32');
}
