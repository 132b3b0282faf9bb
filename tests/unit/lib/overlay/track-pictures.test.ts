// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Frames, trackPictures } from '../../../../lib/overlay/track-pictures.ts';
import { add, layOut } from './page.ts';

let page: ReturnType<typeof layOut>;
let host: Element;
let pictures: Map<number, Element>;
let tracking: AbortController;
let told: Frames[];

const put = (key: number, x: number, y: number): Element => {
  const element = pictures.get(key) ?? add('<img alt="">');
  pictures.set(key, element);
  page.put(element, x, y, 200, 200);
  return element;
};
const track = () =>
  trackPictures({
    window,
    host,
    pictures: () => pictures,
    onFrames: (frames) => told.push(frames),
    signal: tracking.signal,
  });
const frames = (count: number) => vi.waitFor(() => expect(told).toHaveLength(count));
const settle = async () => {
  await new Promise((resolve) => setTimeout(resolve, 200));
  await new Promise(requestAnimationFrame);
};

beforeEach(() => {
  page = layOut({ width: 1000, height: 800 });
  host = add('<magpie-ranking></magpie-ranking>');
  page.put(host, 0, 0, 0, 0);
  pictures = new Map();
  tracking = new AbortController();
  told = [];
});
afterEach(() => {
  tracking.abort();
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

describe('trackPictures', () => {
  it('tells where those in view are, and again when one has moved', async () => {
    put(1, 20, 20);
    put(2, 20, 300);
    put(3, 20, 2_000);
    track().refresh();
    await frames(1);
    expect([...(told[0] ?? [])].map(([key, { visible }]) => [key, visible.y])).toEqual([
      [1, 20],
      [2, 300],
    ]);
    put(1, 20, -50);
    put(3, 20, 700);
    document.body.dispatchEvent(new Event('scroll'));
    await frames(2);
    expect([...(told[1] ?? [])].map(([key, { visible }]) => [key, visible.y])).toEqual([
      [1, 0],
      [2, 300],
      [3, 700],
    ]);
    window.dispatchEvent(new Event('resize'));
    await settle();
    expect(told).toHaveLength(2);
  });

  it('tells pictures apart that come to the same place', async () => {
    put(1, 20, 20);
    const tracker = track();
    tracker.refresh();
    await frames(1);
    pictures.clear();
    put(2, 20, 20);
    tracker.refresh();
    await frames(2);
    expect([...(told[1]?.keys() ?? [])]).toEqual([2]);
  });

  it('measures anew when the page changes, but not for what is ours', async () => {
    put(1, 20, 20);
    track().refresh();
    await frames(1);
    put(1, 20, 60);
    host.setAttribute('style', 'color: red');
    await settle();
    expect(told).toHaveLength(1);
    document.body.setAttribute('class', 'shifted');
    await frames(2);
  });

  it('ends with its signal', async () => {
    put(1, 20, 20);
    const tracker = track();
    tracker.refresh();
    await frames(1);
    put(1, 20, 60);
    tracking.abort();
    tracker.refresh();
    document.body.dispatchEvent(new Event('scroll'));
    document.body.setAttribute('class', '');
    await settle();
    expect(told).toHaveLength(1);
  });
});
