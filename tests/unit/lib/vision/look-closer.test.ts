import * as v from 'valibot';
import { describe, expect, it, vi } from 'vitest';
import type { BoundingBox } from '../../../../lib/analysis.ts';
import { WHOLE_IMAGE } from '../../../../lib/geometry.ts';
import { bodyPartsOf } from '../../../../lib/vision/body-parts.ts';
import type {
  Classification,
  Classifier,
  Detection,
  LocalizedBox,
  Localizer,
  Segmentation,
  Segmenter,
} from '../../../../lib/vision/detector.ts';
import {
  type CloserEyes,
  lookCloser,
  observe,
  proposeRegions,
  type Weights,
} from '../../../../lib/vision/look-closer.ts';
import { SCENE_CUES, SceneModelSchema } from '../../../../lib/vision/scene.ts';
import { LEFT, RIGHT } from '../../support/evidence.ts';
import { plain } from '../../support/images.ts';

/** What is found must not depend on the photos that the shipped weights were fitted to. */
const WEIGHTS: Weights = {
  fusion: {
    weights: { bias: -1, 'coco-ssd': 5, labeler: 5, 'labeler-whole': 5, 'mobilenet-whole': 5 },
    offsets: {},
    threshold: 0.5,
  },
  scenes: v.parse(SceneModelSchema, {
    bedroom: { bed: 8 },
    'living room': { sofa: 8 },
    outdoor: { 'area of sky': 20 },
  }),
};

const IMAGE = plain(8, 4, [200, 200, 200]);

const detected = (label: string, box: BoundingBox, score = 0.8): Detection => ({
  label,
  score,
  box,
});
const located = (box: BoundingBox, score = 0.5, region = 0): LocalizedBox => ({
  score,
  box,
  region,
});
const said = (label: string, probability: number): Classification[] => [{ label, probability }];

/** A box by its sides, in fractions of the image from the top left. */
const box = (left: number, top: number, right: number, bottom: number): BoundingBox => ({
  x: left,
  y: top,
  width: right - left,
  height: bottom - top,
});

/** A column of the picture: the `i`th of `n` that do not touch. */
const column = (i: number, n: number): BoundingBox => ({
  x: i / n,
  y: 0,
  width: 0.5 / n,
  height: 1,
});

/** Says the same of a place whenever it is asked. */
function classifier(id: string, saying: (box: BoundingBox) => Classification[]) {
  const classify = vi.fn<Classifier['classify']>(async (_, regions) => regions.map(saying));
  return { id, version: 'v', classify };
}

/** Sees `inWhole` where it is asked for nothing but the image, `inRegions` where for regions. */
function localizer(inWhole: LocalizedBox[], inRegions: LocalizedBox[] = []) {
  const detect = vi.fn<Localizer['detect']>(async (_, regions) => (regions ? inRegions : inWhole));
  return { id: 'localizer', version: 'v', detect };
}

const CLASS_NAMES = ['wall', 'lamp', 'sky'] as const;

/** A segmentation whose pixels `classAt` chooses by their column and row. */
function segmentation(
  width: number,
  height: number,
  classAt: (x: number, y: number) => (typeof CLASS_NAMES)[number],
): Segmentation {
  const classes = Uint8Array.from({ length: width * height }, (_, i) =>
    CLASS_NAMES.indexOf(classAt(i % width, Math.floor(i / width))),
  );
  return { width, height, classes, probabilities: new Float32Array(classes.length).fill(0.75) };
}

/** A segmenter that sees a lamp in the whole picture, unless told otherwise. */
function segmenter(seen: Segmentation = segmentation(2, 1, () => 'lamp')) {
  const segment = vi.fn<Segmenter['segment']>(async () => seen);
  return { id: 'deeplab', version: 'v', labels: CLASS_NAMES, segment };
}

function eyesOf({
  boxes = [],
  labeler = classifier('labeler', () => []),
  mobilenet = null,
  deeplab = null,
  ...given
}: {
  boxes?: LocalizedBox[];
  localizer?: Localizer;
  labeler?: Classifier;
  mobilenet?: Classifier | null;
  deeplab?: Segmenter | null;
}): CloserEyes {
  return {
    localizer: given.localizer ?? localizer(boxes),
    labeler,
    classifier: mobilenet,
    segmenter: deeplab,
  };
}

