import { autoUpdate, getOverflowAncestors } from '@floating-ui/dom';
import { intersect, type Rect } from './geometry.ts';
import { paintedRect } from './object-fit.ts';
import { type Corner, freeCorner, toRect, uncovered } from './occlusion.ts';

/** What of a picture is on the screen, in CSS pixels of the viewport. */
export interface ShownPicture {
  /** Where the whole image is (or, cropped by `object-fit`, would be) painted. */
  picture: Rect;
  /** The part of it that is painted, in view or not: all but what `object-fit` crops. */
  painted: Rect;
  /** The part of it that can be seen now; the overlay stays inside. */
  visible: Rect;
  /** CSS `border-radius` of `visible`: round where the page rounds the picture's own corners. */
  rounding: string;
}

/** Where a picture is on the screen, and what is around it there. */
export interface PictureFrame extends ShownPicture {
  /** Size of the viewport, without its scroll bars. */
  viewport: { width: number; height: number };
  /** The corner of `visible` where the mark lies over none of the page's controls. */
  corner: Corner;
}

/** A picture of which less than this can be seen, in pixels a side, is not worth drawing on. */
const MIN_VISIBLE = 24;

/** How long changes of the page gather before the picture is measured again, in milliseconds. */
const PAGE_CHANGE_DELAY = 100;

/**
 * Follows an image on the screen: over scrolling of any ancestor, resizing, layout shifts, things
 * that come to lie over it, another source, and its removal. Measures at most once a frame.
 *
 * @param options.host our own element over the page, which does not count as lying over the image.
 * @param options.onFrame gets each new frame; `null` while the image cannot be seen.
 * @param options.onRemoved is called once, when the image leaves the document; tracking has ended.
 * @param options.signal ends the tracking.
 */
export function trackImage(
  image: HTMLImageElement,
  options: {
    host: Element;
    onFrame: (frame: PictureFrame | null) => void;
    onRemoved: () => void;
    signal: AbortSignal;
  },
): void {
  const { host, onFrame, onRemoved, signal } = options;
  if (signal.aborted) return;
  const ended = new AbortController();
  const document = image.ownerDocument;
  let last: string | undefined;
  let frameRequest = 0;
  let pageChange: ReturnType<typeof setTimeout> | undefined;

  const measure = (): void => {
    frameRequest = 0;
    const frame = measurePicture(image, host);
    const key = JSON.stringify(frame);
    if (key === last) return;
    last = key;
    onFrame(frame);
  };
  const schedule = (): void => {
    if (!ended.signal.aborted) frameRequest ||= requestAnimationFrame(measure);
  };
  const stopFollowing = autoUpdate(image, null, schedule);
  const observer = new MutationObserver((records) => {
    if (!image.isConnected) {
      end();
      onRemoved();
    } else if (!records.every((record) => host.contains(record.target))) {
      pageChange ??= setTimeout(() => {
        pageChange = undefined;
        schedule();
      }, PAGE_CHANGE_DELAY);
    }
  });
  const end = (): void => {
    if (ended.signal.aborted) return;
    ended.abort();
    stopFollowing();
    observer.disconnect();
    cancelAnimationFrame(frameRequest);
    clearTimeout(pageChange);
    onFrame(null);
  };
  observer.observe(document, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['class', 'style', 'hidden', 'open'],
  });
  const listening = { passive: true, signal: ended.signal };
  image.addEventListener('load', schedule, listening);
  document.addEventListener('transitionend', schedule, { ...listening, capture: true });
  document.addEventListener('fullscreenchange', schedule, listening);
  signal.addEventListener('abort', end, { once: true, signal: ended.signal });
}

/** Where an image is on the screen now; `null` where too little of it can be seen. */
export function measurePicture(image: HTMLImageElement, host: Element): PictureFrame | null {
  const shown = measureShown(image, host);
  if (!shown) return null;
  const { clientWidth: width, clientHeight: height } = image.ownerDocument.documentElement;
  return {
    ...shown,
    viewport: { width, height },
    corner: freeCorner(image, shown.visible, host),
  };
}

/**
 * What of a picture is on the screen now; `null` where too little of it can be seen. Any element
 * but an image is taken for one that is painted all over its content box.
 */
export function measureShown(element: Element, host: Element): ShownPicture | null {
  const style = getComputedStyle(element);
  if (style.visibility !== 'visible') return null;
  const content = contentBox(element, style);
  const picture =
    element instanceof HTMLImageElement
      ? paintedRect(content, {
          fit: style.objectFit,
          position: style.objectPosition,
          naturalWidth: element.naturalWidth,
          naturalHeight: element.naturalHeight,
        })
      : content;
  const painted = intersect(picture, content);
  const inView = painted && clip(element, painted);
  const visible = inView && uncovered(element, inView, host);
  if (!visible || visible.width < MIN_VISIBLE || visible.height < MIN_VISIBLE) return null;
  return { picture, painted, visible, rounding: roundingOf(element, painted, visible) };
}

/** An element's box without its borders and padding. */
function contentBox(element: Element, style: CSSStyleDeclaration): Rect {
  const box = toRect(element.getBoundingClientRect());
  const px = (value: string): number => Number.parseFloat(value) || 0;
  const left = px(style.borderLeftWidth) + px(style.paddingLeft);
  const right = px(style.borderRightWidth) + px(style.paddingRight);
  const top = px(style.borderTopWidth) + px(style.paddingTop);
  const bottom = px(style.borderBottomWidth) + px(style.paddingBottom);
  return {
    x: box.x + left,
    y: box.y + top,
    width: Math.max(0, box.width - left - right),
    height: Math.max(0, box.height - top - bottom),
  };
}

/** The part of `rect` inside the viewport and the ancestors that clip; a fixed one escapes those above it. */
function clip(element: Element, rect: Rect): Rect | null {
  const { clientWidth, clientHeight } = element.ownerDocument.documentElement;
  const clipping = new Set<unknown>(getOverflowAncestors(element, [], false));
  let rest = intersect(rect, { x: 0, y: 0, width: clientWidth, height: clientHeight });
  for (let node = element.parentElement; node && rest; node = node.parentElement) {
    if (clipping.has(node) && node !== element.ownerDocument.body) {
      rest = intersect(rest, toRect(node.getBoundingClientRect()));
    }
    if (getComputedStyle(node).position === 'fixed') break;
  }
  return rest;
}

/** How far the box of an ancestor that rounds the picture may differ from it, in pixels. */
const SAME_BOX = 2;

/** The rounding of the picture's corners in view, which it or a wrapper of its size may give. */
function roundingOf(image: Element, painted: Rect, visible: Rect): string {
  const radii = [0, 0, 0, 0];
  for (let node: Element | null = image; node; node = node.parentElement) {
    const box = node.getBoundingClientRect();
    const differs =
      Math.abs(box.width - painted.width) > SAME_BOX ||
      Math.abs(box.height - painted.height) > SAME_BOX;
    if (differs) break;
    const style = getComputedStyle(node);
    const own = [
      style.borderTopLeftRadius,
      style.borderTopRightRadius,
      style.borderBottomRightRadius,
      style.borderBottomLeftRadius,
    ];
    for (const [corner, radius] of own.entries()) {
      const length = radius.endsWith('px') ? Number.parseFloat(radius) : 0;
      radii[corner] = Math.max(radii[corner] ?? 0, length);
    }
  }
  const top = Math.abs(visible.y - painted.y) < 1;
  const bottom = Math.abs(visible.y + visible.height - painted.y - painted.height) < 1;
  return radii.map((radius, corner) => `${(corner < 2 ? top : bottom) ? radius : 0}px`).join(' ');
}
