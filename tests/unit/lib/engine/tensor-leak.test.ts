import { memory } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { openEyesInNode } from '../../../../lib/engine/open-eyes-node.ts';
import { analyze } from '../../../../lib/engine/pipeline.ts';
import { WHOLE_IMAGE } from '../../../../lib/geometry.ts';
import { samplePixels } from '../../../../lib/palette/sample.ts';
import { plain } from '../../support/images.ts';
import { builtModels, MODELS_URL, photoImage } from '../../support/real-parts.ts';

const manifest = builtModels();
const room = await photoImage('home-decor-3');

describe.skipIf(!manifest || !room)('40 analyses', () => {
  it('keep as many tensors as one', { timeout: 240_000 }, async () => {
    if (!room) return;
    const eyes = await openEyesInNode(MODELS_URL);
    // What is kept does not depend on the size, what it costs does.
    const photo = samplePixels(room, WHOLE_IMAGE, 40_000);
    const empty = plain(30, 20, [200, 190, 170]);
    const look = (image: typeof photo) => analyze(image, async () => eyes, { decodeMs: 0 });

    const { objects } = await look(photo);
    expect(objects.length).toBeGreaterThan(0);
    await look(empty);
    const before = memory();
    for (let i = 0; i < 40; i++) await look(i % 5 === 0 ? photo : empty);
    const after = memory();
    expect([after.numTensors, after.numBytes]).toEqual([before.numTensors, before.numBytes]);
  });

  it('that are cancelled half way keep none either', async () => {
    if (!room) return;
    const eyes = await openEyesInNode(MODELS_URL);
    const photo = samplePixels(room, WHOLE_IMAGE, 40_000);
    await analyze(photo, async () => eyes, { decodeMs: 0 });
    const before = memory().numTensors;
    // A build with the detector alone has no stage after the objects to be cancelled before.
    const stops = eyes.labeler || eyes.classifier ? ['objects', 'labels'] : ['objects'];
    for (const stop of stops) {
      const controller = new AbortController();
      const cancelled = analyze(photo, async () => eyes, {
        decodeMs: 0,
        signal: controller.signal,
        onStage: (_, next) => next === stop && controller.abort(),
      });
      await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
    }
    expect(memory().numTensors).toBe(before);
  });
});