describe('proposeRegions', () => {
  it('takes what the detector found first, then what else is there', () => {
    expect(proposeRegions([detected('person', RIGHT)], [located(LEFT)])).toEqual([RIGHT, LEFT]);
  });

  it('proposes what two boxes show only once', () => {
    const nearLeft = { ...LEFT, x: 0.02 };
    expect(proposeRegions([detected('chair', LEFT)], [located(nearLeft), located(LEFT)])).toEqual([
      LEFT,
    ]);
  });

  it('proposes a part of a region for itself', () => {
    const part = { ...LEFT, width: 0.2 };
    expect(proposeRegions([], [located(LEFT), located(part)])).toEqual([LEFT, part]);
  });

  it('leaves out boxes of nothing', () => {
    expect(proposeRegions([], [located({ ...LEFT, width: 0 })])).toEqual([]);
  });

  it('keeps to the best where there are many', () => {
    const all = Array.from({ length: 40 }, (_, i) => located(column(i, 40)));
    const regions = proposeRegions([], all);
    expect(regions).toEqual(all.slice(0, regions.length).map((one) => one.box));
    expect(regions).toHaveLength(6);
  });
});

describe('where observe looks', () => {
  /** The regions of which the labeler is asked beside the whole image. */
  async function regionsOf(inWhole: LocalizedBox[], inRegions: LocalizedBox[] = []) {
    const labeler = classifier('labeler', () => []);
    await observe(IMAGE, [], eyesOf({ localizer: localizer(inWhole, inRegions), labeler }));
    return labeler.classify.mock.calls.flatMap(([, asked]) =>
      asked.filter((at) => at !== WHOLE_IMAGE),
    );
  }

  it('is the whole image and its four corners, which overlap', async () => {
    const eye = localizer([]);
    await observe(IMAGE, [], eyesOf({ localizer: eye }));
    const asked = eye.detect.mock.calls.map(([image, regions]) => [image, regions]);
    expect(asked).toHaveLength(2);
    expect(asked).toContainEqual([IMAGE, undefined]);
    expect(asked).toContainEqual([
      IMAGE,
      [
        { x: 0, y: 0, width: 0.6, height: 0.6 },
        { x: 0.4, y: 0, width: 0.6, height: 0.6 },
        { x: 0, y: 0.4, width: 0.6, height: 0.6 },
        { x: 0.4, y: 0.4, width: 0.6, height: 0.6 },
      ],
    ]);
  });

  it('is what is found in the whole first, then what in the corners and not known', async () => {
    const inCorner = box(0.1, 0.1, 0.3, 0.3);
    const regions = await regionsOf(
      [located(RIGHT, 0.8), located(LEFT, 0.4)],
      [located(inCorner, 0.9), located(RIGHT, 0.7, 1), located(box(0.6, 0.05, 0.7, 0.2), 0.6, 1)],
    );
    expect(regions).toEqual([RIGHT, LEFT, inCorner, box(0.6, 0.05, 0.7, 0.2)]);
  });

  it.each<[string, number, BoundingBox]>([
    ['the right of the first', 0, box(0.3, 0.1, 0.6, 0.3)],
    ['the bottom of the first', 0, box(0.1, 0.3, 0.3, 0.59)],
    ['the left of the second', 1, box(0.41, 0.1, 0.55, 0.3)],
    ['the bottom of the second', 1, box(0.6, 0.3, 0.8, 0.6)],
    ['the top of the third', 2, box(0.1, 0.4, 0.3, 0.55)],
    ['the right of the third', 2, box(0.3, 0.7, 0.61, 0.9)],
    ['the top of the fourth', 3, box(0.65, 0.39, 0.8, 0.55)],
    ['the left of the fourth', 3, box(0.4, 0.65, 0.55, 0.8)],
  ])('is no thing that a corner cuts: at %s', async (_, region, cut) => {
    expect(await regionsOf([], [located(cut, 0.9, region)])).toEqual([]);
  });

  it.each<[string, number, BoundingBox]>([
    ['in the first', 0, box(0, 0, 0.3, 0.3)],
    ['in the second', 1, box(0.7, 0, 1, 0.3)],
    ['in the third', 2, box(0, 0.7, 0.3, 1)],
    ['in the fourth', 3, box(0.7, 0.7, 1, 1)],
    ['in the middle', 0, box(0.2, 0.2, 0.5, 0.5)],
    ['in the fourth, up to where the first ends', 3, box(0.5, 0.5, 0.6, 0.6)],
  ])('is a thing at the edge of the image, or at none: %s', async (_, region, whole) => {
    expect(await regionsOf([], [located(whole, 0.9, region)])).toEqual([whole]);
  });

  it('is any place found in the whole image, where no corner cuts', async () => {
    const inWhole = box(0.3, 0.1, 0.6, 0.3);
    expect(await regionsOf([located(inWhole)])).toEqual([inWhole]);
  });
});

