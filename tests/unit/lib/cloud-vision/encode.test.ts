import { afterEach, describe, expect, it, vi } from 'vitest';
import { encodeJpeg, toBase64 } from '../../../../lib/cloud-vision/encode.ts';
import { plain } from '../../support/images.ts';

afterEach(() => vi.unstubAllGlobals());

describe('toBase64', () => {
  it.each([0, 1, 2, 3, 0x8000, 0x8001, 200_000])('writes %i bytes as they are', (length) => {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 7) & 255);
    expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
  });
});

describe('encodeJpeg', () => {
  it('draws the pixels as they are and hands out what the browser encodes', async () => {
    const put = vi.fn();
    const convert = vi.fn(async () => new Blob(['JPEG']));
    class Canvas {
      readonly convertToBlob = convert;
      readonly size: [number, number];
      constructor(width: number, height: number) {
        this.size = [width, height];
      }
      getContext() {
        return { putImageData: (image: unknown) => put(image, this.size) };
      }
    }
    class Pixels {
      readonly all: unknown[];
      constructor(...all: unknown[]) {
        this.all = all;
      }
    }
    vi.stubGlobal('OffscreenCanvas', Canvas);
    vi.stubGlobal('ImageData', Pixels);
    const image = plain(3, 2, [1, 2, 3]);
    expect(await encodeJpeg(image)).toBe(btoa('JPEG'));
    expect(put).toHaveBeenCalledExactlyOnceWith({ all: [image.data, 3, 2] }, [3, 2]);
    expect(convert).toHaveBeenCalledExactlyOnceWith({ type: 'image/jpeg', quality: 0.85 });
  });
});
