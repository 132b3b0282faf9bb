import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { decodeImageInNode } from '../../../../lib/engine/decode-node.ts';
import type { RgbaImage } from '../../../../lib/vision/detector.ts';
import { drawn, type Rgba } from '../../support/images.ts';
import { photoPath } from '../../support/real-parts.ts';

/** Red on the left, blue on the right. */
const raw = (width: number, height: number) => {
  const { data } = drawn(width, height, (x) => (x < width / 2 ? [220, 20, 20] : [20, 20, 220]));
  return sharp(data, { raw: { width, height, channels: 4 } });
};

const pixel = ({ data, width }: RgbaImage, x: number, y: number) => [
  ...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4),
];

function expectNear(actual: readonly number[], expected: Rgba): void {
  for (const [channel, value] of [...expected].entries()) {
    expect(Math.abs((actual[channel] ?? -1) - (value ?? 255))).toBeLessThan(12);
  }
}

describe('decodeImageInNode', () => {
  it.each(['jpeg', 'png', 'webp', 'gif', 'avif'] as const)('reads %s', async (format) => {
    const image = await decodeImageInNode(await raw(64, 32).toFormat(format).toBuffer());
    expect([image.width, image.height, image.data.length]).toEqual([64, 32, 64 * 32 * 4]);
    expectNear(pixel(image, 8, 16), [220, 20, 20, 255]);
    expectNear(pixel(image, 56, 16), [20, 20, 220, 255]);
  });

  it('turns a photo upright as its EXIF says', async () => {
    // 6: the camera was turned a quarter to the left, so what it saw left is on top.
    const bytes = await raw(64, 32).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const image = await decodeImageInNode(bytes);
    expect([image.width, image.height]).toEqual([32, 64]);
    expectNear(pixel(image, 16, 8), [220, 20, 20, 255]);
    expectNear(pixel(image, 16, 56), [20, 20, 220, 255]);
  });

  it.each([
    [2048, 1024, 1024, 512],
    [300, 1500, 205, 1024],
    [1024, 1024, 1024, 1024],
    [4000, 1, 1024, 1],
    [736, 420, 736, 420],
  ])('makes %i × %i of %i × %i at most 1,024 long', async (width, height, ...size) => {
    const image = await decodeImageInNode(await raw(width, height).png().toBuffer());
    expect([image.width, image.height]).toEqual(size);
    expect(image.data.length).toBe(image.width * image.height * 4);
  });

  it('keeps transparency', async () => {
    const { data } = drawn(4, 4, (x) => [10, 200, 30, x < 2 ? 0 : 255]);
    const bytes = await sharp(data, { raw: { width: 4, height: 4, channels: 4 } })
      .png()
      .toBuffer();
    const image = await decodeImageInNode(bytes);
    expect(pixel(image, 0, 0)[3]).toBe(0);
    expect(pixel(image, 3, 3)).toEqual([10, 200, 30, 255]);
  });

  it('reads grey and CMYK as red, green and blue', async () => {
    const grey = await decodeImageInNode(await raw(16, 8).greyscale().jpeg().toBuffer());
    expect(grey.data.length).toBe(16 * 8 * 4);
    const [r, g, b, alpha] = pixel(grey, 2, 2);
    expect([g, b, alpha]).toEqual([r, r, 255]);
    const cmyk = await decodeImageInNode(await raw(16, 8).toColourspace('cmyk').jpeg().toBuffer());
    expect(cmyk.data.length).toBe(16 * 8 * 4);
    const [red = 0, , blue = 0] = pixel(cmyk, 2, 2);
    expect(red).toBeGreaterThan(blue);
  });

  it('takes the first frame of an animation', async () => {
    const frames = Buffer.concat([
      Buffer.alloc(8 * 8 * 3, Buffer.from([220, 20, 20])),
      Buffer.alloc(8 * 8 * 3, Buffer.from([20, 20, 220])),
    ]);
    const gif = await sharp(frames, { raw: { width: 8, height: 16, channels: 3, pageHeight: 8 } })
      .gif({ loop: 0, delay: [100, 100] })
      .toBuffer();
    expect((await sharp(gif).metadata()).pages).toBe(2);
    const image = await decodeImageInNode(gif);
    expect([image.width, image.height]).toEqual([8, 8]);
    expectNear(pixel(image, 4, 4), [220, 20, 20, 255]);
  });

  it('refuses a photo that is cut short', async () => {
    const path = await photoPath('home-decor-3');
    const whole = path ? await readFile(path) : await raw(600, 400).jpeg().toBuffer();
    const half = whole.subarray(0, whole.length / 2);
    await expect(decodeImageInNode(half)).rejects.toMatchObject({ code: 'image-broken' });
  });

  it('refuses a header without a picture, and what is no picture', async () => {
    const png = await raw(64, 64).png().toBuffer();
    await expect(decodeImageInNode(png.subarray(0, 33))).rejects.toMatchObject({
      code: 'image-broken',
    });
    await expect(decodeImageInNode(Buffer.from('hello'))).rejects.toMatchObject({
      code: 'image-broken',
    });
  });

  it('refuses a bomb before it decodes it', async () => {
    const bomb = await sharp({
      create: { width: 9_000, height: 5_000, channels: 3, background: '#000' },
      limitInputPixels: false,
    })
      .png({ compressionLevel: 9 })
      .toBuffer();
    await expect(decodeImageInNode(bomb)).rejects.toMatchObject({ code: 'image-too-large' });
  });
});
