// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import {
  imageLadder,
  isWholePicture,
  pinimgUrl,
  shownPicture,
  signatureOf,
  thumbnailUrl,
} from '../../../../lib/pin/images.ts';
import type { PinImage } from '../../../../lib/pin/pin.ts';

const MD5 = 'd8b3474f5c83be27d058b22508105c50';
const OTHER = 'f439e29ae717506529777e53dbc788e9';

const at = (size: string, md5 = MD5, extension = 'jpg') =>
  `https://i.pinimg.com/${size}/${md5.slice(0, 2)}/${md5.slice(2, 4)}/${md5.slice(4, 6)}/${md5}.${extension}`;
const image = (size: string, width: number | null = null): PinImage => ({
  url: at(size),
  width,
  height: width,
});

function img(attributes: Record<string, string>, currentSrc?: string): HTMLImageElement {
  const element = document.createElement('img');
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (currentSrc !== undefined) Object.defineProperty(element, 'currentSrc', { value: currentSrc });
  return element;
}

describe('pinimgUrl', () => {
  it('takes addresses at the image host only', () => {
    expect(pinimgUrl(at('736x'))).toBe(at('736x'));
    expect(pinimgUrl(`${at('736x')}#x`)).toBe(at('736x'));
  });

  it.each([
    'http://i.pinimg.com/736x/a.jpg',
    'https://i.pinimg.com.evil.example/736x/a.jpg',
    'https://i.pinimg.com:8443/736x/a.jpg',
    'https://user@i.pinimg.com/736x/a.jpg',
    'https://s.pinimg.com/a.jpg',
    'data:image/png;base64,AAAA',
    'javascript:alert(1)',
    '//i.pinimg.com/736x/a.jpg',
    `https://i.pinimg.com/${'a'.repeat(2000)}.jpg`,
    '',
    null,
    7,
  ])('refuses %s', (url) => {
    expect(pinimgUrl(url)).toBeNull();
  });
});

describe('signatureOf', () => {
  it('is the md5 of any size', () => {
    for (const size of ['236x', 'originals', '75x75_RS']) expect(signatureOf(at(size))).toBe(MD5);
    expect(signatureOf('https://i.pinimg.com/upload/x.jpg')).toBeNull();
    expect(signatureOf(null)).toBeNull();
  });
});

describe('isWholePicture', () => {
  it('tells pictures from avatars, squares and video stills', () => {
    for (const size of ['236x', '736x', '1200x', 'originals']) {
      expect(isWholePicture(at(size))).toBe(true);
    }
    for (const size of ['75x75_RS', '136x136', '60x60', '600x315']) {
      expect(isWholePicture(at(size))).toBe(false);
    }
  });
});

describe('shownPicture', () => {
  it('is the size that the browser chose', () => {
    const srcset = `${at('236x')} 1x, ${at('474x')} 2x, ${at('736x')} 3x, ${at('originals')} 4x`;
    const shown = shownPicture(img({ src: at('236x'), srcset }, at('736x')));
    expect(shown?.current.url).toBe(at('736x'));
    expect(shown?.offered).toContain(at('474x'));
  });

  it('is the new picture while the former one is still on the screen', () => {
    expect(shownPicture(img({ src: at('736x', OTHER) }, at('736x')))?.current.url).toBe(
      at('736x', OTHER),
    );
  });

  it('is nothing for a placeholder', () => {
    expect(shownPicture(img({ src: 'data:image/gif;base64,R0lGOD' }))).toBeNull();
    expect(shownPicture(img({}))).toBeNull();
  });
});

describe('imageLadder', () => {
  const urls = (images: PinImage[]) => images.map(({ url }) => url);

  it('goes from the 736x of the state down', () => {
    const state = {
      '236x': image('236x', 236),
      '736x': image('736x', 720),
      orig: image('originals'),
    };
    const ladder = imageLadder(state, null);
    expect(ladder[0]).toEqual(image('736x', 720));
    expect(urls(ladder)).toEqual(['736x', '564x', '474x', '236x', 'originals'].map((s) => at(s)));
  });

  it('puts what the page has loaded right after the 736x', () => {
    const shown = { current: image('1200x', 1200), offered: [] };
    const state = { '736x': image('736x'), '236x': image('236x') };
    expect(urls(imageLadder(state, shown))).toEqual(
      ['736x', '1200x', '564x', '474x', '236x'].map((size) => at(size)),
    );
    expect(urls(imageLadder({}, shown)).slice(0, 2)).toEqual([at('736x'), at('1200x')]);
  });

  it('keeps its first rung while the page upgrades a small picture', () => {
    const before = imageLadder({}, { current: image('236x'), offered: [] });
    expect(before[0]?.url).toBe(at('736x'));
    for (const size of ['736x', '1200x', 'originals']) {
      const after = imageLadder({}, { current: image(size), offered: [] });
      expect(after[0]?.url).toBe(at('736x'));
    }
    expect(urls(before)).toContain(at('236x'));
  });

  it('never makes up the original', () => {
    const shown = { current: image('736x'), offered: [at('474x')] };
    expect(urls(imageLadder({ '736x': image('736x') }, shown)).join()).not.toContain('originals');
  });

  it('is empty without any picture', () => {
    expect(imageLadder({}, null)).toEqual([]);
  });
});

describe('thumbnailUrl', () => {
  const path = `aa/bb/cc/${'0123456789abcdef'.repeat(2)}`;

  it.each([
    [`https://i.pinimg.com/736x/${path}.jpg`, `https://i.pinimg.com/236x/${path}.jpg`],
    [`https://i.pinimg.com/originals/${path}.png`, `https://i.pinimg.com/236x/${path}.jpg`],
    [`https://i.pinimg.com/75x75_RS/${path}.jpg`, `https://i.pinimg.com/75x75_RS/${path}.jpg`],
    ['/room.jpg', '/room.jpg'],
  ])('of %s is %s', (url, thumbnail) => {
    expect(thumbnailUrl(url)).toBe(thumbnail);
  });
});
