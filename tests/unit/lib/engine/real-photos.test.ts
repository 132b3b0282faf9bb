import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import { AnalysisSchema, type DetectedObject } from '../../../../lib/analysis.ts';
import type { OpenedEyes } from '../../../../lib/engine/engine.ts';
import { openEyesInNode } from '../../../../lib/engine/open-eyes-node.ts';
import { analyze, type Eyes } from '../../../../lib/engine/pipeline.ts';
import { byProminence } from '../../../../lib/vision/prominence.ts';
import { isKindOf } from '../../../../lib/vision/vocabulary.ts';
import type { PhotoName } from '../../../../scripts/photos.ts';
import { builtModels, MODELS_URL, photoImage } from '../../support/real-parts.ts';

const manifest = builtModels();
const has = (...ids: string[]) =>
  ids.every((id) => manifest?.models.some((model) => model.id === id) ?? false);
const isReachable = (await photoImage('coffee')) !== null;

/** What can be seen in the photos, and that any build with a classifier should find. */
const SEEN: [photo: PhotoName, kind: string, families: readonly string[]][] = [
  ['home-decor-3', 'armchair', ['yellow']],
  ['home-decor-1', 'chair', ['black']],
  ['product-details-2', 'seating', ['brown']],
  ['coffee', 'mug', ['white', 'beige', 'grey']],
];

describe.skipIf(!has('mobilenet') || !isReachable)('the whole pipeline on real photos', () => {
  let eyes: OpenedEyes;
  beforeAll(async () => {
    eyes = await openEyesInNode(MODELS_URL);
  });

  async function objectsIn(name: PhotoName, opened: Eyes): Promise<DetectedObject[]> {
    const image = await photoImage(name);
    if (!image) throw new Error(`no photo ${name}`);
    const analysis = await analyze(image, async () => opened, { decodeMs: 0 });
    expect(v.is(AnalysisSchema, analysis)).toBe(true);
    expect(analysis.objects).toEqual(byProminence(analysis.objects));
    expect(analysis.objects.every(({ colors }) => colors.length > 0)).toBe(true);
    return analysis.objects;
  }

  describe('by the detector and MobileNet', () => {
    const objectsByTwo = (name: PhotoName) =>
      objectsIn(name, { ...eyes, localizer: null, labeler: null, segmenter: null });

    it.each(SEEN)('finds in %s: %s', async (name, kind, families) => {
      const found = (await objectsByTwo(name)).find(({ label }) => isKindOf(label, kind));
      expect(found?.score).toBeGreaterThan(0.7);
      expect(families).toContain(found?.colors[0]?.family);
    });

    it('says what agrees on a find', async () => {
      const armchair = (await objectsByTwo('home-decor-3')).find(
        ({ label }) => label === 'armchair',
      );
      expect(armchair?.sources).toEqual(['coco-ssd', 'mobilenet']);
    });
  });

  describe.skipIf(!has('localizer', 'labeler', 'deeplab'))('by all models', () => {
    it.each(SEEN)('finds in %s: %s', async (name, kind, families) => {
      const found = (await objectsIn(name, eyes)).find(({ label }) => isKindOf(label, kind));
      expect(found?.score).toBeGreaterThan(0.5);
      expect(families).toContain(found?.colors[0]?.family);
    });

    it('says what agrees on a find', async () => {
      const armchair = (await objectsIn('home-decor-3', eyes)).find(
        ({ label }) => label === 'armchair',
      );
      expect(armchair?.sources.toSorted()).toEqual(['coco-ssd', 'deeplab', 'labeler']);
    });

    it.each<[PhotoName, string]>([
      ['home-decor-1', 'wall art'],
      ['product-details-2', 'cushion'],
    ])('finds in %s what the detector has no word for: %s', async (name, kind) => {
      const labels = (await objectsIn(name, eyes)).map(({ label }) => label);
      expect(labels.filter((label) => isKindOf(label, kind))).not.toEqual([]);
    });
  });
});
