// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { findCloseup } from '../../../../lib/pin/closeup.ts';
import { type DomPin, readDom } from '../../../../lib/pin/dom.ts';

const ID = '50595195810299403';
const PICTURE = 'https://i.pinimg.com/736x/97/72/3a/97723a21b3af21cec1c11e11ed3b2dc2.jpg';
const OTHER = 'https://i.pinimg.com/736x/d8/b3/47/d8b3474f5c83be27d058b22508105c50.jpg';

function parse(html: string): Document {
  return new DOMParser().parseFromString(html, 'text/html');
}

function read(html: string): Omit<DomPin, 'elements'> {
  const document = parse(html);
  const { elements: _, ...words } = readDom(document, findCloseup(document, ID));
  return words;
}

describe('readDom', () => {
  it('reads the closeup of 2024', () => {
    expect(
      read(`<div data-test-id="CloseupMainPin">
        <div data-test-id="pin-closeup-image"><img alt="a chair by a window" src="${PICTURE}"></div>
        <div data-test-id="CloseupDetails"><div data-test-id="pinTitle"><h1>A chair</h1></div>
        <div data-test-id="main-pin-description-text"><div data-test-id="truncated-description"><span>To sit</span><span> on</span></div></div>
        <div data-test-id="vase-tag"><a href="/ideas/chairs/9/">Chairs</a></div><div data-test-id="vase-tag"><a href="/ideas/wood/8/">Wood</a></div>
        <a href="/someone/">Someone</a><a href="/someone/my-chairs/">My chairs</a></div></div>`),
    ).toEqual({
      title: 'A chair',
      description: 'To sit on',
      altText: 'a chair by a window',
      interests: ['Chairs', 'Wood'],
      board: 'My chairs',
    });
  });

  it('reads the closeup of December 2025, styles left out', () => {
    expect(
      read(`<div id="related-pins:${ID}"><div data-grid-item="true"><div data-test-id="CloseupMainPin"><video poster="${PICTURE}"></video>
        <div data-test-id="pin-title"><h1>A <b>chair</b></h1></div>
        <div data-test-id="pin-description-container"><style>.x{color:red}</style><div>To sit on</div><div>and read</div></div>
        <div data-test-id="pin-metadata-drawer-vase-tag">Chairs</div></div></div></div>`),
    ).toEqual({
      title: 'A chair',
      description: 'To sit on and read',
      altText: null,
      interests: ['Chairs'],
      board: null,
    });
  });

  it.each([
    '<div data-test-id="closeup-title"><h1>A chair</h1></div>',
    '<div data-test-id="rich-pin-information"><h1>A chair</h1></div>',
  ])('reads the closeup of 2026 with %s', (title) => {
    expect(
      read(`<div><div data-test-id="closeup-body-image-container"><img alt="" src="${PICTURE}"></div>
          ${title}<div data-test-id="structured-description"><style>a{}</style>To sit on</div></div>`),
    ).toMatchObject({ title: 'A chair', description: 'To sit on', altText: null });
  });

  it('says nothing where the page says nothing', () => {
    expect(
      read(`<div data-test-id="pin-closeup-image"><img alt=" " src="${PICTURE}"></div>
        <div data-test-id="pinTitle"><h1></h1></div><div data-test-id="truncated-description"> </div>`),
    ).toEqual({ title: null, description: null, altText: null, interests: [], board: null });
  });

  it('reads no label and no meta tag', () => {
    expect(
      read(`<meta property="og:title" content="Other"><script type="application/ld+json">{"headline":"Other"}</script>
        <div data-test-id="pin-closeup-image" aria-label="Other"><img src="${PICTURE}"></div>
        <div data-test-id="pinTitle" aria-label="Other"></div>`),
    ).toMatchObject({ title: null, description: null, altText: null });
  });

  const BELOW = `<main><div data-test-id="pin-closeup-image"><img src="${OTHER}"></div><div data-test-id="pinTitle"><h1>Below</h1></div>
    <div data-test-id="vase-tag">Below</div><a href="/someone/below/">Below</a></main>`;

  it('reads the modal, not the page below it', () => {
    const document = parse(
      `${BELOW}<div role="dialog"><div data-test-id="closeup-image"><img src="${PICTURE}"></div><div data-test-id="closeup-title"><h1>Above</h1></div></div>`,
    );
    const closeup = findCloseup(document, ID);
    expect(closeup.media?.getAttribute('src')).toBe(PICTURE);
    expect(readDom(document, closeup)).toMatchObject({
      title: 'Above',
      interests: [],
      board: null,
    });
  });

  it('reads nothing of the page below while the modal has no words yet', () => {
    const document = parse(
      `${BELOW}<div role="dialog"><div data-test-id="closeup-image"><img src="${PICTURE}"></div></div>`,
    );
    expect(readDom(document, findCloseup(document, ID))).toMatchObject({
      title: null,
      interests: [],
    });
  });

  it('keeps markup in a title as text', () => {
    const title = read(
      `<div data-test-id="pin-closeup-image"><img src="${PICTURE}"></div><div data-test-id="pinTitle"><h1>&lt;img src=x onerror=alert(1)&gt; &lt;/script&gt;</h1></div>`,
    ).title;
    expect(title).toBe('<img src=x onerror=alert(1)> </script>');
  });

  it.each([
    '/ideas/chairs/',
    '/pin/4/',
    '/someone/_saved/',
    '/someone/',
    '/someone/board/section/',
    'https://evil.example/a/b/',
  ])('does not take %s for a board', (href) => {
    expect(
      read(
        `<div><div data-test-id="pin-closeup-image"><img src="${PICTURE}"></div><div data-test-id="pinTitle">A</div><a href="${href}">No board</a></div>`,
      ).board,
    ).toBeNull();
  });

  it.each([
    ['This may contain: a living room with a chair', 'a living room with a chair'],
    ['This contains an image of: A chair', null],
    ['This contains an image of: Something else', 'Something else'],
    ['A chair', 'A chair'],
  ])('reads the caption in %j', (alt, caption) => {
    expect(
      read(
        `<div><div data-test-id="closeup-image"><img alt="${alt}" src="${PICTURE}"></div><div data-test-id="closeup-title">A chair</div></div>`,
      ).altText,
    ).toBe(caption);
  });
});
