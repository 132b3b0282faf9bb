import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBoard, readPart, readPin } from '../../../../lib/pinterest-api/answers.ts';
import { apiBoard, apiImages, apiPin } from '../../../fixtures/pinterest-api.ts';
import { imagePathOf } from '../../../fixtures/pinterest-page.ts';

const PATH = imagePathOf('lamp');
const at = (size: string) => `https://i.pinimg.com/${size}/${PATH}`;
const PIN = apiPin(
  {
    id: '42',
    title: 'Pillows &amp; Throws',
    imagePath: PATH,
    width: 736,
    height: 1_104,
    description: 'A  lamp\nof brass',
    altText: 'a brass lamp',
  },
  '7',
);
const withMedia = (media: unknown) => readPin({ ...PIN, media }, 'Lamps');
const urlsOf = (pin: ReturnType<typeof readPin>) =>
  [pin?.image, ...(pin?.fallbackImages ?? [])].map((image) => image?.url);

describe('a pin of the API', () => {
  it('has its words, its link, its board and where they are from', () => {
    expect(readPin(PIN, 'Lamps')).toMatchObject({
      id: '42',
      url: 'https://www.pinterest.com/pin/42/',
      kind: 'image',
      title: 'Pillows & Throws',
      description: 'A lamp of brass',
      altText: 'a brass lamp',
      board: 'Lamps',
      link: 'https://shop.example/lamp',
      interests: [],
      product: null,
      provenance: { kind: 'api', title: 'api', altText: 'api', board: 'api', image: 'api' },
    });
  });

  it('is looked at as 736x, as elsewhere, then in the sizes that the API names, never cropped', () => {
    expect(urlsOf(readPin(PIN, 'Lamps'))).toEqual(
      ['736x', '600x', '1200x', '564x', '474x', '236x'].map(at),
    );
    expect(readPin(PIN, 'Lamps')?.fallbackImages[0]).toEqual({
      url: at('600x'),
      width: 600,
      height: 900,
    });
  });

  it('has its whole picture derived where the API names crops only', () => {
    const { '150x150': small, '400x300': crop } = apiImages(PATH);
    const pin = withMedia({ media_type: 'image', images: { '150x150': small, '400x300': crop } });
    expect(urlsOf(pin)).toEqual(['736x', '564x', '474x', '236x'].map(at));
  });

  it('tries an original last', () => {
    const images = { ...apiImages(PATH), originals: { url: at('originals') } };
    expect(urlsOf(withMedia({ media_type: 'image', images })).at(-1)).toBe(at('originals'));
  });

  it('is a carousel, of which the first slide is looked at', () => {
    const other = imagePathOf('second');
    const pin = withMedia({
      media_type: 'multiple_images',
      items: [
        { item_type: 'image', title: 'one', images: apiImages(PATH) },
        { item_type: 'image', title: 'two', images: apiImages(other) },
      ],
    });
    expect(pin?.kind).toBe('carousel');
    expect(urlsOf(pin)[0]).toBe(at('736x'));
    expect(urlsOf(pin).join()).not.toContain(other);
  });

  it('is a video, of which the cover is looked at', () => {
    const cover = 'https://i.pinimg.com/videos/thumbnails/originals/a1/b2/c3.0000000.jpg';
    const video = {
      media_type: 'video',
      cover_image_url: cover,
      duration: 15_000,
      video_url: null,
    };
    expect(withMedia(video)).toMatchObject({ kind: 'video', image: { url: cover } });
    expect(urlsOf(withMedia({ ...video, cover_image_url: at('originals') }))).toEqual(
      ['736x', 'originals', '564x', '474x', '236x'].map(at),
    );
    expect(withMedia({ ...video, cover_image_url: null })).toMatchObject({
      kind: 'video',
      image: null,
    });
  });

  it.each([
    ['another host', { '600x': { url: 'https://evil.example/600x/a.jpg' } }],
    ['no address', { '600x': { url: 7 } }],
    ['no picture', {}],
    ['nothing', null],
  ])('has no picture where there is %s', (_, images) => {
    expect(withMedia({ media_type: 'image', images })).toMatchObject({
      image: null,
      fallbackImages: [],
    });
  });

  it('leads nowhere but to the web', () => {
    expect(readPin({ ...PIN, link: 'javascript:alert(1)' }, 'Lamps')?.link).toBeNull();
  });

  it.each([{ ...PIN, id: 'x' }, { ...PIN, id: 42 }, null, 'pin', []])('is not %j', (value) => {
    expect(readPin(value, 'Lamps')).toBeNull();
  });

  it('is read or refused, whatever the API sends', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (media, other) => {
        const pin = readPin({ id: '1', title: other, link: other, media }, 'Lamps');
        expect(pin?.id).toBe('1');
        expect(readPin(other, 'Lamps') === null || typeof other === 'object').toBe(true);
      }),
    );
  });
});

describe('a board of the API', () => {
  it('has a name and how many pins it has', () => {
    expect(readBoard(apiBoard({ id: '7', name: ' Living  room ', pins: [] }))).toEqual({
      id: '7',
      name: 'Living room',
      pinCount: 0,
    });
    expect(readBoard({ id: '7', name: 'a', pin_count: -1 })?.pinCount).toBeNull();
  });

  it.each([{ id: '../7', name: 'a' }, { id: '7', name: ' ' }, { id: '7' }, null])(
    'is not %j',
    (value) => {
      expect(readBoard(value)).toBeNull();
    },
  );
});

describe('a page of a list', () => {
  it('leaves out what is no item, and knows the next', () => {
    const items = [apiBoard({ id: '7', name: 'Lamps', pins: [] }), { id: 'x' }, null];
    expect(readPart({ items, bookmark: 'next' }, readBoard)).toMatchObject({
      items: [{ id: '7' }],
      bookmark: 'next',
    });
  });

  it.each([null, undefined, '', 'x'.repeat(10_001), 7])('ends the list with %j', (bookmark) => {
    expect(readPart({ items: [], bookmark }, readBoard)).toEqual({ items: [], bookmark: null });
  });

  it('is read for no more items than a page may have', () => {
    const items = Array.from({ length: 300 }, (_, n) => ({ id: String(n), name: 'a' }));
    expect(readPart({ items }, readBoard)?.items).toHaveLength(250);
  });

  it.each([{}, { items: {} }, [], null, 'items'])('is not %j', (answer) => {
    expect(readPart(answer, readBoard)).toBeNull();
  });
});
