import { ImageBase, type ImageData as VibrantImageData } from '@vibrant/image';
import { formatHex, type Lab65 } from 'culori/fn';
import { Vibrant } from 'node-vibrant/browser';
import type { RgbaImage } from '../vision/detector.ts';
import { colorDifference, labOf } from './color-names.ts';

/** A group of pixels that look alike: its mean in CIELAB and how many pixels it holds. */
export interface ColorCluster {
  hex: string;
  lab: Lab65;
  pixels: number;
}

/** MMCQ boxes to start from: fine enough that a small accent gets a box of its own. */
const QUANTIZED_COLORS = 64;

/**
 * Two boxes closer than this are one colour in the picture: shades of one painted wall lie
 * within it, neighbouring shop colours beyond it. CIEDE2000, tuned by eye on room photos.
 */
const SAME_COLOR_DIFFERENCE = 9;

/** Chroma in CIELAB that makes a colour count double when one has to stand for its like. */
const VIVID_CHROMA = 40;

/** Feeds pixels that are already decoded to node-vibrant, which otherwise loads a URL. */
function imageClassFor(pixels: Uint8ClampedArray, width: number, height: number) {
  return class PixelImage extends ImageBase {
    load() {
      return Promise.resolve(this);
    }
    clear() {}
    update() {}
    resize() {}
    remove() {}
    getWidth() {
      return width;
    }
    getHeight() {
      return height;
    }
    getPixelCount() {
      return width * height;
    }
    getImageData(): VibrantImageData {
      return { data: pixels, width, height };
    }
  };
}

/**
 * Groups the pixels of `image` (fully transparent ones aside) by colour: node-vibrant's
 * MMCQ quantiser, then merging of boxes that look the same. The largest cluster first;
 * empty where every pixel is transparent.
 */
export async function clusterColors(image: RgbaImage): Promise<ColorCluster[]> {
  if (!image.data.some((value, i) => i % 4 === 3 && value > 0)) return [];
  const vibrant = new Vibrant('', {
    ImageClass: imageClassFor(image.data, image.width, image.height),
    colorCount: QUANTIZED_COLORS,
    quality: 1,
    filters: [],
  });
  await vibrant.getPalette();
  const swatches: readonly { hex: string; population: number }[] = vibrant.result?.colors ?? [];
  const boxes = swatches
    .filter((swatch) => swatch.population > 0)
    .map((swatch) => ({ lab: labOf(swatch.hex), pixels: swatch.population }))
    .sort((a, b) => b.pixels - a.pixels);

  const clusters: Box[][] = [];
  for (const box of boxes) {
    const same = clusters.find(
      ([seed]) => seed && colorDifference(seed.lab, box.lab) < SAME_COLOR_DIFFERENCE,
    );
    if (same) same.push(box);
    else clusters.push([box]);
  }
  return clusters.map(clusterOf).sort((a, b) => b.pixels - a.pixels);
}

/** One box of the quantiser: its mean and how many pixels it holds. */
interface Box {
  lab: Lab65;
  pixels: number;
}

/**
 * Boxes as one cluster, in the colour of the box that stands for them. A mean would mix
 * the light and the shadow on a thing into a mud that is nowhere in the picture.
 */
function clusterOf(boxes: readonly Box[]): ColorCluster {
  const { lab } = boxes.reduce((best, box) => (prominence(box) > prominence(best) ? box : best));
  const pixels = boxes.reduce((sum, box) => sum + box.pixels, 0);
  return { lab, pixels, hex: formatHex(lab) };
}

/** Size counts, and among boxes of like size the more vivid one is what the eye remembers. */
function prominence({ lab, pixels }: Box): number {
  return pixels * (1 + Math.hypot(lab.a, lab.b) / VIVID_CHROMA);
}
