import * as cocoSsd from '@tensorflow-models/coco-ssd';
import { clipToImage } from '../geometry.ts';
import type { Detector } from './detector.ts';
import { rgbTensor } from './pixels.ts';

/** The package's own default, 20, loses the small things on a full shelf. */
const MAX_BOXES = 40;

/** Lower than the package's default of 0.5: a find the shopper can dismiss beats one missed. */
const MIN_SCORE = 0.4;

/**
 * COCO's 80 classes as boxes, through the official package.
 * @param modelUrl its model.json, at any scheme TensorFlow.js has a load router for
 * @param version recorded with each analysis
 */
export async function loadCocoSsd(modelUrl: string, version: string): Promise<Detector> {
  const network = await cocoSsd.load({ base: 'lite_mobilenet_v2', modelUrl });
  return {
    id: 'coco-ssd',
    version,
    async detect(image) {
      const pixels = rgbTensor(image);
      try {
        const found = await network.detect(pixels, MAX_BOXES, MIN_SCORE);
        return found.map(({ class: label, score, bbox: [x, y, width, height] }) => ({
          label,
          score,
          box: clipToImage({
            x: x / image.width,
            y: y / image.height,
            width: width / image.width,
            height: height / image.height,
          }),
        }));
      } finally {
        pixels.dispose();
      }
    },
  };
}
