import { cleanText } from '../pin/text.ts';
import { centerOf, intersect, type Rect } from './geometry.ts';
import { toRect } from './occlusion.ts';
import { measureShown, type ShownPicture } from './track-image.ts';

/** A picture of a page that can be seen well enough to be looked at. */
export interface FoundPicture {
  element: Element;
  shown: ShownPicture;
  /** Tells another picture in the same element from this one. */
  source: string;
  /** What the page calls it, as one plain line; null where it does not. */
  name: string | null;
}

/** Less than this a side, in pixels, and it is an icon or a thumbnail. */
const SMALLEST_SIDE = 100;

/** An image file of fewer pixels a side is a placeholder that is stretched. */
const SMALLEST_FILE = 32;

/** The share of a picture that has to be in view. */
const IN_VIEW = 0.6;

/** Longer than this many times its other side, and it is a banner. */
const LONGEST_FORMAT = 4;

/** A background that covers more of the viewport is the page's own. */
const LARGEST_BACKGROUND = 0.6;

/** Two that share more of the smaller lie on each other: shops keep a second view underneath. */
const SAME_PLACE = 0.8;

/** Rounded by this share of its side, a picture is a person's. */
const ROUND = 0.45;

/** How far from a picture's box the box of a wrapper that rounds it may be, in pixels. */
const SAME_BOX = 2;

const LONGEST_SOURCE = 400;
const LONGEST_NAME = 80;

/**
 * The pictures of a page that can be seen now, from the top: images and CSS backgrounds, also
 * inside open shadow roots, without icons, avatars, banners and what lies under another.
 *
 * @param host our own element, which does not count
 */
export function findPictures(document: Document, host: Element): FoundPicture[] {
  const { clientWidth: width, clientHeight: height } = document.documentElement;
  const viewport = { x: 0, y: 0, width, height };
  const found: FoundPicture[] = [];
  for (const element of elementsOf(document)) {
    if (element === host || !couldBe(toRect(element.getBoundingClientRect()), viewport)) continue;
    const source = sourceOf(element, viewport);
    if (source === null) continue;
    const shown = measureShown(element, host);
    if (!shown || !isLargeEnough(shown) || isHidden(element) || isRound(element)) continue;
    found.push({ element, shown, source, name: nameOf(element) });
  }
  return onTop(found, document).sort(
    (a, b) => a.shown.visible.y - b.shown.visible.y || a.shown.visible.x - b.shown.visible.x,
  );
}

/** What an element shows as its picture; null where it shows none. */
export function sourceOf(element: Element, viewport: Rect): string | null {
  if (element instanceof HTMLImageElement) {
    const { complete, naturalWidth, naturalHeight, currentSrc, src } = element;
    const isThere = complete && Math.min(naturalWidth, naturalHeight) >= SMALLEST_FILE;
    return isThere ? shortened(currentSrc || src) : null;
  }
  const { backgroundImage } = getComputedStyle(element);
  if (!backgroundImage.includes('url(') || element.querySelector('img')) return null;
  const box = toRect(element.getBoundingClientRect());
  return areaOf(box) > areaOf(viewport) * LARGEST_BACKGROUND ? null : shortened(backgroundImage);
}

function* elementsOf(root: ParentNode): Generator<Element> {
  for (const element of root.querySelectorAll('*')) {
    yield element;
    if (element.shadowRoot) yield* elementsOf(element.shadowRoot);
  }
}

/** The cheap part of the question, asked of every element. */
function couldBe(box: Rect, viewport: Rect): boolean {
  const inView = intersect(box, viewport);
  return inView !== null && Math.min(inView.width, inView.height) >= SMALLEST_SIDE;
}

function isLargeEnough({ painted, visible }: ShownPicture): boolean {
  const { width, height } = visible;
  return (
    Math.min(width, height) >= SMALLEST_SIDE &&
    Math.max(painted.width / painted.height, painted.height / painted.width) <= LONGEST_FORMAT &&
    areaOf(visible) >= areaOf(painted) * IN_VIEW
  );
}

function isHidden(element: Element): boolean {
  return !element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
}

/** Whether the picture, or a wrapper of its size, is cut to a circle. */
function isRound(element: Element): boolean {
  const own = element.getBoundingClientRect();
  for (let node: Element | null = element; node; node = node.parentElement) {
    const { width, height } = node.getBoundingClientRect();
    if (Math.abs(width - own.width) > SAME_BOX || Math.abs(height - own.height) > SAME_BOX) break;
    const radius = getComputedStyle(node).borderTopLeftRadius;
    const length = Number.parseFloat(radius) || 0;
    const share = radius.includes('%') ? length / 100 : length / Math.max(1, width);
    if (share >= ROUND) return true;
  }
  return false;
}

/** Of pictures in one place, the one that lies on the others. */
function onTop(found: readonly FoundPicture[], document: Document): FoundPicture[] {
  return found.filter((picture, index) => {
    const { visible } = picture.shown;
    const rivals = found.filter(
      (other, at) =>
        at !== index &&
        areaOf(intersect(visible, other.shown.visible) ?? NOWHERE) >=
          Math.min(areaOf(visible), areaOf(other.shown.visible)) * SAME_PLACE,
    );
    if (rivals.length === 0) return true;
    const { x, y } = centerOf(visible);
    const stack = document.elementsFromPoint(x, y);
    /** The lower the nearer; what does not react to the pointer is judged by the document's order. */
    const depth = (element: Element): number => {
      const at = stack.indexOf(element);
      return at < 0 ? stack.length : at;
    };
    return rivals.every((rival) => {
      const [own, other] = [depth(picture.element), depth(rival.element)];
      return own === other ? index > found.indexOf(rival) : own < other;
    });
  });
}

const NOWHERE: Rect = { x: 0, y: 0, width: 0, height: 0 };

function areaOf({ width, height }: Rect): number {
  return width * height;
}

/** What the page calls a picture: its text, else that of the link around it. */
function nameOf(element: Element): string | null {
  const link = element.closest('a, button, figure, [role="link"]');
  const candidates = [
    element.getAttribute('alt'),
    element.getAttribute('aria-label'),
    element.getAttribute('title'),
    link?.getAttribute('aria-label'),
    link?.getAttribute('title'),
    link?.textContent,
  ];
  for (const candidate of candidates) {
    const name = cleanText(candidate, LONGEST_NAME);
    if (name !== null) return name;
  }
  return null;
}

/** A picture may be in its own address, megabytes of it. */
function shortened(source: string): string {
  return `${source.slice(0, LONGEST_SOURCE)} ${source.length}`;
}
