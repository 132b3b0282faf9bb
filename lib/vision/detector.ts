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

/** A box around a thing of any kind. */
export interface LocalizedBox {
  score: number;
  box: BoundingBox;
  /** Which of the searched regions it was found in. */
  region: number;
}

/** Finds things in an image, or in several regions of it, without saying what they are. */
export interface Localizer {
  readonly id: string;
  readonly version: string;
  /**
   * Boxes in fractions of the whole image, the best first.
   * @param regions where to look; default the whole image
   */
  detect(image: RgbaImage, regions?: readonly BoundingBox[]): Promise<LocalizedBox[]>;
}

/** What each pixel of a small copy of an image belongs to, row by row from the top left. */
export interface Segmentation {
  width: number;
  height: number;
  /** Index of the likeliest class. */
  classes: Uint8Array;
  /** Probability of that class, in [0, 1]. */
  probabilities: Float32Array;
}

/** Divides a whole image among known kinds of things and surfaces. */
export interface Segmenter {
  readonly id: string;
  readonly version: string;
  /** Names of the classes, in the order of their indices. */
  readonly labels: readonly string[];
  segment(image: RgbaImage): Promise<Segmentation>;
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

/** Describes what an image, or each of several regions of it, shows, in numbers to compare. */
export interface Embedder {
  readonly id: string;
  readonly version: string;
  /**
   * The numbers of each region, in the order of `regions`; like pictures have like numbers.
   * @param atAGlance true for half the time, and numbers that tell a little less. Default false
   */
  embed(
    image: RgbaImage,
    regions: readonly BoundingBox[],
    atAGlance?: boolean,
  ): Promise<Float32Array[]>;
}
