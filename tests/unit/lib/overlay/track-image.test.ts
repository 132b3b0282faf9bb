// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { reveal } from '../../../../lib/overlay/reveal.ts';
import {
  measurePicture,
  type PictureFrame,
  trackImage,
} from '../../../../lib/overlay/track-image.ts';
import { add, layOut } from './page.ts';

let page: ReturnType<typeof layOut>;
let image: HTMLImageElement;
let host: Element;
const tracking = { current: new AbortController() };

beforeEach(() => {
  page = layOut({ width: 1000, height: 800 });
  const wrapper = add('<div id="wrapper"></div>');
  image = wrapper.appendChild(document.createElement('img'));
  host = add('<magpie-overlay></magpie-overlay>');
  page.put(image, 100, 50, 400, 300);
  tracking.current = new AbortController();
});
afterEach(() => {
  tracking.current.abort();
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

/** Tracks the image and collects what it tells. */
function track() {
  const frames: (PictureFrame | null)[] = [];
  const onRemoved = vi.fn();
  const { signal } = tracking.current;
  trackImage(image, { host, onFrame: (frame) => frames.push(frame), onRemoved, signal });
  return { frames, onRemoved };
}

describe('trackImage', () => {
  it('tells where the image is, then only when that changes', async () => {
    const { frames } = track();
    await vi.waitFor(() => expect(frames).toHaveLength(1));
    expect(frames[0]).toMatchObject({
      picture: { x: 100, y: 50, width: 400, height: 300 },
      visible: { x: 100, y: 50, width: 400, height: 300 },
      viewport: { width: 1000, height: 800 },
    });
    page.put(image, 100, 20, 400, 300);
    window.dispatchEvent(new Event('scroll'));
    await vi.waitFor(() => expect(frames).toHaveLength(2));
    expect(frames[1]?.visible.y).toBe(20);
    window.dispatchEvent(new Event('scroll'));
    window.dispatchEvent(new Event('resize'));
    await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    expect(frames).toHaveLength(2);
  });

  it('tells null while the image is out of the viewport, and when it is back', async () => {
    const { frames } = track();
    await vi.waitFor(() => expect(frames).toHaveLength(1));
    page.put(image, 100, -900, 400, 300);
    window.dispatchEvent(new Event('scroll'));
    await vi.waitFor(() => expect(frames).toEqual([expect.anything(), null]));
    page.put(image, 100, 50, 400, 300);
    window.dispatchEvent(new Event('scroll'));
    await vi.waitFor(() => expect(frames).toHaveLength(3));
  });

  it('hides under a modal that the page opens without scrolling', async () => {
    const { frames } = track();
    await vi.waitFor(() => expect(frames).toHaveLength(1));
    page.put(add('<div style="position: fixed"></div>'), 0, 0, 1000, 800);
    await vi.waitFor(() => expect(frames.at(-1)).toBeNull());
  });

  it('ends when the image leaves the document, and says so once', async () => {
    const { frames, onRemoved } = track();
    await vi.waitFor(() => expect(frames).toHaveLength(1));
    document.querySelector('#wrapper')?.remove();
    await vi.waitFor(() => expect(onRemoved).toHaveBeenCalledTimes(1));
    expect(frames.at(-1)).toBeNull();
    const told = frames.length;
    window.dispatchEvent(new Event('scroll'));
    await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    expect(frames).toHaveLength(told);
    expect(onRemoved).toHaveBeenCalledTimes(1);
  });

  it('ends with its signal, hiding what was drawn', async () => {
    const { frames, onRemoved } = track();
    await vi.waitFor(() => expect(frames).toHaveLength(1));
    tracking.current.abort();
    expect(frames.at(-1)).toBeNull();
    image.remove();
    await new Promise(requestAnimationFrame);
    expect(onRemoved).not.toHaveBeenCalled();
  });
});

describe('measurePicture', () => {
  it('keeps to what an ancestor that scrolls lets through', () => {
    const wrapper = image.parentElement;
    if (!wrapper) throw new Error('no wrapper');
    wrapper.style.overflow = 'hidden';
    page.put(wrapper, 0, 0, 1000, 200);
    page.put(image, 100, 50, 400, 300);
    expect(measurePicture(image, host)?.visible).toEqual({
      x: 100,
      y: 50,
      width: 400,
      height: 150,
    });
  });

  it('leaves borders and padding out', () => {
    image.style.cssText = 'border: 2px solid; padding: 8px';
    expect(measurePicture(image, host)?.picture).toEqual({
      x: 110,
      y: 60,
      width: 380,
      height: 280,
    });
  });

  it('rounds only the corners of the picture that are in view', () => {
    image.style.cssText = ['top-left', 'top-right', 'bottom-right', 'bottom-left']
      .map((corner) => `border-${corner}-radius: 16px`)
      .join(';');
    expect(measurePicture(image, host)?.rounding).toBe('16px 16px 16px 16px');
    page.put(image, 100, 700, 400, 300);
    expect(measurePicture(image, host)?.rounding).toBe('16px 16px 0px 0px');
  });

  it('is null for an image that the page hides', () => {
    image.style.visibility = 'hidden';
    expect(measurePicture(image, host)).toBeNull();
  });
});

describe('reveal', () => {
  it('scrolls a box below the viewport to its middle, and leaves one in view alone', () => {
    page.put(image, 100, 50, 400, 1500);
    const frame = measurePicture(image, host);
    if (!frame) throw new Error('no frame');
    const scrollBy = vi.fn();
    window.scrollBy = scrollBy;
    reveal(image, { x: 0, y: 0.1, width: 1, height: 0.1 }, frame);
    expect(scrollBy).not.toHaveBeenCalled();
    reveal(image, { x: 0, y: 0.8, width: 1, height: 0.2 }, frame);
    expect(scrollBy).toHaveBeenCalledWith({ top: 50 + 0.9 * 1500 - 400, behavior: 'instant' });
  });
});
