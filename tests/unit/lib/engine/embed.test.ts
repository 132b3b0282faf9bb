import sharp from 'sharp';
import { describe, expect, it, vi } from 'vitest';
import {
  decodeEmbedding,
  EMBEDDING_SIZE,
  normalizedEmbedding,
} from '../../../../lib/board/model/embedding.ts';
import { decodeDataUrl, embedAreas } from '../../../../lib/engine/embed.ts';
import { SCREEN_SIDE } from '../../../../lib/engine/limits.ts';
import { WHOLE_IMAGE } from '../../../../lib/geometry.ts';
import type { Embedder } from '../../../../lib/vision/detector.ts';
import { plain } from '../../support/images.ts';

const decode = vi.hoisted(() => vi.fn());
vi.mock('../../../../lib/engine/decode.ts', () => ({ decodeImage: decode }));

const IMAGE = plain(8, 8, [200, 30, 30]);
const alive = () => new AbortController().signal;

/** Numbers that tell how wide an area is. */
function embedder(onBatch: (size: number) => void = () => {}): Embedder {
  return {
    id: 'mobilenet',
    version: '2',
    async embed(_, regions) {
      onBatch(regions.length);
      return regions.map(({ width }) =>
        Float32Array.from({ length: EMBEDDING_SIZE }, (_, i) => (i === 0 ? width : 1)),
      );
    },
  };
}
const areas = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ ...WHOLE_IMAGE, width: (i + 1) / count }));

describe('embedAreas', () => {
  it('describes each area, in their order, as models of boards take it', async () => {
    const texts = await embedAreas(IMAGE, areas(3), embedder(), alive());
    expect(texts).toHaveLength(3);
    for (const [i, text] of texts.entries()) {
      const values = Array.from({ length: EMBEDDING_SIZE }, (_, at) =>
        at === 0 ? (i + 1) / 3 : 1,
      );
      const wanted = normalizedEmbedding(values);
      const cosine = decodeEmbedding(text)?.reduce(
        (sum, value, at) => sum + value * (wanted[at] ?? 0),
        0,
      );
      expect(cosine).toBeCloseTo(1, 4);
    }
  });

  it('looks at a few at a time, and stops between them when it is told to', async () => {
    const controller = new AbortController();
    const batches: number[] = [];
    const looking = embedAreas(
      IMAGE,
      areas(30),
      embedder((size) => {
        batches.push(size);
        if (batches.length === 2) controller.abort();
      }),
      controller.signal,
    );
    await expect(looking).rejects.toMatchObject({ code: 'cancelled' });
    expect(batches).toHaveLength(2);
    expect(batches[0]).toBeLessThan(30);
  });

  it('is not possible in a build without MobileNet', async () => {
    await expect(embedAreas(IMAGE, areas(1), null, alive())).rejects.toMatchObject({
      code: 'models-missing',
    });
  });
});

describe('decodeDataUrl', () => {
  it('decodes what is in the address, fine enough for a screen', async () => {
    decode.mockResolvedValue(IMAGE);
    const bytes = await sharp({ create: { width: 4, height: 4, channels: 3, background: 'red' } })
      .jpeg()
      .toBuffer();
    const image = await decodeDataUrl(`data:image/jpeg;base64,${bytes.toString('base64')}`);
    expect(image).toBe(IMAGE);
    expect(decode).toHaveBeenCalledExactlyOnceWith(Uint8Array.from(bytes), SCREEN_SIDE);
  });

  it('refuses what is none', async () => {
    await expect(decodeDataUrl('data:image/png;base64,§')).rejects.toMatchObject({
      code: 'image-broken',
    });
  });
});
