// @vitest-environment jsdom
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { PinSchema } from '../../../../lib/pin/pin.ts';
import { readPin } from '../../../../lib/pin/read-pin.ts';
import {
  type Era,
  gridPage,
  imagePathOf,
  pinPage,
  type StandInPin,
} from '../../../fixtures/pinterest-page.ts';

const PIN: StandInPin = {
  id: '50595195810299403',
  title: 'Reading corner <script>alert(1)</script> & "more"',
  description: 'A calm corner to read in.',
  altText: 'a yellow chair in a living room',
  interests: ['Living Room', 'Mustard Chair'],
  board: 'Reading corners',
  imagePath: imagePathOf('reading corner'),
  width: 736,
  height: 420,
};
const RELATED: StandInPin = {
  id: '165366617561100485',
  title: 'Another',
  imagePath: imagePathOf('another'),
  width: 736,
  height: 900,
};
const URL_OF_PIN = `https://www.pinterest.com/pin/${PIN.id}/`;
const IMAGE_URL = `https://i.pinimg.com/736x/${PIN.imagePath}`;

function parse(html: string): Document {
  return new DOMParser().parseFromString(html, 'text/html');
}

const ERAS: Era[] = ['redux', 'relay', 'dom-2024', 'dom-2026'];

describe.each(ERAS)('readPin on a page of %s', (era) => {
  const source = era === 'redux' || era === 'relay' ? era : 'dom';
  const document = () => parse(pinPage({ ...PIN, era, related: [RELATED] }));

  it('reads everything', () => {
    const pin = readPin(document(), URL_OF_PIN);
    expect(pin).toMatchObject({
      id: PIN.id,
      url: URL_OF_PIN,
      kind: 'image',
      title: PIN.title,
      description: PIN.description,
      altText: PIN.altText,
      interests: PIN.interests,
      board: PIN.board,
      link: null,
      image: { url: IMAGE_URL },
    });
    expect(v.is(PinSchema, pin)).toBe(true);
  });

  it('says where each field came from', () => {
    expect(readPin(document(), URL_OF_PIN)?.provenance).toEqual({
      id: 'url',
      url: 'url',
      kind: source,
      title: source,
      description: source,
      altText: source,
      interests: source,
      board: source,
      image: source,
    });
  });

  it('takes nothing of the state for another id', () => {
    const pin = readPin(document(), `https://www.pinterest.com/pin/${RELATED.id}/`);
    expect(pin?.id).toBe(RELATED.id);
    expect(Object.values(pin?.provenance ?? {})).not.toContain('redux');
    expect(Object.values(pin?.provenance ?? {})).not.toContain('relay');
  });

  it('knows a video', () => {
    const html = pinPage({ ...PIN, kind: 'video', era, related: [] });
    expect(readPin(parse(html), URL_OF_PIN)?.kind).toBe('video');
  });
});

