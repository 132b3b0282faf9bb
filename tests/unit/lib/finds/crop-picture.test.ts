import sharp from 'sharp';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { cropPicture } from '../../../../lib/finds/crop-picture.ts';

const drawn = vi.fn();
const close = vi.fn();

/** The browser's decoder and canvas, of which only sizes matter here; e2e has the real ones. */
function stubBrowser(size: { width: number; height: number }) {
  vi.stubGlobal('createImageBitmap', async () => ({ ...size, close }));
  vi.stubGlobal(
    'OffscreenCanvas',
    class {
      getContext() {
        return {
          fillRect: () => {},
          drawImage: (_: unknown, ...where: number[]) => drawn(where),
        };
      }
      convertToBlob({ type }: { type: string }) {
        return Promise.resolve(new Blob(['jpeg'], { type }));
      }
    },
  );
}

const png = async () =>
  Uint8Array.from(
    await sharp({ create: { width: 9, height: 9, channels: 3, background: '#fff' } })
      .png()
      .toBuffer(),
  );

afterEach(() => {
  vi.unstubAllGlobals();
  vi.clearAllMocks();
});

describe('the crop of a find', () => {
  it.each([
    ['large, scaled down', { width: 2000, height: 1000 }, [500, 0, 1000, 1000, 0, 0, 320, 320]],
    ['small, as it is', { width: 200, height: 100 }, [50, 0, 100, 100, 0, 0, 100, 100]],
  ])('is a square around it: %s', async (_, size, where) => {
    stubBrowser(size);
    const box = { x: 0.25, y: 0, width: 0.5, height: 1 };
    const crop = await cropPicture(await png(), box);
    expect(drawn).toHaveBeenCalledExactlyOnceWith(where);
    expect(crop).toEqual({ type: 'image/jpeg', bytes: new TextEncoder().encode('jpeg') });
    expect(close).toHaveBeenCalledOnce();
  });

  it('is none where the picture cannot be decoded', async () => {
    vi.stubGlobal('createImageBitmap', () => Promise.reject(new Error('broken')));
    const box = { x: 0, y: 0, width: 1, height: 1 };
    await expect(cropPicture(await png(), box)).rejects.toMatchObject({ code: 'image-broken' });
    await expect(cropPicture(new Uint8Array(8), box)).rejects.toMatchObject({
      code: 'image-broken',
    });
  });
});
