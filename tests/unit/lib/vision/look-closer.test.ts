import { describe, expect, it, vi } from 'vitest';
import type { BoundingBox } from '../../../../lib/analysis.ts';
import { WHOLE_IMAGE } from '../../../../lib/geometry.ts';
import type {
  Classification,
  Classifier,
  Detection,
  LocalizedBox,
  Segmenter,
} from '../../../../lib/vision/detector.ts';
import {
  type CloserEyes,
  gatherEvidence,
  lookCloser,
  proposeRegions,
} from '../../../../lib/vision/look-closer.ts';
import { LEFT, RIGHT } from '../../support/evidence.ts';
import { plain } from '../../support/images.ts';

const IMAGE = plain(8, 4, [200, 200, 200]);

const detected = (label: string, box: BoundingBox, score = 0.8): Detection => ({
  label,
  score,
  box,
});
const located = (box: BoundingBox): LocalizedBox => ({ score: 0.5, box, region: 0 });

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

/** A segmenter that sees a lamp in the whole picture. */
function segmenter() {
  const segment = vi.fn<Segmenter['segment']>(async () => ({
    width: 2,
    height: 1,
    classes: Uint8Array.from([1, 1]),
    probabilities: Float32Array.from([0.75, 0.75]),
  }));
  return { id: 'deeplab', version: 'v', labels: ['wall', 'lamp'], segment };
}

function eyesOf({
  boxes = [],
  labeler = classifier('labeler', () => []),
  mobilenet = null,
  deeplab = null,
}: {
  boxes?: LocalizedBox[];
  labeler?: Classifier;
  mobilenet?: Classifier | null;
  deeplab?: Segmenter | null;
}): CloserEyes {
  const localizer = { id: 'localizer', version: 'v', detect: async () => boxes };
  return { localizer, labeler, classifier: mobilenet, segmenter: deeplab };
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
    expect(regions).toEqual(all.slice(0, regions.length).map(({ box }) => box));
    expect(regions).toHaveLength(24);
  });
});

describe('gatherEvidence', () => {
  it('asks the labeler at once of the whole picture and of every region', async () => {
    const labeler = classifier('labeler', (box) =>
      box === LEFT ? [{ label: 'Lamp', probability: 0.5 }] : [],
    );
    const eyes = eyesOf({ boxes: [located(LEFT)], labeler });
    const evidence = await gatherEvidence(IMAGE, [detected('chair', RIGHT)], eyes);
    expect(labeler.classify).toHaveBeenCalledExactlyOnceWith(IMAGE, [WHOLE_IMAGE, RIGHT, LEFT]);
    expect(evidence).toEqual([
      { noun: 'chair', probability: 0.8, box: RIGHT, source: 'coco-ssd' },
      { noun: 'lamp', probability: 0.5, box: LEFT, source: 'labeler' },
    ]);
  });

  it('asks MobileNet of the whole picture and of five detections at most', async () => {
    const mobilenet = classifier('mobilenet', () => [{ label: 'studio couch', probability: 0.5 }]);
    const detections = Array.from({ length: 7 }, (_, i) => detected('person', column(i, 7)));
    const eyes = eyesOf({ boxes: [located(LEFT)], mobilenet });
    const evidence = await gatherEvidence(IMAGE, detections, eyes);
    const five = detections.slice(0, 5).map(({ box }) => box);
    expect(mobilenet.classify).toHaveBeenCalledExactlyOnceWith(IMAGE, [WHOLE_IMAGE, ...five]);
    expect(evidence.map(({ source, box }) => [source, box])).toEqual([
      ['mobilenet-whole', WHOLE_IMAGE],
      ...five.map((box) => ['mobilenet', box]),
    ]);
  });

  it.each<[string, Detection[], Classification[], number]>([
    ['a detection of furniture', [detected('couch', LEFT)], [], 1],
    ['a label of furniture', [], [{ label: 'Furniture', probability: 0.35 }], 1],
    ['nothing at all', [], [], 0],
    ['a faint label of furniture', [], [{ label: 'Furniture', probability: 0.34 }], 0],
    ['clothes', [], [{ label: 'Dress', probability: 0.9 }], 0],
    ['a person', [detected('person', LEFT)], [], 0],
  ])('given %s asks the segmenter or not', async (_, detections, labels, times) => {
    const deeplab = segmenter();
    const labeler = classifier('labeler', (box) => (box === WHOLE_IMAGE ? labels : []));
    const evidence = await gatherEvidence(IMAGE, detections, eyesOf({ labeler, deeplab }));
    expect(deeplab.segment).toHaveBeenCalledTimes(times);
    expect(evidence.filter(({ source }) => source === 'deeplab')).toEqual(
      times === 0 ? [] : [{ noun: 'lamp', probability: 0.75, box: WHOLE_IMAGE, source: 'deeplab' }],
    );
  });

  it("asks the segmenter on MobileNet's word too", async () => {
    const deeplab = segmenter();
    const mobilenet = classifier('mobilenet', () => [{ label: 'table lamp', probability: 0.5 }]);
    await gatherEvidence(IMAGE, [], eyesOf({ mobilenet, deeplab }));
    expect(deeplab.segment).toHaveBeenCalledExactlyOnceWith(IMAGE);
  });

  it('counts a small thing that the segmenter sees, and no speck', async () => {
    const seeing = async (pixels: number) => {
      const deeplab = segmenter();
      const classes = Uint8Array.from({ length: 10_000 }, (_, i) => (i < pixels ? 1 : 0));
      const probabilities = new Float32Array(classes.length).fill(0.75);
      deeplab.segment.mockResolvedValue({ width: 100, height: 100, classes, probabilities });
      const evidence = await gatherEvidence(IMAGE, [detected('couch', LEFT)], eyesOf({ deeplab }));
      return evidence.filter(({ source }) => source === 'deeplab').map(({ noun }) => noun);
    };
    expect(await seeing(100)).toEqual(['lamp']);
    expect(await seeing(4)).toEqual([]);
  });

  it('has nothing to say of a picture of nothing', async () => {
    const mobilenet = classifier('mobilenet', () => []);
    const eyes = eyesOf({ mobilenet, deeplab: segmenter() });
    expect(await gatherEvidence(IMAGE, [], eyes)).toEqual([]);
  });
});

describe('lookCloser', () => {
  it('finds what the models agree on, with or without the optional ones', async () => {
    const labeler = classifier('labeler', () => [{ label: 'Chair', probability: 0.8 }]);
    const mobilenet = classifier('mobilenet', () => [{ label: 'folding chair', probability: 0.9 }]);
    const detections = [detected('chair', LEFT, 0.95)];
    const bare = await lookCloser(IMAGE, detections, eyesOf({ labeler }));
    expect(bare.map(({ label, box }) => [label, box])).toEqual([['chair', LEFT]]);
    const [finest] = await lookCloser(IMAGE, detections, eyesOf({ labeler, mobilenet }));
    expect(finest).toMatchObject({ label: 'folding chair', box: LEFT });
    expect(finest?.sources.toSorted()).toEqual(['coco-ssd', 'labeler', 'mobilenet']);
  });

  it('finds a thing that only the localizer and the labeler see', async () => {
    const labeler = classifier('labeler', (box) =>
      box === RIGHT || box === WHOLE_IMAGE ? [{ label: 'Dress', probability: 0.95 }] : [],
    );
    const found = await lookCloser(IMAGE, [], eyesOf({ boxes: [located(RIGHT)], labeler }));
    expect(found.map(({ label, box }) => [label, box])).toEqual([['dress', RIGHT]]);
  });
});
