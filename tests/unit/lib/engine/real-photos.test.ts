import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import { AnalysisSchema, type DetectedObject } from '../../../../lib/analysis.ts';
import type { OpenedEyes } from '../../../../lib/engine/engine.ts';
import { openEyesInNode } from '../../../../lib/engine/open-eyes-node.ts';
import { analyze } from '../../../../lib/engine/pipeline.ts';
import type { PhotoName } from '../../../../scripts/photos.ts';
import { builtModels, MODELS_URL, photoImage } from '../../support/real-parts.ts';

const manifest = builtModels();
const hasMobileNet = manifest?.models.some(({ id }) => id === 'mobilenet') ?? false;
const isReachable = (await photoImage('coffee')) !== null;

describe.skipIf(!hasMobileNet || !isReachable)('the whole pipeline on real photos', () => {
  let eyes: OpenedEyes;
  beforeAll(async () => {
    eyes = await openEyesInNode(MODELS_URL);
  });

  async function objectsIn(name: PhotoName): Promise<DetectedObject[]> {
    const image = await photoImage(name);
    if (!image) throw new Error(`no photo ${name}`);
    const analysis = await analyze(image, async () => eyes, { decodeMs: 0 });
    expect(v.is(AnalysisSchema, analysis)).toBe(true);
    const scores = analysis.objects.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(analysis.objects.every(({ colors }) => colors.length > 0)).toBe(true);
    return analysis.objects;
  }

  it.each<[PhotoName, string, readonly string[]]>([
    ['home-decor-3', 'armchair', ['yellow']],
    ['home-decor-1', 'chair', ['black']],
    ['product-details-2', 'sofa', ['brown']],
    ['coffee', 'mug', ['white', 'beige', 'grey']],
  ])('finds in %s: %s', async (name, label, families) => {
    const found = (await objectsIn(name)).find((object) => object.label === label);
    expect(found?.score).toBeGreaterThan(0.7);
    expect(families).toContain(found?.colors[0]?.family);
  });

  it('says what agrees on a find', async () => {
    const armchair = (await objectsIn('home-decor-3')).find(({ label }) => label === 'armchair');
    expect(armchair?.sources).toEqual(['coco-ssd', 'mobilenet']);
  });
});
