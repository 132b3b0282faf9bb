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
const QUANTIZED_COLORS = 48;

/**
 * Two boxes closer than this are one colour in the picture: shades of one painted wall lie
 * within it, neighbouring shop colours beyond it. CIEDE2000, tuned by eye on room photos.
 */
const SAME_COLOR_DIFFERENCE = 9;

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

  const clusters: { lab: Lab65; pixels: number }[] = [];
  for (const box of boxes) {
    const same = clusters.find((c) => colorDifference(c.lab, box.lab) < SAME_COLOR_DIFFERENCE);
    if (same) absorb(same, box);
    else clusters.push({ lab: box.lab, pixels: box.pixels });
  }
  return clusters
    .sort((a, b) => b.pixels - a.pixels)
    .map(({ lab, pixels }) => ({ lab, pixels, hex: formatHex(lab) }));
}

/** Moves the mean of `into` by the weight of `from`. */
function absorb(into: { lab: Lab65; pixels: number }, from: { lab: Lab65; pixels: number }): void {
  const pixels = into.pixels + from.pixels;
  const mean = (a: number, b: number) => (a * into.pixels + b * from.pixels) / pixels;
  into.lab = {
    mode: 'lab65',
    l: mean(into.lab.l, from.lab.l),
    a: mean(into.lab.a, from.lab.a),
    b: mean(into.lab.b, from.lab.b),
  };
  into.pixels = pixels;
}
