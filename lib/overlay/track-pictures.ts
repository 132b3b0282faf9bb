import { measureShown, type ShownPicture } from './track-image.ts';

/** How long changes of the page gather before pictures are measured again, in milliseconds. */
const PAGE_CHANGE_DELAY = 150;

/** Where each picture in view is now, by the number that it was given. */
export type Frames = ReadonlyMap<number, ShownPicture>;

/** Follows pictures over the screen. */
export interface PictureTracker {
  /** Measures with the next frame, for pictures that are new. */
  refresh(): void;
}

/**
 * Follows many pictures at once: over scrolling, resizing, zooming and changes of the page, with
 * one set of listeners for all of them. Measures at most once a frame.
 *
 * @param options.pictures the elements to follow with their numbers, asked each time
 * @param options.host our own element, which does not count as lying over a picture
 * @param options.onFrames gets the frames whenever one of them has changed
 * @param options.signal ends it
 */
export function trackPictures(options: {
  window: Window & typeof globalThis;
  pictures: () => Iterable<readonly [key: number, element: Element]>;
  host: Element;
  onFrames: (frames: Frames) => void;
  signal: AbortSignal;
}): PictureTracker {
  const { window, pictures, host, onFrames, signal } = options;
  const { document } = window;
  let last = '';
  let frameRequest = 0;
  let pageChange: ReturnType<typeof setTimeout> | undefined;

  const measure = (): void => {
    frameRequest = 0;
    if (signal.aborted) return;
    const frames = new Map<number, ShownPicture>();
    for (const [key, element] of pictures()) {
      const shown = isNearView(element) ? measureShown(element, host) : null;
      if (shown) frames.set(key, shown);
    }
    const key = JSON.stringify([...frames]);
    if (key === last) return;
    last = key;
    onFrames(frames);
  };
  const isNearView = (element: Element): boolean => {
    const { top, bottom, left, right } = element.getBoundingClientRect();
    const { clientWidth, clientHeight } = document.documentElement;
    return bottom > 0 && right > 0 && top < clientHeight && left < clientWidth;
  };
  const refresh = (): void => {
    if (!signal.aborted) frameRequest ||= window.requestAnimationFrame(measure);
  };

  const observer = new MutationObserver((records) => {
    if (records.every(({ target }) => host.contains(target))) return;
    pageChange ??= setTimeout(() => {
      pageChange = undefined;
      refresh();
    }, PAGE_CHANGE_DELAY);
  });
  observer.observe(document, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['class', 'style', 'hidden', 'open', 'src', 'srcset'],
  });
  const listening = { passive: true, capture: true, signal };
  for (const type of ['scroll', 'load', 'transitionend', 'fullscreenchange']) {
    document.addEventListener(type, refresh, listening);
  }
  window.addEventListener('resize', refresh, listening);
  window.visualViewport?.addEventListener('resize', refresh, listening);
  window.visualViewport?.addEventListener('scroll', refresh, listening);
  signal.addEventListener('abort', () => {
    observer.disconnect();
    window.cancelAnimationFrame(frameRequest);
    clearTimeout(pageChange);
  });
  return { refresh };
}
