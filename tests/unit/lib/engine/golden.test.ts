import { beforeAll, describe, expect, it } from 'vitest';
import { goldenImage, reproducesGolden } from '../../../../lib/engine/golden.ts';
import { loadTfNode } from '../../../../lib/engine/tf-node.ts';
import { loadCocoSsd } from '../../../../lib/vision/coco-ssd.ts';
import type { Detector } from '../../../../lib/vision/detector.ts';
import { builtModels, MODELS_URL } from '../../support/real-parts.ts';

const model = builtModels()?.models.find(({ id }) => id === 'coco-ssd');

describe.skipIf(!model)('reproducesGolden', () => {
  let detector: Detector;
  beforeAll(async () => {
    await loadTfNode();
    detector = await loadCocoSsd(new URL(model?.path ?? '', MODELS_URL).href, 'v');
  });

  it('is true of the real detector on wasm', async () => {
    expect(await reproducesGolden(detector)).toBe(true);
  });

  describe('is false of one', () => {
    const changed = (change: (found: Awaited<ReturnType<Detector['detect']>>) => typeof found) => ({
      ...detector,
      detect: async (image: Parameters<Detector['detect']>[0]) =>
        change(await detector.detect(image)),
    });
    it.each<[string, Parameters<typeof changed>[0]]>([
      ['that finds nothing', () => []],
      ['with other labels', (all) => all.map((found) => ({ ...found, label: 'pizza' }))],
      ['with other scores', (all) => all.map((found) => ({ ...found, score: found.score - 0.2 }))],
      ['with NaN', (all) => all.map((found) => ({ ...found, score: Number.NaN }))],
      [
        'with moved boxes',
        (all) => all.map((found) => ({ ...found, box: { ...found.box, x: found.box.x + 0.1 } })),
      ],
    ])('%s', async (_, change) => {
      expect(await reproducesGolden(changed(change))).toBe(false);
    });
  });
});

describe('the golden picture', () => {
  it('is an opaque square, the same every time', () => {
    const image = goldenImage();
    expect(image.data.length).toBe(image.width * image.height * 4);
    expect(image.data.every((value, i) => i % 4 !== 3 || value === 255)).toBe(true);
    expect(goldenImage()).toEqual(image);
  });
});
