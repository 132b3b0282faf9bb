import { afterEach, describe, expect, it, vi } from 'vitest';
import { encodeJpeg } from '../../../../lib/cloud-vision/encode.ts';
import { plain } from '../../support/images.ts';

afterEach(() => vi.unstubAllGlobals());

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
