// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { readHead } from '../../../../lib/pin/head.ts';

const ID = '50595195810299403';
const OTHER_ID = '165366617561100485';
const PICTURE = 'https://i.pinimg.com/736x/97/72/3a/97723a21b3af21cec1c11e11ed3b2dc2.jpg';
const IMAGE = `<meta property="og:image" content="${PICTURE}">
  <meta property="og:image:width" content="720"><meta property="og:image:height" content="900px">`;

const parse = (html: string) => new DOMParser().parseFromString(html, 'text/html');
const canonical = (id: string) =>
  `<link rel="canonical" href="https://www.pinterest.com/pin/a-chair--${id}/">`;

describe('readHead', () => {
  it.each([
    canonical(ID),
    `<meta property="og:url" content="https://www.pinterest.com/pin/${ID}/">`,
    `${canonical(OTHER_ID)}<link rel="alternate" href="ios-app://429047995/pinterest/pin/${ID}">`,
    `${canonical(OTHER_ID)}<link rel="alternate" href="android-app://com.pinterest/pinterest/pin/${ID}">`,
  ])('takes the picture of a head that names the pin by %s', (name) => {
    expect(readHead(parse(name + IMAGE), ID, false)).toEqual({
      image: { url: PICTURE, width: 720, height: null },
      isVideo: false,
    });
  });

  it('knows a video', () => {
    const html = `${canonical(ID)}${IMAGE}<script data-test-id="video-snippet" type="application/ld+json">{}</script>`;
    expect(readHead(parse(html), ID, false)?.isVideo).toBe(true);
  });

  it('takes that of a duplicate on a page that was loaded as this pin’s, where nothing speaks of others', () => {
    const html = canonical(OTHER_ID) + IMAGE;
    expect(readHead(parse(html), ID, true)?.image.url).toBe(PICTURE);
    expect(readHead(parse(html), ID, false)).toBeNull();
    for (const state of [
      '<script data-relay-response="true">{}</script>',
      '<script data-relay-completed-request="true"></script>',
      `<script id="__PWS_INITIAL_PROPS__">{"initialReduxState":{"pins":{"${OTHER_ID}":{}}}}</script>`,
    ]) {
      expect(readHead(parse(html + state), ID, true)).toBeNull();
    }
  });

  it.each([
    '',
    '<meta property="og:image" content="https://evil.example/736x/a.jpg">',
    '<meta property="og:image" content="https://i.pinimg.com/75x75_RS/97/72/3a/97723a21b3af21cec1c11e11ed3b2dc2.jpg">',
    '<meta property="og:image">',
  ])('says nothing with %s', (image) => {
    expect(readHead(parse(canonical(ID) + image), ID, true)).toBeNull();
  });
});
