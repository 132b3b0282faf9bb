import { loadGraphModel } from '@tensorflow/tfjs-converter';
import * as tf from '@tensorflow/tfjs-core';
import type { BoundingBox } from '../analysis.ts';
import { clipToImage, intersectionOverUnion, WHOLE_IMAGE } from '../geometry.ts';
import type { LocalizedBox, Localizer, RgbaImage } from './detector.ts';
import { cropTensor } from './pixels.ts';
import { predict } from './predict.ts';

/** Side of the network's square input, pixels. */
const INPUT_SIDE = 192;

/** Regions run at once: more gains no time and grows the backend's memory for good. */
const BATCH = 8;

/** The network was tuned to find much and trust little: its good boxes start here. */
const MIN_SCORE = 0.15;

/** Of two boxes that overlap more than this, the better one stays. */
const MAX_OVERLAP = 0.5;

/** What the network's codes are divided by. Source: options of the model's TFLite_Detection_PostProcess. */
const CENTER_SCALE = 10;
const SIZE_SCALE = 5;

/** Numbers of a box code and of an anchor: y and x of the centre, height, width. */
const CODE_LENGTH = 4;

/** Boxes of one batch of regions: codes [regions, anchors, 4], scores [regions, anchors]. */
interface RawBoxes {
  readonly codes: Float32Array;
  readonly scores: Float32Array;
}

/**
 * Things of any kind as boxes: Google's mobile object localizer.
 * @param modelUrl its model.json, at any scheme TensorFlow.js has a load router for
 * @param version recorded with each analysis
 */
export async function loadLocalizer(modelUrl: string, version: string): Promise<Localizer> {
  const network = await loadGraphModel(modelUrl);
  const anchors = await readAnchors(network.weights);
  const run = async (image: RgbaImage, regions: readonly BoundingBox[]): Promise<RawBoxes> => {
    const results = tf.tidy(() =>
      predict(network, cropTensor(image, regions, INPUT_SIDE), ['boxes', 'scores']),
    );
    try {
      const [codes, scores] = await Promise.all(results.map((one) => one.data<'float32'>()));
      if (!codes || !scores) throw new TypeError('The localizer gives other results than two.');
      return { codes, scores };
    } finally {
      tf.dispose(results);
    }
  };
  return {
    id: 'localizer',
    version,
    async detect(image, regions = [WHOLE_IMAGE]) {
      const found: LocalizedBox[] = [];
      for (let first = 0; first < regions.length; first += BATCH) {
        const batch = regions.slice(first, first + BATCH);
        const raw = await run(image, batch);
        for (const [i, region] of batch.entries()) {
          const boxes = decodeBoxes(raw, i, anchors);
          found.push(...boxes.map((one) => ({ ...placeIn(region, one), region: first + i })));
        }
      }
      return withoutRepeats(found);
    },
  };
}

async function readAnchors(weights: Readonly<Record<string, tf.Tensor[]>>): Promise<Float32Array> {
  const anchors = weights.anchors?.[0];
  if (!anchors) throw new TypeError('The localizer has no anchors: make the models anew.');
  return anchors.data<'float32'>();
}

type ScoredBox = Pick<LocalizedBox, 'score' | 'box'>;

/**
 * The boxes of one region, in fractions of it.
 * Source: the box coder of SSD (Liu et al. 2016), as TFLite_Detection_PostProcess computes it.
 */
function decodeBoxes(
  { codes, scores }: RawBoxes,
  region: number,
  anchors: Float32Array,
): ScoredBox[] {
  const count = anchors.length / CODE_LENGTH;
  const boxes: ScoredBox[] = [];
  for (let i = 0; i < count; i += 1) {
    const score = scores[region * count + i] ?? 0;
    if (score < MIN_SCORE) continue;
    const start = (region * count + i) * CODE_LENGTH;
    const [dy = 0, dx = 0, dh = 0, dw = 0] = codes.subarray(start, start + CODE_LENGTH);
    const [ay = 0, ax = 0, ah = 0, aw = 0] = anchors.subarray(
      i * CODE_LENGTH,
      (i + 1) * CODE_LENGTH,
    );
    const height = ah * Math.exp(dh / SIZE_SCALE);
    const width = aw * Math.exp(dw / SIZE_SCALE);
    const x = ax + (dx / CENTER_SCALE) * aw - width / 2;
    const y = ay + (dy / CENTER_SCALE) * ah - height / 2;
    boxes.push({ score, box: clipToImage({ x, y, width, height }) });
  }
  return boxes;
}

/** Takes a box in fractions of a region to fractions of the image. */
function placeIn(region: BoundingBox, { score, box }: ScoredBox): ScoredBox {
  return {
    score,
    box: clipToImage({
      x: region.x + box.x * region.width,
      y: region.y + box.y * region.height,
      width: box.width * region.width,
      height: box.height * region.height,
    }),
  };
}

/** Greedy non-maximum suppression; the best box comes first. */
function withoutRepeats(boxes: readonly LocalizedBox[]): LocalizedBox[] {
  const kept: LocalizedBox[] = [];
  for (const candidate of boxes.toSorted((a, b) => b.score - a.score)) {
    const repeats = kept.some(({ box }) => intersectionOverUnion(box, candidate.box) > MAX_OVERLAP);
    if (!repeats) kept.push(candidate);
  }
  return kept;
}
