import { describe, expect, it } from 'vitest';
import { mergePictures, picturesIn, shapeOf } from '../../../../lib/pin/pictures.ts';

const A = '97723a21b3af21cec1c11e11ed3b2dc2';
const B = 'd8b3474f5c83be27d058b22508105c50';

const at = (size: string, md5 = A) =>
  `https://i.pinimg.com/${size}/${md5.slice(0, 2)}/${md5.slice(2, 4)}/${md5.slice(4, 6)}/${md5}.jpg`;

/** Sizes by md5. */
const sizesIn = (holder: unknown) =>
  Object.fromEntries(
    picturesIn(holder).map(({ signature, images }) => [signature, Object.keys(images).sort()]),
  );

describe('picturesIn', () => {
  it.each<[string, object]>([
    ['snake case', { images: { '736x': { url: at('736x') }, orig: { url: at('originals') } } }],
    [
      'the specs of 2024',
      { imageSpec_736x: { url: at('736x') }, imageSpec_orig: { url: at('originals') } },
    ],
    [
      'the keys of 2026',
      { images_736x: { url: at('736x') }, imagesOrig: { url: at('originals') } },
    ],
    [
      'the other keys of 2024',
      { image736x: { url: at('736x') }, images: { url: at('originals') } },
    ],
    [
      'a block of an idea',
      { image: { images: { '736x': { url: at('736x') }, originals: { url: at('originals') } } } },
    ],
  ])('reads %s', (_, holder) => {
    expect(sizesIn(holder)).toEqual({ [A]: ['736x', 'orig'] });
  });

  it('goes by the address where the key says otherwise', () => {
    expect(
      sizesIn({ images: { '170x': { url: at('236x') } }, imageLargeUrl: at('1200x') }),
    ).toEqual({ [A]: ['1200x', '236x'] });
  });

  it('leaves squares, crops and what is of others', () => {
    expect(
      sizesIn({
        images: { '60x60': { url: at('60x60') }, '600x315': { url: at('600x315') } },
        pinner: { imageLargeUrl: at('736x', B) },
        board: { imageCoverUrl: at('474x', B) },
        imageSignature: A,
      }),
    ).toEqual({});
  });

  it('keeps two pictures of one holder apart', () => {
    expect(
      sizesIn({
        imageSpec_736x: { url: at('736x') },
        imageAdjustedSpec_736x: { url: at('736x', B) },
      }),
    ).toEqual({ [A]: ['736x'], [B]: ['736x'] });
  });

  it('takes the size of the key where the address has none', () => {
    const url = 'https://i.pinimg.com/upload/x.jpg';
    expect(picturesIn({ images: { '474x': { url } } })).toEqual([
      { signature: null, images: { '474x': { url, width: null, height: null } } },
    ]);
  });

  it.each([null, 7, 'x', [], { images: [1, null, { url: 7 }] }])('finds none in %j', (holder) => {
    expect(picturesIn(holder)).toEqual([]);
  });
});

describe('mergePictures', () => {
  it('knows each once, with its pixels', () => {
    const merged = mergePictures([
      ...picturesIn({ images: { '736x': { url: at('736x') } } }),
      ...picturesIn({ images: { '736x': { url: at('736x', B) } } }),
      ...picturesIn({ images: { '736x': { url: at('736x'), width: 720, height: 900 } } }),
    ]);
    expect(merged.map(({ signature }) => signature)).toEqual([A, B]);
    expect(merged.map(shapeOf)).toEqual([0.8, null]);
  });
});
