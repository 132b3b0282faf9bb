import { engine, getBackend } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openEyes } from '../../../../lib/engine/eyes.ts';
import { goldenImage } from '../../../../lib/engine/golden.ts';
import type { ModelManifest } from '../../../../lib/engine/model-manifest.ts';
import { openEyesInNode } from '../../../../lib/engine/open-eyes-node.ts';
import { loadTfNode } from '../../../../lib/engine/tf-node.ts';
import { builtModels, MODELS_URL } from '../../support/real-parts.ts';

const built = builtModels();
const without = (manifest: ModelManifest, id: string): ModelManifest => ({
  ...manifest,
  models: manifest.models.filter((model) => model.id !== id),
});

describe.skipIf(!built)('openEyes', () => {
  const manifest = built ?? { recipe: '', models: [], missing: [] };
  beforeAll(async () => {
    await loadTfNode();
  });

  it('opens the models of this build on a backend that sees the golden picture', async () => {
    const eyes = await openEyesInNode(MODELS_URL);
    expect(eyes.backend).toBe('wasm');
    expect(eyes.detector.id).toBe('coco-ssd');
    expect(eyes.classifier === null).toBe(
      !manifest.models.some((model) => model.id === 'mobilenet'),
    );
    expect((await eyes.detector.detect(goldenImage())).map(({ label }) => label)).toEqual([
      'clock',
    ]);
  });

  it('falls back on wasm where the wanted backend does not start', async () => {
    expect((await openEyes(manifest, MODELS_URL.href, 'webgpu')).backend).toBe('wasm');
  });

  it('does without a classifier', async () => {
    const eyes = await openEyes(without(manifest, 'mobilenet'), MODELS_URL.href, 'wasm');
    expect(eyes.classifier).toBeNull();
  });

  it('does not do without a detector', async () => {
    const opening = openEyes(without(manifest, 'coco-ssd'), MODELS_URL.href, 'wasm');
    await expect(opening).rejects.toMatchObject({ code: 'models-missing' });
  });

  it('says why it could not open, and can the next time', async () => {
    const nowhere = new URL('nowhere/', MODELS_URL).href;
    await expect(openEyes(manifest, nowhere, 'wasm')).rejects.toMatchObject({
      code: 'engine-failed',
      message: expect.stringContaining('ENOENT'),
    });
    expect(engine().backendName).toBeNull();
    const eyes = await openEyes(manifest, MODELS_URL.href, 'wasm');
    expect(getBackend()).toBe('wasm');
    expect(await eyes.detector.detect(goldenImage())).toHaveLength(1);
  });
});
