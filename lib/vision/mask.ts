/**
 * Which cells of a grid laid over the whole image belong to a thing. Row by row from the top
 * left; the grid may be finer or coarser than the image and need not have its shape.
 */
export interface Mask {
  width: number;
  height: number;
  /** Indices of the cells inside. */
  pixels: readonly number[];
}
