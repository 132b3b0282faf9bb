import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { checkImageHeader } from '../../../../lib/engine/image-header.ts';
import { MagpieError } from '../../../../lib/errors.ts';

const encoded = (
  format: 'jpeg' | 'png' | 'webp' | 'gif' | 'avif' | 'tiff',
  width = 40,
  height = 30,
) =>
  sharp({ create: { width, height, channels: 3, background: '#d5a129' } })
    .toFormat(format)
    .toBuffer();

const text = (content: string) => new TextEncoder().encode(content);

/** A PNG's signature and header, which is all that it takes to claim a size. */
function pngOf(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(33);
  bytes.write('\x89PNG\r\n\x1a\n', 'latin1');
  bytes.writeUInt32BE(13, 8);
  bytes.write('IHDR', 12, 'latin1');
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  bytes.set([8, 6, 0, 0, 0], 24);
  return bytes;
}

function codeOf(bytes: Uint8Array): string {
  try {
    checkImageHeader(bytes);
    return 'accepted';
  } catch (error) {
    return error instanceof MagpieError ? error.code : `unexpected: ${String(error)}`;
  }
}

describe('checkImageHeader', () => {
  it.each(['jpeg', 'png', 'webp', 'gif', 'avif'] as const)('accepts %s', async (format) => {
    expect(codeOf(await encoded(format))).toBe('accepted');
  });

  it.each<[string, Uint8Array]>([
    ['nothing', new Uint8Array()],
    ['a single byte', Uint8Array.of(0xff)],
    ['zeros', new Uint8Array(1000)],
    ['text', text('not an image at all, but long enough to be looked at')],
    ['a page that says no', text('<!doctype html><html><body>403</body></html>')],
    [
      'SVG, which is a program',
      text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
    ],
    ['a PNG without pixels', pngOf(0, 10)],
    ['a bitmap of Windows', Buffer.concat([Buffer.from('BM'), Buffer.alloc(100, 1)])],
  ])('refuses %s', (_, bytes) => {
    expect(codeOf(bytes)).toBe('image-broken');
  });

  it('refuses TIFF, which no browser decodes', async () => {
    expect(codeOf(await encoded('tiff'))).toBe('image-broken');
  });

  it('refuses a JPEG that ends before it tells its size', async () => {
    const jpeg = await encoded('jpeg');
    expect(codeOf(jpeg.subarray(0, 12))).toBe('image-broken');
  });

  it('accepts 40 megapixels and refuses one row more, unseen', () => {
    expect(codeOf(pngOf(8_000, 5_000))).toBe('accepted');
    expect(codeOf(pngOf(8_000, 5_001))).toBe('image-too-large');
    expect(codeOf(pngOf(0x7fffffff, 0x7fffffff))).toBe('image-too-large');
  });

  it('answers to any bytes with yes, or with an error of ours', async () => {
    const starts = await Promise.all(
      (['jpeg', 'png', 'webp', 'gif', 'avif'] as const).map((f) => encoded(f)),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...starts),
        fc.nat({ max: 200 }),
        fc.uint8Array({ maxLength: 200 }),
        (start, length, noise) => {
          const bytes = Buffer.concat([start.subarray(0, length), noise]);
          expect(['accepted', 'image-broken', 'image-too-large']).toContain(codeOf(bytes));
        },
      ),
      { numRuns: 300 },
    );
  });
});
