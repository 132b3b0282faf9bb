// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  controlsArea,
  cutOff,
  freeCorner,
  hasRoomToPick,
  pickShowsText,
  uncovered,
} from '../../../../lib/overlay/occlusion.ts';
import { add, layOut } from './page.ts';

const picture = { x: 100, y: 0, width: 500, height: 600 };
let page: ReturnType<typeof layOut>;
let image: Element;
let host: Element;

beforeEach(() => {
  page = layOut({ width: 1000, height: 800 });
  image = add('<img alt="">', add('<div></div>'));
  page.put(image, 100, 0, 500, 600);
  host = add('<magpie-overlay></magpie-overlay>');
  page.put(host, 0, 0, 1000, 800);
});
afterEach(() => {
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

describe('uncovered', () => {
  it('is the whole picture with nothing but ourselves over it', () => {
    expect(uncovered(image, picture, host)).toEqual(picture);
  });

  it('cuts a fixed header off', () => {
    page.put(add('<header style="position: fixed"></header>'), 0, 0, 1000, 80);
    expect(uncovered(image, picture, host)).toEqual({ x: 100, y: 80, width: 500, height: 520 });
  });

  it('leaves nothing under a scrim', () => {
    page.put(add('<div style="position: fixed"></div>'), 0, 0, 1000, 800);
    expect(uncovered(image, picture, host)).toBeNull();
  });

  it('sees a picture inside the fixed modal that holds it', () => {
    const modal = add('<div style="position: fixed"></div>');
    modal.append(image);
    page.put(modal, 0, 0, 1000, 800);
    page.put(image, 100, 0, 500, 600);
    page.put(host, 0, 0, 1000, 800);
    expect(uncovered(image, picture, host)).toEqual(picture);
  });

  it('lets small things over the picture pass', () => {
    page.put(add('<div style="position: fixed"></div>'), 300, 250, 100, 100);
    expect(uncovered(image, picture, host)).toEqual(picture);
  });

  it('is not taken in by what lies over it in the flow of the page', () => {
    page.put(add('<div></div>'), 0, 0, 1000, 80);
    expect(uncovered(image, picture, host)).toEqual(picture);
  });
});

describe('cutOff', () => {
  it('keeps the larger part on either side of a band', () => {
    const band = { x: 0, y: 100, width: 1000, height: 50 };
    expect(cutOff(picture, band)).toEqual({ x: 100, y: 150, width: 500, height: 450 });
    expect(cutOff(picture, { ...band, y: 500 })).toEqual({ ...picture, height: 500 });
  });
});

describe('freeCorner', () => {
  it('is the bottom left', () => {
    expect(freeCorner(image, picture, host)).toBe('bottom-left');
  });

  it('makes way for controls of the page', () => {
    page.put(add('<a href="https://shop.example">Visit</a>'), 110, 540, 90, 40);
    expect(freeCorner(image, picture, host)).toBe('top-left');
    page.put(add('<button><b>Back</b></button>'), 104, 4, 60, 60);
    expect(freeCorner(image, picture, host)).toBe('top-right');
  });

  it('makes way with the button beside the mark, as far as there is a corner for both', () => {
    page.put(add('<button>Share</button>'), 270, 550, 90, 40);
    expect(freeCorner(image, picture, host)).toBe('top-left');
    for (const [x, y] of [
      [270, 4],
      [340, 4],
      [340, 550],
    ] as const) {
      page.put(add('<button>Share</button>'), x, y, 90, 40);
    }
    // None is free for both: the mark comes first.
    expect(freeCorner(image, picture, host)).toBe('bottom-left');
  });

  it('does not take the link around the picture for a control', () => {
    const link = add('<a href="https://shop.example"></a>');
    link.append(image);
    page.put(link, 100, 0, 500, 600);
    const layer = add('<div role="button"></div>');
    page.put(layer, 100, 0, 500, 600);
    expect(freeCorner(image, picture, host)).toBe('bottom-left');
  });
});

describe('controlsArea', () => {
  it('lies inside the corner, and takes less of a small picture', () => {
    expect(controlsArea('bottom-left', picture)).toMatchObject({ x: 112, y: 552, height: 36 });
    const small = { x: 0, y: 0, width: 90, height: 60 };
    const area = controlsArea('top-right', small);
    expect(area.x + area.width).toBeLessThanOrEqual(90);
    expect(area.width).toBeLessThan(controlsArea('top-right', picture).width);
  });

  it('has the button in words, as an icon, or not at all, as there is room', () => {
    const wide = (width: number) => ({ x: 0, y: 0, width, height: 400 });
    const widths = [500, 280, 160, 100].map((width) => controlsArea('top-left', wide(width)).width);
    expect(widths).toEqual([...widths].sort((a, b) => b - a));
    expect(new Set(widths).size).toBe(4);
    expect([500, 280, 160, 100].map((width) => hasRoomToPick(wide(width)))).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect([500, 280, 160].map((width) => pickShowsText(wide(width)))).toEqual([
      true,
      false,
      false,
    ]);
  });
});
