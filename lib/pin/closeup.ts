import {
  isWholePicture,
  pinimgUrl,
  type ShownPicture,
  shownPicture,
  signatureOf,
} from './images.ts';
import {
  ANY_PICTURE,
  CLOSEUP_MEDIA,
  CLOSEUP_NAME,
  DIALOG,
  ID_ATTRIBUTE,
  ID_CONTAINER,
  ID_CONTAINER_PREFIX,
  NOT_THE_PIN,
  PIN_LINK,
} from './selectors.ts';
import { pinIdFromUrl } from './url.ts';

/** What a closeup shows: a picture, or a player with its poster. */
export type Media = HTMLImageElement | HTMLVideoElement;

const ANY_CLOSEUP_MEDIA = CLOSEUP_MEDIA.join(',');

/** The shortest side, in CSS pixels, of a picture that may be a closeup without any anchor. */
const SHORTEST_SIDE = 200;

/** How many boxes around a slide may belong to its carousel. */
const CLIPPING_LEVELS = 12;

export interface CloseupOptions {
  /**
   * md5s of the pin's pictures, where they are known: these are preferred to all else. The slide of
   * a carousel that is in view comes first, else the earliest of this set.
   */
  expected?: ReadonlySet<string>;
  /** Elements known to be of another pin. They are passed over. */
  isForeign?: (element: Element) => boolean;
  /** Whether the largest picture may do when no anchor matches. Default true. */
  lastResort?: boolean;
}

export interface Closeup {
  /** The open pin's picture or player; null when it has not been found. */
  media: Media | null;
  /** Everything else that looks like a closeup, such as that of the page below a modal. */
  rivals: readonly Media[];
}

/**
 * The closeup of the open pin, in a modal or a full page. Candidates come from the anchors of all
 * eras; of several the best is the one whose md5 is expected, then the one in a container that
 * carries the pin's id, the one that is laid out, in view within its carousel, not covered by
 * another, in a dialog, playing, earliest of the expected, with the surest anchor, the largest, and
 * the first in the last closeup of the document.
 *
 * @param id the pin's id from the URL.
 */
export function findCloseup(document: Document, id: string, options: CloseupOptions = {}): Closeup {
  const { expected = new Set(), isForeign = () => false, lastResort = true } = options;
  const all = closeupCandidates(document).filter((media) => !isOfAnotherPin(media, id));
  const own = all.filter((media) => !isForeign(media));
  const media =
    best(own, id, expected) ?? (lastResort ? largest(document, expected, isForeign) : null);
  return { media, rivals: all.filter((other) => other !== media) };
}

/**
 * The `<img>` of the open pin's closeup; null when there is none, or it is a video.
 *
 * @param expectedSignature md5 of the pin's picture, where it is known.
 */
export function findCloseupImage(
  document: Document,
  id: string,
  expectedSignature?: string,
): HTMLImageElement | null {
  const expected = new Set(expectedSignature === undefined ? [] : [expectedSignature]);
  const { media } = findCloseup(document, id, { expected });
  return media && isImage(media) ? media : null;
}

/** Every element that an anchor calls a closeup and that shows a whole picture, or plays. */
function closeupCandidates(document: Document): Media[] {
  // By tag and name first: a list of selectors over a whole page of Pinterest takes long.
  return [...document.getElementsByTagName('img'), ...document.getElementsByTagName('video')]
    .filter((media) => isNamedCloseup(media) && media.matches(ANY_CLOSEUP_MEDIA))
    .filter((media) => !isImage(media) || isWholePicture(mediaUrl(media)));
}

/** Whether the element or one around it bears a name such as every anchor of a closeup has. */
function isNamedCloseup(media: Media): boolean {
  if (CLOSEUP_NAME.test(media.getAttribute('elementtiming') ?? '')) return true;
  for (let at = media.parentElement; at; at = at.parentElement) {
    if (CLOSEUP_NAME.test(at.getAttribute('data-test-id') ?? '') || CLOSEUP_NAME.test(at.id)) {
      return true;
    }
  }
  return false;
}

/**
 * The md5 of the picture by which links on the page show a pin, known before its closeup mounts.
 * Null when no thumbnail leads to it.
 */
export function thumbnailSignature(document: Document, id: string): string | null {
  for (const link of document.querySelectorAll<HTMLAnchorElement>(`a[href*="${id}"]`)) {
    const image = link.querySelector('img');
    const signature = image && pinIdFromUrl(link.href) === id ? mediaSignature(image) : null;
    if (signature !== null) return signature;
  }
  return null;
}

/** The picture that an `<img>` shows, or the poster of a player; null when it is none of Pinterest's. */
export function pictureOf(media: Media): ShownPicture | null {
  if (isImage(media)) return shownPicture(media);
  const poster = pinimgUrl(media.poster);
  return poster === null
    ? null
    : { current: { url: poster, width: null, height: null }, offered: [] };
}

/** Whether the page gives the element room; never where nothing is laid out. */
export function isLaidOut(element: Element): boolean {
  return areaOf(element) > 0;
}

/** The md5 of the picture, or of the poster. */
export function mediaSignature(media: Media): string | null {
  return signatureOf(mediaUrl(media));
}

export function isImage(media: Media): media is HTMLImageElement {
  return media.localName === 'img';
}

