import { type Closeup, isImage, type Media } from './closeup.ts';
import {
  ALT_PREFIX,
  DESCRIPTIONS,
  INTERESTS,
  NOT_THE_PIN,
  RESERVED_SEGMENTS,
  SITE_LINK,
  TITLES,
} from './selectors.ts';
import { cleanInterests, cleanText, TEXT_LIMITS } from './text.ts';

/** What the page's markup says of the open pin; null and empty where it says nothing. */
export interface DomPin {
  title: string | null;
  description: string | null;
  altText: string | null;
  interests: string[];
  board: string | null;
  /** Every element that was taken for a text of the pin, also where it is empty. */
  elements: readonly Element[];
}

/** Elements whose ends are no ends of words. */
const INLINE = new Set(['a', 'b', 'bdi', 'em', 'i', 'mark', 'span', 'strong', 'u', 'wbr']);

/** Elements whose text no reader sees. Description containers hold styles. */
const UNSEEN = new Set(['style', 'script', 'template', 'noscript']);

/**
 * What the page's markup says of the pin whose closeup this is. A text counts as the pin's when
 * no other closeup is nearer to it in the tree, so the texts of a page below a modal stay there.
 * Meta tags, canonical links and ld+json are never read: they often describe another pin.
 *
 * @param isForeign tells elements whose text is known to be of another pin.
 */
export function readDom(
  document: Document,
  closeup: Closeup,
  isForeign: (element: Element) => boolean = () => false,
): DomPin {
  const own = (selectors: readonly string[]) =>
    selectors
      .flatMap((selector) => closeupTexts(document, closeup, selector))
      .filter((element) => !isForeign(element));
  const titles = own(TITLES);
  const descriptions = own(DESCRIPTIONS);
  const interests = own(INTERESTS);
  const title = firstText(titles, TEXT_LIMITS.title);
  const description = firstText(descriptions, TEXT_LIMITS.description);
  const { media } = closeup;
  const neighbour = title?.element ?? description?.element ?? interests[0];
  return {
    title: title?.text ?? null,
    description: description?.text ?? null,
    altText: media && isImage(media) ? altTextOf(media, title?.text ?? null) : null,
    interests: cleanInterests(interests.map(readableText)),
    board: media && neighbour ? boardName(media, neighbour) : null,
    elements: [...titles, ...descriptions, ...interests],
  };
}

/** The caption in `alt`, without the words that Pinterest puts before it. */
function altTextOf(image: HTMLImageElement, title: string | null): string | null {
  const alt = cleanText(image.alt.replace(ALT_PREFIX, ''), TEXT_LIMITS.altText);
  // Where there is no caption, the alt says the title once more.
  return ALT_PREFIX.test(image.alt) && alt === title ? null : alt;
}

/** An element's text as a reader sees it. */
export function readableText(element: Element): string {
  let text = '';
  for (const child of element.childNodes) {
    if (isElement(child)) text += textOfChild(child);
    else if (child.nodeType === child.TEXT_NODE) text += child.nodeValue ?? '';
  }
  return text;
}

function isElement(node: Node): node is Element {
  return node.nodeType === node.ELEMENT_NODE;
}

function textOfChild(child: Element): string {
  if (UNSEEN.has(child.localName)) return '';
  const text = readableText(child);
  return INLINE.has(child.localName) ? text : ` ${text} `;
}

/** The matches that are at least as near to this closeup as to any other, the nearest first. */
function closeupTexts(document: Document, { media, rivals }: Closeup, selector: string): Element[] {
  const matches = [...document.querySelectorAll(selector)];
  if (!media) return rivals.length === 0 ? matches : [];
  return matches
    .map((element) => ({ element, depth: commonDepth(element, media) }))
    .filter(({ element, depth }) => rivals.every((rival) => commonDepth(element, rival) <= depth))
    .sort((a, b) => b.depth - a.depth)
    .map(({ element }) => element);
}

/** How deep in the tree the nearest common ancestor of two nodes lies. */
function commonDepth(a: Element, b: Element): number {
  return depthOf(commonAncestor(a, b));
}

function commonAncestor(a: Element, b: Element): Element | null {
  let ancestor: Element | null = a;
  while (ancestor && !ancestor.contains(b)) ancestor = ancestor.parentElement;
  return ancestor;
}

function depthOf(element: Element | null): number {
  let depth = 0;
  for (let at = element; at; at = at.parentElement) depth++;
  return depth;
}

function firstText(
  elements: readonly Element[],
  limit: number,
): { element: Element; text: string } | null {
  for (const element of elements) {
    const text = cleanText(readableText(element), limit);
    if (text !== null) return { element, text };
  }
  return null;
}

/** The name in a link of the form `/<user>/<board>/`, within what holds both the picture and a text. */
function boardName(media: Media, neighbour: Element): string | null {
  const closeup = commonAncestor(media, neighbour);
  if (!closeup || closeup === media.ownerDocument.body || !closeup.parentElement) return null;
  const links = [...closeup.querySelectorAll(SITE_LINK)].filter(
    (link) => isBoardPath(link.getAttribute('href') ?? '') && link.closest(NOT_THE_PIN) === null,
  );
  return firstText(links, TEXT_LIMITS.board)?.text ?? null;
}

function isBoardPath(path: string): boolean {
  const segments = path
    .replace(/[?#].*$/, '')
    .split('/')
    .filter(Boolean);
  return segments.length === 2 && !segments.some((segment) => RESERVED_SEGMENTS.has(segment));
}
