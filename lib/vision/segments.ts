import type { BoundingBox } from '../analysis.ts';
import type { Segmentation } from './detector.ts';

/** A connected area of one class. */
export interface Segment {
  /** Index of the class. */
  classIndex: number;
  /** Share of the image that it covers, in [0, 1]. */
  area: number;
  /** Mean probability of its pixels. */
  probability: number;
  box: BoundingBox;
  /** Its pixels, as indices into the segmentation's rows. */
  pixels: readonly number[];
}

/** The connected areas (4-neighbours) of every class that cover at least `minArea` of the image. */
export function segmentsOf(segmentation: Segmentation, minArea: number): Segment[] {
  const { width, height, classes, probabilities } = segmentation;
  const seen = new Uint8Array(classes.length);
  const segments: Segment[] = [];
  for (let start = 0; start < classes.length; start++) {
    if (seen[start]) continue;
    const classIndex = classes[start] ?? 0;
    const pixels = [start];
    seen[start] = 1;
    for (let next = 0; next < pixels.length; next++) {
      const index = pixels[next] ?? start;
      const x = index % width;
      const neighbours = [
        x > 0 ? index - 1 : -1,
        x < width - 1 ? index + 1 : -1,
        index - width,
        index + width,
      ];
      for (const neighbour of neighbours) {
        if (classes[neighbour] === classIndex && !seen[neighbour]) {
          seen[neighbour] = 1;
          pixels.push(neighbour);
        }
      }
    }
    const area = pixels.length / classes.length;
    if (area < minArea) continue;
    segments.push({
      classIndex,
      area,
      probability: pixels.reduce((sum, i) => sum + (probabilities[i] ?? 0), 0) / pixels.length,
      box: boxOf(pixels, width, height),
      pixels,
    });
  }
  return segments.sort((a, b) => b.area - a.area);
}

function boxOf(pixels: readonly number[], width: number, height: number): BoundingBox {
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (const index of pixels) {
    const x = index % width;
    const y = Math.floor(index / width);
    left = Math.min(left, x);
    right = Math.max(right, x + 1);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y + 1);
  }
  return {
    x: left / width,
    y: top / height,
    width: (right - left) / width,
    height: (bottom - top) / height,
  };
}