export function isMedia(element: Element): element is Media {
  return element.localName === 'img' || element.localName === 'video';
}

function mediaUrl(media: Media): string | null {
  return pictureOf(media)?.current.url ?? null;
}

function isOfAnotherPin(media: Media, id: string): boolean {
  const container = media.closest(ID_CONTAINER);
  if (container && container.id !== ID_CONTAINER_PREFIX + id) return true;
  const named = media.closest(`[${ID_ATTRIBUTE}]`)?.getAttribute(ID_ATTRIBUTE) ?? linkedPin(media);
  return named !== null && named !== id;
}

function linkedPin(media: Media): string | null {
  const link = media.closest<HTMLAnchorElement>(PIN_LINK);
  return link ? pinIdFromUrl(link.href) : null;
}

function best(
  candidates: readonly Media[],
  id: string,
  expected: ReadonlySet<string>,
): Media | null {
  const [only] = candidates;
  if (only === undefined || candidates.length === 1) return only ?? null;
  const ranked = candidates
    .map((media, order) => ({ media, rank: rankOf(media, order, candidates, id, expected) }))
    .sort((a, b) => compare(b.rank, a.rank));
  return ranked[0]?.media ?? null;
}

/** Comparable from the left; the larger is the better. */
function rankOf(
  media: Media,
  order: number,
  candidates: readonly Media[],
  id: string,
  expected: ReadonlySet<string>,
): number[] {
  const area = areaOf(media);
  const signature = mediaSignature(media) ?? '';
  return [
    Number(expected.has(signature)),
    Number(media.closest(ID_CONTAINER)?.id === ID_CONTAINER_PREFIX + id),
    Number(area > 0),
    Number(isInView(media)),
    Number(!isCovered(media, candidates)),
    Number(media.closest(DIALOG) !== null),
    Number(!isImage(media)),
    -[...expected].indexOf(signature),
    -CLOSEUP_MEDIA.findIndex((selector) => media.matches(selector)),
    area,
    candidates.findIndex((other) => namedBox(other) === namedBox(media)),
    -order,
  ];
}

/** The nearest box around the media that has a name; slides of one carousel share it. */
function namedBox(media: Media): Element | null {
  return media.parentElement?.closest('[data-test-id], [id]') ?? null;
}

function compare(a: readonly number[], b: readonly number[]): number {
  const difference = a.findIndex((value, n) => value !== b[n]);
  return difference === -1 ? 0 : (a[difference] ?? 0) - (b[difference] ?? 0);
}

/** Whether something that holds another candidate lies over the middle of what is seen of this one. */
function isCovered(media: Media, candidates: readonly Media[]): boolean {
  const { ownerDocument: document } = media;
  const view = document.defaultView;
  if (!view || !('elementsFromPoint' in document)) return false;
  const { left, top, right, bottom } = media.getBoundingClientRect();
  const x = (Math.max(left, 0) + Math.min(right, view.innerWidth)) / 2;
  const y = (Math.max(top, 0) + Math.min(bottom, view.innerHeight)) / 2;
  // Nothing lies at a point outside the window, so what is scrolled away is not covered.
  const stack = document.elementsFromPoint(x, y);
  const depth = stack.findIndex((element) => element.contains(media));
  const above = depth === -1 ? stack : stack.slice(0, depth);
  return above.some((element) =>
    candidates.some((other) => other !== media && element.contains(other)),
  );
}

/**
 * Whether the middle of the element lies within the boxes around it that could clip it sideways:
 * of a carousel's slides this is true of the one that is shown. The page scrolls up and down, so
 * only the horizontal counts.
 */
function isInView(media: Media): boolean {
  const { left, right } = media.getBoundingClientRect();
  const middle = (left + right) / 2;
  let ancestor = media.parentElement;
  for (let level = 0; ancestor && level < CLIPPING_LEVELS; level++) {
    const box = ancestor.getBoundingClientRect();
    const view = ancestor.ownerDocument.defaultView;
    const clips =
      box.width > 0 && view !== null && view.getComputedStyle(ancestor).overflowX !== 'visible';
    if (clips && (middle < box.left || middle > box.right)) return false;
    ancestor = ancestor.parentElement;
  }
  return true;
}

/** Without anchors: the largest picture on the page that is no thumbnail. */
function largest(
  document: Document,
  expected: ReadonlySet<string>,
  isForeign: (element: Element) => boolean,
): Media | null {
  const pictures = [...document.querySelectorAll<HTMLImageElement>(ANY_PICTURE)]
    .filter(
      (image) =>
        image.closest(NOT_THE_PIN) === null &&
        linkedPin(image) === null &&
        isWholePicture(mediaUrl(image)) &&
        !isForeign(image),
    )
    .filter((image) => {
      const { width, height } = image.getBoundingClientRect();
      return Math.min(width, height) >= SHORTEST_SIDE;
    })
    .map((image) => ({
      image,
      rank: [Number(expected.has(mediaSignature(image) ?? '')), areaOf(image)],
    }))
    .sort((a, b) => compare(b.rank, a.rank));
  return pictures[0]?.image ?? null;
}

function areaOf(element: Element): number {
  const { width, height } = element.getBoundingClientRect();
  return width * height;
}