describe('observe', () => {
  const asEvidence = async (...args: Parameters<typeof observe>) => {
    const { evidence } = await observe(...args);
    return evidence;
  };

  it('asks the labeler at once of the whole picture and of every region', async () => {
    const labeler = classifier('labeler', (at) => (at === LEFT ? said('Lamp', 0.5) : []));
    const eyes = eyesOf({ boxes: [located(LEFT)], labeler });
    const evidence = await asEvidence(IMAGE, [detected('chair', RIGHT)], eyes);
    expect(labeler.classify).toHaveBeenCalledExactlyOnceWith(IMAGE, [WHOLE_IMAGE, RIGHT, LEFT]);
    expect(evidence).toEqual([
      { noun: 'chair', probability: 0.8, box: RIGHT, source: 'coco-ssd' },
      { noun: 'lamp', probability: 0.5, box: LEFT, source: 'labeler' },
    ]);
  });

  it('asks MobileNet of the whole picture only', async () => {
    const mobilenet = classifier('mobilenet', () => said('studio couch', 0.5));
    const eyes = eyesOf({ boxes: [located(LEFT)], mobilenet });
    const evidence = await asEvidence(IMAGE, [detected('person', RIGHT)], eyes);
    expect(mobilenet.classify).toHaveBeenCalledExactlyOnceWith(IMAGE, [WHOLE_IMAGE]);
    expect(evidence).toEqual([
      { noun: 'sofa', probability: 0.5, box: WHOLE_IMAGE, source: 'mobilenet-whole' },
    ]);
  });

  it('has nothing to say of a picture of nothing', async () => {
    const mobilenet = classifier('mobilenet', () => []);
    const eyes = eyesOf({ mobilenet, deeplab: segmenter() });
    expect(await observe(IMAGE, [], eyes)).toMatchObject({
      evidence: [],
      segments: [],
      segmentation: null,
    });
  });
});

describe('observe, of people', () => {
  const tall = detected('person', box(0.1, 0, 0.4, 0.9));
  const parts = bodyPartsOf([tall]);

  it('asks of the parts of a tall person along with the rest', async () => {
    const labeler = classifier('labeler', () => []);
    await observe(IMAGE, [tall], eyesOf({ boxes: [located(RIGHT)], labeler }));
    expect(labeler.classify).toHaveBeenCalledExactlyOnceWith(IMAGE, [
      WHOLE_IMAGE,
      tall.box,
      RIGHT,
      ...parts.map((part) => part.box),
    ]);
  });

  it('asks of no part of a small one', async () => {
    const labeler = classifier('labeler', () => []);
    const small = detected('person', box(0.1, 0, 0.4, 0.2));
    await observe(IMAGE, [small], eyesOf({ labeler }));
    expect(labeler.classify).toHaveBeenCalledExactlyOnceWith(IMAGE, [WHOLE_IMAGE, small.box]);
  });

  it('hears of a part only what is worn there', async () => {
    const labeler = classifier('labeler', (at) =>
      parts.some((part) => part.box.y === at.y && part.box.height === at.height)
        ? [...said('Dress', 0.6), ...said('Boot', 0.5), ...said('Hat', 0.4), ...said('Couch', 0.3)]
        : [],
    );
    const { evidence } = await observe(IMAGE, [tall], eyesOf({ labeler }));
    const boxOf = Object.fromEntries(parts.map((part) => [part.name, part.box]));
    expect(evidence).toEqual([
      { noun: 'hat', probability: 0.4, box: boxOf.head, source: 'labeler-person' },
      { noun: 'dress', probability: 0.6, box: boxOf['upper body'], source: 'labeler-person' },
      { noun: 'dress', probability: 0.6, box: boxOf['lower body'], source: 'labeler-person' },
      { noun: 'boots', probability: 0.5, box: boxOf.feet, source: 'labeler-person' },
    ]);
  });
});

