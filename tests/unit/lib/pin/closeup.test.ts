// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://www.pinterest.com/" }
import { describe, expect, it } from 'vitest';
import { findCloseup, findCloseupImage, thumbnailSignature } from '../../../../lib/pin/closeup.ts';

const ID = '50595195810299403';
const MD5 = '97723a21b3af21cec1c11e11ed3b2dc2';
const OTHER_MD5 = 'd8b3474f5c83be27d058b22508105c50';

const at = (size: string, md5 = MD5) =>
  `https://i.pinimg.com/${size}/${md5.slice(0, 2)}/${md5.slice(2, 4)}/${md5.slice(4, 6)}/${md5}.jpg`;

type Box = readonly [left: number, top: number, width: number, height: number];

/**
 * A page with a layout: `boxes` by element id. `stack` is what lies at any point, topmost first,
 * by id. jsdom has no layout of its own.
 */
function page(html: string, boxes: Record<string, Box> = {}, stack: string[] = []): Document {
  document.body.innerHTML = html;
  for (const [id, [left, top, width, height]] of Object.entries(boxes)) {
    const element = document.getElementById(id);
    if (!element) throw new Error(`No element ${id}`);
    element.getBoundingClientRect = () => new DOMRect(left, top, width, height);
  }
  document.elementsFromPoint = () =>
    stack.map((id) => document.getElementById(id)).filter((element) => element !== null);
  return document;
}

const img = (id: string, url = at('736x'), more = '') => `<img id="${id}" src="${url}" ${more}>`;

describe('findCloseupImage', () => {
  it.each([
    [
      '2024',
      `<div data-test-id="CloseupMainPin"><div data-test-id="pin-closeup-image">${img('it')}</div></div>`,
    ],
    ['2024 by its timing', img('it', at('736x'), 'elementtiming="closeupImage"')],
    [
      'Dec 2025',
      `<div id="related-pins:${ID}"><div data-grid-item="true"><div data-test-id="CloseupMainPin">${img('it')}</div></div></div>`,
    ],
    [
      '2026 by its timing',
      img('it', at('736x'), 'elementtiming="closeup-image-main-MainPinImage"'),
    ],
    [
      '2026, an idea of one page',
      img('it', at('736x'), 'elementtiming="StoryPinImageBlock-MainPinImage"'),
    ],
    ['2026 by its inner container', `<div data-test-id="closeup-image-main">${img('it')}</div>`],
    ['2026 by its middle container', `<div data-test-id="closeup-image">${img('it')}</div>`],
    [
      '2026 by its outer container',
      `<div data-test-id="closeup-body-image-container">${img('it')}</div>`,
    ],
    ['2026 by the id', `<div id="closeup-image-container-${ID}">${img('it')}</div>`],
  ])('finds the picture of %s', (_, html) => {
    const grid = `<div data-grid-item="true"><div data-test-id="pin" data-test-pin-id="1"><a href="/pin/1/">${img('thumb', at('236x', OTHER_MD5))}</a></div></div>`;
    expect(findCloseupImage(page(grid + html + grid), ID)?.id).toBe('it');
  });

  it('passes over avatars and placeholders in the closeup', () => {
    const document = page(
      `<div data-test-id="CloseupMainPin">${img('avatar', at('75x75_RS', OTHER_MD5))}${img('blank', 'data:image/gif;base64,R0lGOD')}${img('elsewhere', 'https://evil.example/736x/a.jpg')}${img('it')}</div>`,
    );
    expect(findCloseupImage(document, ID)?.id).toBe('it');
  });

  it('passes over pictures that lead to other pins, and containers of other pins', () => {
    const document = page(
      `<div data-test-id="CloseupMainPin"><a href="/pin/4/">${img('offer', at('736x', OTHER_MD5))}</a></div>
       <div id="closeup-image-container-4">${img('former', at('736x', OTHER_MD5))}</div>`,
    );
    expect(findCloseupImage(document, ID)).toBeNull();
  });

  const BELOW = `<div id="below" data-test-id="pin-closeup-image">${img('old', at('736x', OTHER_MD5))}</div>`;
  const modal = (attributes: string) =>
    `<div id="modal" ${attributes}><div data-test-id="closeup-body-image-container">${img('new')}</div></div>`;
  const BOXES: Record<string, Box> = { old: [0, 0, 900, 900], new: [100, 100, 400, 400] };

  it('finds the picture in a modal over a page whose own closeup has a surer anchor', () => {
    const document = page(BELOW + modal('role="dialog"'), BOXES);
    expect(findCloseupImage(document, ID)?.id).toBe('new');
  });

  it('finds it by what lies on top, where the modal says nothing of itself', () => {
    const document = page(BELOW + modal(''), BOXES, ['new', 'modal', 'old', 'below']);
    expect(findCloseupImage(document, ID)?.id).toBe('new');
  });

  it('is not misled by the page’s own controls over the picture', () => {
    const document = page(
      `${BELOW}<div id="shade"></div><div data-test-id="closeup-image">${img('new')}</div>`,
      { old: [0, 0, 400, 400], new: [0, 500, 400, 400] },
      ['shade', 'old', 'below'],
    );
    expect(findCloseupImage(document, ID)?.id).toBe('old');
  });

  it('prefers the picture whose md5 the state names, whatever lies on top', () => {
    const document = page(BELOW + modal('role="dialog"'), BOXES, ['new', 'modal', 'old']);
    expect(findCloseupImage(document, ID, OTHER_MD5)?.id).toBe('old');
    expect(findCloseupImage(document, ID, MD5)?.id).toBe('new');
  });

  it('prefers a picture that is laid out to one that is not', () => {
    const html = `<div data-test-id="pin-closeup-image">${img('kept', at('736x', OTHER_MD5))}</div><div data-test-id="closeup-image">${img('new')}</div>`;
    expect(findCloseupImage(page(html, { new: [0, 0, 400, 400] }), ID)?.id).toBe('new');
  });

  it('takes the first slide of the last closeup where nothing is laid out', () => {
    const document = page(
      `<div data-test-id="closeup-image">${img('former', at('736x', OTHER_MD5))}</div>
       <div data-test-id="closeup-image"><p>${img('first')}</p><p>${img('second', at('736x', OTHER_MD5))}</p></div>`,
    );
    expect(findCloseupImage(document, ID)?.id).toBe('first');
  });

  it('takes the slide in view, where the others are clipped', () => {
    const document = page(
      `<div data-test-id="closeup-image" id="frame" style="overflow-x: hidden">${img('left')}${img('middle', at('736x', OTHER_MD5))}${img('right')}</div>`,
      {
        frame: [0, 0, 400, 500],
        left: [-400, 0, 400, 500],
        middle: [0, 0, 400, 500],
        right: [400, 0, 400, 500],
      },
    );
    expect(findCloseupImage(document, ID)?.id).toBe('middle');
  });

  it('takes the largest picture that is no thumbnail when no anchor matches', () => {
    const boxes: Record<string, Box> = {
      thumb: [0, 900, 600, 900],
      small: [0, 0, 60, 60],
      it: [0, 0, 500, 400],
      tile: [0, 0, 600, 600],
    };
    const document = page(
      `<header>${img('small')}</header><main>${img('it')}</main>
       <div data-grid-item="true"><a href="/pin/4/">${img('thumb')}</a></div>
       <div data-test-id="pinWrapper">${img('tile')}</div>`,
      boxes,
    );
    expect(findCloseupImage(document, ID)?.id).toBe('it');
    expect(findCloseup(document, ID, { lastResort: false }).media).toBeNull();
  });

  it('takes no small picture for a closeup', () => {
    expect(findCloseupImage(page(img('small'), { small: [0, 0, 120, 400] }), ID)).toBeNull();
  });
});

