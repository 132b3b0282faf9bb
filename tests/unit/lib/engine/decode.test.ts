import sharp from 'sharp';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { decodeImage } from '../../../../lib/engine/decode.ts';

/** The browser's decoder and canvas, of which only the sizes matter here; e2e has the real ones. */
function stubBrowser(size: { width: number; height: number }) {
  const close = vi.fn();
  const createBitmap = vi.fn(async () => ({ ...size, close }));
  vi.stubGlobal('createImageBitmap', createBitmap);
  vi.stubGlobal(
    'OffscreenCanvas',
    class {
      readonly width: number;
      readonly height: number;
      constructor(width: number, height: number) {
        this.width = width;
        this.height = height;
      }
      getContext() {
        return {
          drawImage: () => {},
          getImageData: (_x: number, _y: number, width: number, height: number) => ({
            data: new Uint8ClampedArray(width * height * 4),
          }),
        };
      }
    },
  );
  return { close, createBitmap };
}

const png = async () =>
  Uint8Array.from(
    await sharp({ create: { width: 9, height: 9, channels: 3, background: '#fff' } })
      .png()
      .toBuffer(),
  );

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('decodeImage', () => {
  it.each([
    [2048, 1024, 1024, 512],
    [300, 1500, 205, 1024],
    [4000, 1, 1024, 1],
    [736, 420, 736, 420],
  ])('makes %i × %i at most 1,024 long, as Node does', async (width, height, ...size) => {
    const { close } = stubBrowser({ width, height });
    const image = await decodeImage(await png());
    expect([image.width, image.height]).toEqual(size);
    expect(image.data.length).toBe(image.width * image.height * 4);
    expect(close).toHaveBeenCalledOnce();
  });

  it('says when the decoder gives up', async () => {
    stubBrowser({ width: 1, height: 1 }).createBitmap.mockRejectedValue(
      new DOMException('', 'InvalidStateError'),
    );
    await expect(decodeImage(await png())).rejects.toMatchObject({ code: 'image-broken' });
  });

  it('shows the decoder nothing but images', async () => {
    const { createBitmap } = stubBrowser({ width: 1, height: 1 });
    await expect(decodeImage(new TextEncoder().encode('<svg/>'))).rejects.toMatchObject({
      code: 'image-broken',
    });
    expect(createBitmap).not.toHaveBeenCalled();
  });
});