describe('observe, of rooms', () => {
  const sofa = detected('couch', RIGHT);

  it.each<[string, Detection[], Classification[], number]>([
    ['a detection of furniture', [sofa], [], 1],
    ['a label of furniture', [], said('Furniture', 0.3), 1],
    ['nothing at all', [], [], 0],
    ['a faint label of furniture', [], said('Furniture', 0.29), 0],
    ['clothes', [], said('Dress', 0.9), 0],
    ['a person', [detected('person', LEFT)], [], 0],
  ])('given %s asks the segmenter or not', async (_, detections, labels, times) => {
    const deeplab = segmenter();
    const labeler = classifier('labeler', (at) => (at === WHOLE_IMAGE ? labels : []));
    const seen = await observe(IMAGE, detections, eyesOf({ labeler, deeplab }));
    expect(deeplab.segment).toHaveBeenCalledTimes(times);
    expect(seen.evidence.filter(({ source }) => source === 'deeplab')).toEqual(
      times === 0 ? [] : [{ noun: 'lamp', probability: 0.75, box: WHOLE_IMAGE, source: 'deeplab' }],
    );
    expect(seen.segments).toHaveLength(times);
    expect(seen.segmentation === null).toBe(times === 0);
  });

  it('spends the time of corners, further regions and MobileNet on the segmenter', async () => {
    const eye = localizer([]);
    const mobilenet = classifier('mobilenet', () => said('table lamp', 0.5));
    const labeler = classifier('labeler', () => []);
    const room = eyesOf({ localizer: eye, mobilenet, labeler, deeplab: segmenter() });
    await observe(IMAGE, [sofa], room);
    expect(eye.detect).toHaveBeenCalledExactlyOnceWith(IMAGE);
    expect(mobilenet.classify).not.toHaveBeenCalled();
    expect(labeler.classify).toHaveBeenCalledTimes(1);
  });

  it('counts a small thing that the segmenter sees, and no speck', async () => {
    const seeing = async (pixels: number) => {
      const deeplab = segmenter(
        segmentation(100, 100, (x, y) => (y === 0 && x < pixels ? 'lamp' : 'wall')),
      );
      const { evidence } = await observe(IMAGE, [sofa], eyesOf({ deeplab }));
      return evidence.filter(({ source }) => source === 'deeplab').map(({ noun }) => noun);
    };
    expect(await seeing(8)).toEqual(['lamp']);
    expect(await seeing(7)).toEqual([]);
  });

  it('tells the cues to the scene', async () => {
    const deeplab = segmenter(segmentation(4, 1, (x) => (x === 0 ? 'sky' : 'wall')));
    const { sceneCues } = await observe(IMAGE, [sofa], eyesOf({ deeplab }));
    const cues = Object.fromEntries(SCENE_CUES.map((name, i) => [name, sceneCues[i]]));
    expect(cues).toMatchObject({
      bias: 1,
      'plain border': 1,
      flatness: 1,
      sofa: 0.8,
      bed: 0,
      'area of sky': 0.75 * 0.25,
      'area of wall': 0.75 * 0.75,
    });
  });
});