describe('findCloseup', () => {
  it.each([
    ['2024', `<div data-test-id="story-pin-closeup-container"><video id="it"></video></div>`],
    [
      'Dec 2025',
      `<div data-grid-item="true"><div data-test-id="CloseupMainPin"><video id="it" data-test-id="duplo-hls-video"></video>${img('poster')}</div></div>`,
    ],
    ['2026', `<video id="it" elementtiming="closeup-video-main"></video>`],
  ])('knows the player of %s', (_, html) => {
    expect(findCloseup(page(html), ID).media?.id).toBe('it');
    expect(findCloseupImage(page(html), ID)).toBeNull();
  });

  it('does not take a video in the grid for the pin', () => {
    const document = page(
      `<div data-test-id="pin-closeup-image">${img('it')}</div><div data-test-pin-id="4"><video data-test-id="duplo-hls-video"></video></div>`,
    );
    expect(findCloseup(document, ID).media?.id).toBe('it');
  });

  it('passes over what is known to be of another pin, yet names it', () => {
    const document = page(
      `<div data-test-id="pin-closeup-image">${img('old')}</div><div data-test-id="closeup-image">${img('new')}</div>`,
    );
    const { media, rivals } = findCloseup(document, ID, { isForeign: ({ id }) => id === 'old' });
    expect(media?.id).toBe('new');
    expect(rivals.map(({ id }) => id)).toEqual(['old']);
  });
});

describe('thumbnailSignature', () => {
  it('is the md5 by which a link shows the pin', () => {
    const document = page(
      `<a href="/pin/9${ID}/">${img('a', at('236x', OTHER_MD5))}</a><a href="/pin/${ID}/">text</a><a href="/pin/a-chair--${ID}/">${img('b', at('236x'))}</a>`,
    );
    expect(thumbnailSignature(document, ID)).toBe(MD5);
    expect(thumbnailSignature(document, '4')).toBeNull();
  });
});
