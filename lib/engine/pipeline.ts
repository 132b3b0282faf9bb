import type { Analysis, DetectedObject, Stage } from '../analysis.ts';
import { encodeEmbedding, normalizedEmbedding } from '../board/model/embedding.ts';
import { MagpieError } from '../errors.ts';
import { WHOLE_IMAGE } from '../geometry.ts';
import { objectColors } from '../palette/object-colors.ts';
import { extractPalette } from '../palette/palette.ts';
import type {
  Classifier,
  Detector,
  Embedder,
  Localizer,
  RgbaImage,
  Segmenter,
} from '../vision/detector.ts';
import {
  coarseObjects,
  eachOnce,
  evidenceFor,
  mainThing,
  type NamedObject,
  refine,
  wearers,
  worn,
} from '../vision/fusion.ts';
import { lookCloser, type MaskedObject, type Weights } from '../vision/look-closer.ts';
import { byProminence } from '../vision/prominence.ts';
import { domainOf } from '../vision/vocabulary.ts';

/** The models that look at a picture. A build may lack any but the detector. */
export interface Eyes {
  detector: Detector;
  classifier: Classifier | null;
  localizer: Localizer | null;
  labeler: Classifier | null;
  segmenter: Segmenter | null;
  embedder: Embedder | null;
  /** The TensorFlow.js backend they run on. */
  backend: string;
}

/** What an analysis reports to while it runs. */
export interface AnalysisOptions {
  /** Milliseconds that decoding took, for the record. */
  decodeMs: number;
  /** Called with all that is known so far and the stage that comes next. */
  onStage?: (soFar: Analysis, next: Stage) => void;
  signal?: AbortSignal;
  /** Other than those that ship: the evaluation judges photos by weights that never saw them. */
  weights?: Weights;
  /** Whether the most prominent objects are described in numbers, too. */
  embedFinds?: boolean;
}

/** Objects that are described in numbers. Each costs a pass of MobileNet. */
const EMBEDDED_FINDS = 3;

/**
 * Looks at one image: its palette, its objects, their finer names and colours.
 * The palette needs no model, so the models are opened only after it.
 * @throws MagpieError `cancelled` between two stages once `signal` is aborted
 */
export async function analyze(
  image: RgbaImage,
  openEyes: () => Promise<Eyes>,
  { decodeMs, onStage, signal, weights, embedFinds = false }: AnalysisOptions,
): Promise<Analysis> {
  const analysis: Analysis = {
    width: image.width,
    height: image.height,
    objects: [],
    palette: [],
    styles: [],
    scene: null,
    embedding: null,
    models: {},
    backend: '',
    ms: { decode: decodeMs, palette: 0, objects: 0, labels: 0, total: decodeMs },
  };

  const stage = async <T>(name: 'palette' | 'objects' | 'labels', work: () => Promise<T>) => {
    await breathe(signal);
    const start = performance.now();
    const result = await work();
    const ms = performance.now() - start;
    analysis.ms[name] += ms;
    analysis.ms.total += ms;
    return result;
  };

  analysis.palette = await stage('palette', () => extractPalette(image));
  onStage?.(structuredClone(analysis), 'objects');

  const eyes = await openEyes();
  const { detector, classifier, localizer, labeler, segmenter, embedder, backend } = eyes;
  analysis.backend = backend;
  for (const model of [detector, classifier, localizer, labeler, segmenter, embedder]) {
    if (model) analysis.models[model.id] = model.version;
  }

  const { detections, coarse } = await stage('objects', async () => {
    const detections = await detector.detect(image);
    const coarse = byProminence(coarseObjects(detections));
    analysis.objects = withColors(image, coarse);
    return { detections, coarse };
  });
  onStage?.(structuredClone(analysis), 'labels');

  if (localizer && labeler) {
    analysis.objects = await stage('labels', async () => {
      const eyes = { localizer, labeler, classifier, segmenter };
      const { objects, scene } = await lookCloser(image, detections, eyes, weights);
      analysis.scene = scene;
      return withColors(image, objects);
    });
  } else if (classifier) {
    const coarseColors = analysis.objects.map(({ colors }) => colors);
    analysis.objects = await stage('labels', async () => {
      const people = wearers(detections);
      const regions = [...coarse, ...people].map(({ box }) => box);
      const [whole = [], ...labels] = await classifier.classify(image, [WHOLE_IMAGE, ...regions]);
      // The box stays, and with it the colours.
      const refined = coarse.map((object, i) => ({
        ...refine(object, evidenceFor(object, labels[i] ?? [], whole)),
        colors: coarseColors[i] ?? [],
        material: null,
      }));
      const clothes = people.flatMap((p, i) => worn(p, labels[coarse.length + i] ?? []));
      const further = [...clothes, ...mainThing(whole, [...refined, ...clothes])];
      // Under finer names two coarse finds may turn out to be one.
      return byProminence(eachOnce([...refined, ...withColors(image, further)]));
    });
  }
  if (embedder) {
    await stage('labels', async () => {
      const [whole] = await embedder.embed(image, [WHOLE_IMAGE]);
      analysis.embedding = whole ? asText(whole) : null;
      if (!embedFinds) return;
      const boxes = analysis.objects.slice(0, EMBEDDED_FINDS).map(({ box }) => box);
      const ofBoxes = await embedder.embed(image, boxes, true);
      analysis.findEmbeddings = boxes.flatMap((box, i) => {
        const numbers = ofBoxes[i];
        return numbers ? [{ box, embedding: asText(numbers) }] : [];
      });
    });
  }
  return analysis;
}

function asText(numbers: Float32Array): string {
  return encodeEmbedding(normalizedEmbedding(numbers));
}

function withColors(
  image: RgbaImage,
  objects: readonly (NamedObject & Partial<MaskedObject>)[],
): DetectedObject[] {
  return objects.map(({ mask = null, ...object }) => ({
    ...object,
    colors: objectColors(image, object.box, mask, { worn: domainOf(object.label) === 'fashion' }),
    material: null,
  }));
}

/** Lets queued messages in, a cancellation among them. */
async function breathe(signal: AbortSignal | undefined): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve));
  if (signal?.aborted) throw new MagpieError('cancelled');
}
