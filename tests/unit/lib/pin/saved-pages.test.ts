// @vitest-environment jsdom
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findCloseupImage } from '../../../../lib/pin/closeup.ts';
import { readPin } from '../../../../lib/pin/read-pin.ts';

const PAGES = resolve(import.meta.dirname, '../../../../../shared/pins');

function open(name: string): Document {
  const html = readFileSync(resolve(PAGES, `${name}.html`), 'utf8');
  return new DOMParser().parseFromString(html, 'text/html');
}

const IMAGE_PIN = 'https://www.pinterest.com/pin/165366617561100485/';
const IMAGE_PIN_TITLE =
  'Premium Photo | Phoenix bird on fire mythological fenix bird with flames fantasy illustration';
const IMAGE_PIN_DESCRIPTION =
  'Download this Premium Photo about Phoenix bird on fire mythological fenix bird with flames fantasy illustration, and discover more than 60 Million Professional Stock Photos on Freepik';
const IMAGE_PIN_INTERESTS = [
  'Fenix Bird',
  'Phoenix Bird Art',
  'Phoenix Wallpaper',
  'Phoenix Artwork',
  'Phoenix Images',
  'फोटोग्राफी 101',
  'Phoenix Art',
  'Phoenix Bird',
  'Fire Bird',
];
const VIDEO_PIN_INTERESTS = [
  'Космическая Станция',
  'Анимационный Дизайн',
  'Звёзды',
  'Обои Для Мобильных Телефонов',
  'Вау',
  'Вселенная',
  'Космос',
  'Звезды',
  'Фоновые Рисунки',
];