describe('readPin', () => {
  it('is null on every page that is no pin', () => {
    const document = parse(pinPage({ ...PIN, era: 'redux', related: [] }));
    expect(readPin(document, 'https://www.pinterest.com/ideas/')).toBeNull();
    expect(readPin(document, 'https://help.pinterest.com/pin/4/')).toBeNull();
  });

  it('takes no thumbnail of a grid for the pin', () => {
    const document = parse(gridPage([PIN, RELATED]));
    expect(readPin(document, URL_OF_PIN)).toMatchObject({ id: PIN.id, title: null, image: null });
  });

  it('knows the id where the page says nothing', () => {
    const pin = readPin(parse(''), URL_OF_PIN);
    expect(pin).toEqual({
      id: PIN.id,
      url: URL_OF_PIN,
      kind: 'image',
      title: null,
      description: null,
      altText: null,
      interests: [],
      board: null,
      link: null,
      image: null,
      product: null,
      fallbackImages: [],
      provenance: { id: 'url', url: 'url' },
    });
  });

  it('leaves the tail of the address out of the pin', () => {
    const pin = readPin(parse(''), `${URL_OF_PIN}sent/?invite_code=secret`);
    expect(pin?.url).toBe(URL_OF_PIN);
  });

  it('fills from the markup what the state leaves empty', () => {
    const document = parse(
      pinPage({ ...PIN, era: 'redux', related: [] }).replace(
        JSON.stringify(PIN.title).replaceAll('<', '\\u003c'),
        '" "',
      ),
    );
    expect(readPin(document, URL_OF_PIN)).toMatchObject({
      title: PIN.title,
      description: PIN.description,
      provenance: { title: 'dom', description: 'redux' },
    });
  });

  it('takes the picture on the screen when the state has another', () => {
    const document = parse(pinPage({ ...PIN, era: 'redux', related: [] }));
    const shown = `https://i.pinimg.com/736x/${imagePathOf('the second slot')}`;
    const image = document.querySelector('[data-test-id="closeup-image"] img');
    image?.setAttribute('src', shown);
    Object.assign(image ?? {}, { getBoundingClientRect: () => new DOMRect(0, 0, 500, 400) });
    const pin = readPin(document, URL_OF_PIN);
    expect(pin?.image?.url).toBe(shown);
    expect(pin?.provenance?.image).toBe('dom');
    expect(JSON.stringify(pin?.fallbackImages)).not.toContain(PIN.imagePath);
  });

  describe('of a pin with several pictures', () => {
    const second = imagePathOf('the second');
    const pin = (fields: object) => ({
      id: PIN.id,
      images: { '736x': { url: IMAGE_URL, width: 736, height: 920 } },
      ...fields,
    });
    const picture = (path: string, width = 736, height = 920) => ({
      images: { '736x': { url: `https://i.pinimg.com/736x/${path}`, width, height } },
    });
    const html = (fields: object, ...shown: string[]) =>
      `<script id="__PWS_INITIAL_PROPS__">${JSON.stringify({ initialReduxState: { pins: { [PIN.id]: pin(fields) } } })}</script>
       <div data-test-id="closeup-image">${shown.map((path) => `<img src="https://i.pinimg.com/474x/${path}">`).join('')}</div>`;
    const carousel = {
      carousel_data: { carousel_slots: [picture(PIN.imagePath), picture(second)] },
    };
    const story = (...pages: object[]) => ({
      story_pin_data: { pages: pages.map((page) => ({ blocks: [{ image: page }] })) },
    });

    it('takes the slide that is shown', () => {
      expect(readPin(parse(html(carousel, second)), URL_OF_PIN)).toMatchObject({
        kind: 'carousel',
        image: { url: `https://i.pinimg.com/736x/${second}`, width: 736, height: 920 },
        provenance: { image: 'redux' },
      });
    });

    it('takes the first of several slides where nothing is laid out', () => {
      const document = parse(html(carousel, PIN.imagePath, second));
      expect(readPin(document, URL_OF_PIN)?.image?.url).toBe(IMAGE_URL);
    });

    it('takes the page of an idea that is shown', () => {
      const fields = story(picture(PIN.imagePath), picture(second));
      expect(readPin(parse(html(fields, second)), URL_OF_PIN)).toMatchObject({
        kind: 'idea',
        image: { url: `https://i.pinimg.com/736x/${second}` },
      });
    });

    it('takes the main picture for one that is stored as an idea of one page', () => {
      const fields = story(picture(second));
      expect(readPin(parse(html(fields, second)), URL_OF_PIN)).toMatchObject({
        kind: 'image',
        image: { url: IMAGE_URL },
      });
    });

    it('takes the page’s picture where it is cut otherwise', () => {
      const fields = story(picture(second, 736, 736));
      expect(readPin(parse(html(fields, second)), URL_OF_PIN)?.image?.url).toBe(
        `https://i.pinimg.com/736x/${second}`,
      );
    });

    it('trusts the state where a picture that it does not know is not laid out', () => {
      const document = parse(html({}, imagePathOf('something else')));
      expect(readPin(document, URL_OF_PIN)?.image?.url).toBe(IMAGE_URL);
    });

    it('takes the cover of a video whatever its player shows', () => {
      const document = parse(
        `${html({ is_video: true })}<div data-test-id="CloseupMainPin"><video poster="https://i.pinimg.com/videos/thumbnails/originals/26/e2/fa/x.0000000.jpg"></video></div>`,
      );
      expect(readPin(document, URL_OF_PIN)).toMatchObject({
        kind: 'video',
        image: { url: IMAGE_URL },
      });
    });
  });

  it('takes the poster of a video that only its player tells of', () => {
    const poster = 'https://i.pinimg.com/videos/thumbnails/originals/26/e2/fa/x.0000000.jpg';
    const document = parse(
      `<div data-test-id="CloseupMainPin"><video poster="${poster}"></video></div>`,
    );
    expect(readPin(document, URL_OF_PIN)).toMatchObject({
      kind: 'video',
      image: { url: poster },
      fallbackImages: [],
      provenance: { kind: 'dom', image: 'dom' },
    });
  });

  it('takes the picture of the head where there is nothing else', () => {
    const document = parse(
      `<link rel="canonical" href="${URL_OF_PIN}"><meta property="og:image" content="${IMAGE_URL}"><meta property="og:title" content="Another">
       <script data-test-id="video-snippet" type="application/ld+json">{"name":"Another"}</script>`,
    );
    expect(readPin(document, URL_OF_PIN)).toMatchObject({
      kind: 'video',
      title: null,
      image: { url: IMAGE_URL },
      provenance: { kind: 'head', image: 'head' },
    });
  });
});
