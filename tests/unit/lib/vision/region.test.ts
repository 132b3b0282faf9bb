import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { BoundingBox } from '../../../../lib/analysis.ts';
import { openEyesInNode } from '../../../../lib/engine/open-eyes-node.ts';
import type {
  Classification,
  Classifier,
  Detection,
  RgbaImage,
} from '../../../../lib/vision/detector.ts';
import { judgeRegion, nameRegion, type RegionEyes } from '../../../../lib/vision/region.ts';
import { says } from '../../support/evidence.ts';
import { plain } from '../../support/images.ts';
import { builtModels, MODELS_URL, photoImage } from '../../support/real-parts.ts';

const AREA: BoundingBox = { x: 0.5, y: 0.5, width: 0.5, height: 0.25 };
const IMAGE = plain(80, 40, [200, 30, 30]);

function classifier(id: string, labels: Record<string, number>) {
  const found = Object.entries(labels).map(
    ([label, probability]): Classification => ({ label, probability }),
  );
  const classify = vi.fn<Classifier['classify']>(async (_, regions) => regions.map(() => found));
  return { id, version: 'v1', classify };
}

function detector(...detections: Detection[]) {
  return { id: 'coco-ssd', version: 'v1', detect: vi.fn(async (_: RgbaImage) => detections) };
}

const NOTHING = { detector: detector(), classifier: null, localizer: null, labeler: null };

describe('nameRegion', () => {
  it('unites what all models see in the area', async () => {
    const found = await nameRegion(IMAGE, AREA, {
      ...NOTHING,
      detector: detector({ label: 'couch', score: 0.7, box: { x: 0, y: 0, width: 1, height: 1 } }),
      classifier: classifier('mobilenet', { 'studio couch, day bed': 0.5 }),
      labeler: classifier('labeler', { Couch: 0.6, Furniture: 0.9 }),
    });
    expect(found).toMatchObject({ box: AREA, sources: ['coco-ssd', 'labeler', 'mobilenet'] });
    expect(found.label).toMatch(/^sofa/);
    expect(found.score).toBeGreaterThan(0.6);
  });

  it('shows the detector the area alone', async () => {
    const eye = detector();
    await nameRegion(IMAGE, AREA, { ...NOTHING, detector: eye });
    const [seen] = eye.detect.mock.calls[0] ?? [];
    expect(seen).toMatchObject({ width: 40, height: 10 });
    expect([...(seen?.data.subarray(0, 3) ?? [])]).toEqual([200, 30, 30]);
  });

  it('leaves out what the detector sees at the rim of the area', async () => {
    const eye = detector({
      label: 'vase',
      score: 0.9,
      box: { x: 0, y: 0, width: 0.2, height: 0.5 },
    });
    expect(await nameRegion(IMAGE, AREA, { ...NOTHING, detector: eye })).toMatchObject({
      label: null,
    });
  });

  it('looks at the thing in the area as well, and says where it is', async () => {
    const thing = { x: 0.6, y: 0.5, width: 0.3, height: 0.25 };
    const crumb = { x: 0.5, y: 0.5, width: 0.05, height: 0.05 };
    const labeler = classifier('labeler', { Vase: 0.8 });
    const found = await nameRegion(IMAGE, AREA, {
      ...NOTHING,
      labeler,
      localizer: {
        id: 'localizer',
        version: 'v1',
        detect: async () => [
          { score: 0.9, box: crumb, region: 0 },
          { score: 0.5, box: thing, region: 0 },
        ],
      },
    });
    expect(found).toMatchObject({ label: 'vase', box: thing });
    expect(labeler.classify).toHaveBeenCalledWith(IMAGE, [AREA, thing]);
  });
});

describe('judgeRegion', () => {
  it('recognises nothing where nobody is at all sure, but says what was thought', () => {
    expect(judgeRegion([says('labeler', 'vase', 0.15, AREA)])).toEqual({
      label: null,
      score: 0,
      alternatives: ['vase'],
      sources: [],
    });
    expect(judgeRegion([])).toMatchObject({ label: null, alternatives: [] });
  });

  it('never answers with a word too broad to search for', () => {
    const found = judgeRegion([
      says('labeler', 'furniture', 0.99, AREA),
      says('labeler', 'pouf', 0.4, AREA),
    ]);
    expect(found.label).toBe('pouf');
  });

  it('takes the finer word where it is nearly as likely, and offers the other', () => {
    const fine = [says('labeler', 'chair', 0.8, AREA), says('labeler', 'armchair', 0.75, AREA)];
    expect(judgeRegion(fine)).toMatchObject({ label: 'armchair', alternatives: ['chair'] });
    const vague = [says('labeler', 'chair', 0.9, AREA), says('mobilenet', 'armchair', 0.2, AREA)];
    expect(judgeRegion(vague)).toMatchObject({ label: 'chair' });
  });
});

const manifest = builtModels();
const room = await photoImage('home-decor-3');
const models = ['coco-ssd', 'mobilenet', 'localizer', 'labeler'];
const hasModels = models.every((id) => manifest?.models.some((model) => model.id === id) ?? false);

describe.skipIf(!hasModels || !room)('areas of a real photo', () => {
  let eyes: RegionEyes;
  beforeAll(async () => {
    eyes = await openEyesInNode(MODELS_URL);
  });

  it.each<[string, string | null, BoundingBox]>([
    ['the yellow armchair', 'armchair', { x: 0.35, y: 0.51, width: 0.3, height: 0.49 }],
    ['the picture on the wall', 'wall art', { x: 0.457, y: 0, width: 0.19, height: 0.456 }],
    ['the bare wall', null, { x: 0.02, y: 0.02, width: 0.15, height: 0.2 }],
  ])('%s', async (_, noun, area) => {
    if (!room) throw new Error('no photo');
    const { label } = await nameRegion(room, area, eyes);
    expect(label).toBe(noun);
  });
});
