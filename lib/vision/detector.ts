import type { BoundingBox } from '../analysis.ts';

/**
 * An image as the models see it: 8-bit RGBA rows from the top left, upright, at most
 * MAX_SIDE pixels on its long side. Made by the decoder of the platform.
 */
export interface RgbaImage {
  data: Uint8ClampedArray;
  width: number;
  height: number;
}

/** A box with a raw model label, before fusion. */
export interface Detection {
  label: string;
  score: number;
  box: BoundingBox;
}

/** Finds things in a whole image. */
export interface Detector {
  readonly id: string;
  readonly version: string;
  detect(image: RgbaImage): Promise<Detection[]>;
}

/** A label of a classifier with its probability. */
export interface Classification {
  label: string;
  probability: number;
}

/** Names what an image, or each of several regions of it, shows. */
export interface Classifier {
  readonly id: string;
  readonly version: string;
  /** The top labels for each region, in the order of `regions`. */
  classify(image: RgbaImage, regions: readonly BoundingBox[]): Promise<Classification[][]>;
}