describe('lookCloser', () => {
  const look = (detections: readonly Detection[], eyes: CloserEyes) =>
    lookCloser(IMAGE, detections, eyes, WEIGHTS);

  it('finds what the models agree on, with or without the optional ones', async () => {
    const labeler = classifier('labeler', () => said('Vase', 0.8));
    const mobilenet = classifier('mobilenet', () => said('vase', 0.9));
    const detections = [detected('vase', LEFT, 0.9)];
    const bare = await look(detections, eyesOf({ labeler }));
    expect(bare.objects).toMatchObject([{ label: 'vase', box: LEFT, mask: null }]);
    expect(bare.objects[0]?.sources.toSorted()).toEqual(['coco-ssd', 'labeler']);
    const full = await look(detections, eyesOf({ labeler, mobilenet }));
    expect(full.objects).toMatchObject([{ label: 'vase', box: LEFT }]);
    expect(full.objects[0]?.sources.toSorted()).toEqual(['coco-ssd', 'labeler', 'mobilenet']);
  });

  it('finds a thing that only the localizer and the labeler see', async () => {
    const labeler = classifier('labeler', (at) =>
      at === RIGHT || at === WHOLE_IMAGE ? said('Dress', 0.95) : [],
    );
    const { objects } = await look([], eyesOf({ boxes: [located(RIGHT)], labeler }));
    expect(objects.map(({ label, box: at }) => [label, at])).toEqual([['dress', RIGHT]]);
  });

  it('weighs by other weights where it is told', async () => {
    const sceptical = { ...WEIGHTS, fusion: { ...WEIGHTS.fusion, threshold: 0.9 } };
    const seen = [detected('vase', LEFT, 0.5), detected('clock', RIGHT, 0.9)];
    const { objects } = await lookCloser(IMAGE, seen, eyesOf({}), sceptical);
    expect(objects.map(({ label }) => label)).toEqual(['clock']);
  });

  it('finds the surest first, and nothing in a picture of nothing', async () => {
    const detections = [detected('vase', LEFT, 0.5), detected('clock', RIGHT, 0.9)];
    const { objects } = await look(detections, eyesOf({}));
    expect(objects.map(({ label }) => label)).toEqual(['clock', 'vase']);
    expect(await look([], eyesOf({}))).toEqual({ objects: [], scene: null });
  });

  it('tells the scene, and by it the kinds of things', async () => {
    const chair = detected('chair', LEFT);
    const labelsIn = async (...detections: Detection[]) => {
      const { objects, scene } = await look(detections, eyesOf({}));
      return [scene, objects.map(({ label }) => label).toSorted()];
    };
    expect(await labelsIn(chair)).toEqual([null, ['armchair']]);
    expect(await labelsIn(chair, detected('bed', RIGHT))).toEqual(['bedroom', ['armchair', 'bed']]);
  });

  it('tells the scene by what the segmenter sees', async () => {
    const deeplab = segmenter(segmentation(2, 1, () => 'sky'));
    const detections = [detected('chair', LEFT)];
    expect(await look(detections, eyesOf({ deeplab }))).toMatchObject({
      scene: 'outdoor',
    });
  });

  it('finds once what two words turn out to mean alike', async () => {
    const sofa = detected('couch', box(0, 0.3, 1, 0.7));
    const one = box(0.2, 0.6, 0.6, 0.9);
    // Overlaps the other by 0.58: for two words, two things may be there; for one word, one.
    const other = box(0.3063, 0.6, 0.7063, 0.9);
    const labeler = classifier('labeler', (at) => {
      if (at === one) return said('Coffee table', 0.9);
      return at === other ? said('Desk', 0.6) : [];
    });
    const boxes = [located(one), located(other)];
    const { objects } = await look([sofa], eyesOf({ boxes, labeler }));
    expect(objects.map(({ label }) => label)).toEqual(['sofa', 'coffee table']);
  });

  it('gives a thing the pixels of its segment, where the segmenter saw one', async () => {
    const deeplab = segmenter(segmentation(4, 2, (x) => (x < 2 ? 'lamp' : 'wall')));
    const lamp = box(0, 0, 0.5, 1);
    const labeler = classifier('labeler', (at) => (at === lamp ? said('Lamp', 0.9) : []));
    const eyes = eyesOf({ boxes: [located(lamp)], labeler, deeplab });
    const { objects } = await look([detected('vase', RIGHT)], eyes);
    expect(objects.map(({ label, mask }) => [label, mask])).toEqual([
      ['floor lamp', { width: 4, height: 2, pixels: expect.arrayContaining([0, 1, 4, 5]) }],
      ['vase', null],
    ]);
  });
});