describe.skipIf(!existsSync(PAGES))('saved pages', () => {
  it('reads an image pin of 2024', () => {
    const pin = readPin(open('2024-image-pin'), IMAGE_PIN);
    expect(pin).toMatchObject({
      id: '165366617561100485',
      url: IMAGE_PIN,
      kind: 'image',
      title: IMAGE_PIN_TITLE,
      description: IMAGE_PIN_DESCRIPTION,
      altText: 'a fire bird is flying through the air with its wings spread out and glowing orange',
      interests: IMAGE_PIN_INTERESTS,
      board: 'Brazilian Carnaval',
      link: 'https://www.freepik.com/premium-photo/phoenix-bird-fire-mythological-fenix-bird-with-flames-fantasy-illustration_33526079.htm',
      image: {
        url: 'https://i.pinimg.com/736x/d8/b3/47/d8b3474f5c83be27d058b22508105c50.jpg',
        width: 626,
        height: 626,
      },
      provenance: { id: 'url', title: 'relay', interests: 'relay', image: 'relay' },
    });
    expect(pin?.fallbackImages.map(({ url }) => url.split('/')[3])).toEqual([
      '564x',
      '474x',
      '236x',
      'originals',
    ]);
  });

  it('reads the same from its markup alone', () => {
    const document = open('2024-image-pin');
    for (const script of document.querySelectorAll('script')) script.remove();
    expect(readPin(document, IMAGE_PIN)).toMatchObject({
      id: '165366617561100485',
      kind: 'image',
      title: IMAGE_PIN_TITLE,
      description: IMAGE_PIN_DESCRIPTION,
      altText: 'a fire bird is flying through the air with its wings spread out and glowing orange',
      interests: IMAGE_PIN_INTERESTS,
      image: { url: 'https://i.pinimg.com/736x/d8/b3/47/d8b3474f5c83be27d058b22508105c50.jpg' },
      provenance: { title: 'dom', interests: 'dom', image: 'dom' },
    });
  });

  it('finds the picture of the image pin', () => {
    const element = findCloseupImage(open('2024-image-pin'), '165366617561100485');
    expect(element?.getAttribute('elementtiming')).toBe('closeupImage');
  });

  it('takes nothing from the canonical link or the meta tags, which are of another pin', () => {
    const document = open('2024-image-pin');
    const canonical = document.querySelector('link[rel=canonical]')?.getAttribute('href') ?? '';
    expect(canonical).toContain('24980972927826761');
    const pin = readPin(document, IMAGE_PIN);
    expect(JSON.stringify(pin)).not.toContain('24980972927826761');
    expect(JSON.stringify(pin)).not.toContain('Pássaro');
  });

  it('reads a video pin of 2024, in Russian', () => {
    const document = open('2024-video-pin');
    const pin = readPin(document, 'https://ru.pinterest.com/pin/52213676923889828/');
    expect(pin).toMatchObject({
      id: '52213676923889828',
      kind: 'video',
      title: null,
      description: null,
      altText: 'an image of the night sky with stars',
      interests: VIDEO_PIN_INTERESTS,
      board: 'Космическая станция КС',
      link: null,
      image: {
        url: 'https://i.pinimg.com/736x/f4/39/e2/f439e29ae717506529777e53dbc788e9.jpg',
        width: 720,
        height: 1280,
      },
    });
    expect(JSON.stringify(pin)).not.toContain('Dragons Heart');
  });

  it('knows the video by its player alone', () => {
    const document = open('2024-video-pin');
    for (const script of document.querySelectorAll('script')) script.remove();
    const url = 'https://ru.pinterest.com/pin/52213676923889828/';
    expect(readPin(document, url)).toMatchObject({ kind: 'video', interests: VIDEO_PIN_INTERESTS });
    expect(findCloseupImage(document, '52213676923889828')).toBeNull();
  });

  it('reads a pin of 2026 from the redux state', () => {
    const pin = readPin(open('2026-redux-pin'), 'https://www.pinterest.com/pin/50595195810299403/');
    const picture = 'https://i.pinimg.com/736x/97/72/3a/97723a21b3af21cec1c11e11ed3b2dc2.jpg';
    expect(pin).toMatchObject({
      id: '50595195810299403',
      kind: 'image',
      title: null,
      description:
        'We’ve been keeping a secret… and honestly, we’re terrible at keeping secrets 🤭',
      altText:
        "a pink tile wall with pictures of children's clothes and the words coming soon on it",
      interests: ['Keeping Secrets', 'Little Things', 'The Secret', 'Social Media', 'Bring It On'],
      board: 'Social',
      link: 'https://www.instagram.com/p/Db7qHfYD-mG/',
      image: { url: picture, width: 720, height: 900 },
      provenance: { description: 'redux', image: 'redux' },
    });
    expect(pin?.fallbackImages.at(-1)?.url).toContain('/originals/');
  });

  it('knows a pin that is not to be found', () => {
    const pin = readPin(
      open('2026-pin-not-found'),
      'https://www.pinterest.com/pin/635359459968469543/',
    );
    expect(pin).toMatchObject({ kind: 'not-found', title: null, image: null, fallbackImages: [] });
  });

  it('does not call another pin not found after a navigation within that page', () => {
    const pin = readPin(
      open('2026-pin-not-found'),
      'https://www.pinterest.com/pin/165366617561100485/',
    );
    expect(pin).toMatchObject({ kind: 'image', image: null });
  });

  it('finds no pin open on a profile, though its state holds 22', () => {
    expect(readPin(open('2024-profile'), 'https://www.pinterest.com/idenconvey/')).toBeNull();
  });

  it('reads one of those 22 when it is opened from there', () => {
    const pin = readPin(open('2024-profile'), 'https://www.pinterest.com/pin/327285097930485345/');
    expect(pin).toMatchObject({
      id: '327285097930485345',
      kind: 'image',
      board: 'Birds',
      image: { url: 'https://i.pinimg.com/736x/41/44/a5/4144a5430a201a1cf540fe425e385c4a.jpg' },
    });
  });

  it.each(['2024-image-pin', '2024-video-pin', '2026-redux-pin', '2024-profile'])(
    'takes nothing of %s for a pin it does not speak of',
    (name) => {
      const pin = readPin(open(name), 'https://www.pinterest.com/pin/999999999999999999/');
      expect(pin).toEqual({
        id: '999999999999999999',
        url: 'https://www.pinterest.com/pin/999999999999999999/',
        kind: 'image',
        title: null,
        description: null,
        altText: null,
        interests: [],
        board: null,
        link: null,
        product: null,
        image: null,
        fallbackImages: [],
        provenance: { id: 'url', url: 'url' },
      });
    },
  );
});
