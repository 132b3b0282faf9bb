import { contains, expand, intersect, type Point, type Rect } from './geometry.ts';

/** A corner of the visible picture, in the order in which the mark prefers them. */
export const CORNERS = ['bottom-left', 'top-left', 'top-right', 'bottom-right'] as const;
export type Corner = (typeof CORNERS)[number];

/** The area that the mark takes, and its distance from the corner's edges, in pixels. */
const MARK = { width: 124, height: 36, inset: 12 };

/** The same on a picture too small for it, where the mark shows its count only. */
const COMPACT_MARK = { width: 60, height: 30, inset: 4 };

/** What the button beside the mark takes further, with the gap between them, in pixels. */
const PICK = { text: 136, icon: 48, compact: 38 };

/** From this width of the picture on, the button beside the mark has words. */
const PICK_TEXT_NEEDS = 300;

/** And below this there is no room for it. */
const PICK_NEEDS = 112;

/** A picture narrower or lower than this (pixels) gets the compact mark. */
const FULL_MARK_NEEDS = { width: 200, height: 96 };

/** Elements that react to a click, as Pinterest marks them up. */
const CONTROLS = 'a[href], button, input, select, textarea, [role="button"], [role="link"]';

/** A header or a scrim is cut off the picture; this many of them may lie over each other. */
const MAX_COVERS = 3;

/** How far from an edge the page is probed for what covers it, in pixels. */
const EDGE = 4;

/**
 * The part of a picture that nothing of the page lies over: a fixed header is cut off, a modal's
 * scrim leaves nothing. Small things over the picture (buttons, menus) are let pass: they come
 * with the picture or close again soon.
 *
 * @param image the picture's element.
 * @param visible its part inside the viewport and its clipping ancestors.
 * @param host our own element, which does not count.
 * @returns `null` where nothing is left.
 */
export function uncovered(image: Element, visible: Rect, host: Element): Rect | null {
  let rest: Rect | null = visible;
  for (let cut = 0; cut < MAX_COVERS; cut++) {
    const cover = coverOf(image, rest, host);
    if (!cover) return rest;
    rest = cutOff(rest, cover);
    if (!rest) return null;
  }
  return rest;
}

/**
 * What is left of a rectangle under a cover that spans its whole width: the larger of the strips
 * above and below; the rectangle itself where the cover spans less.
 */
export function cutOff(rect: Rect, cover: Rect): Rect | null {
  const spans = cover.x <= rect.x + 1 && cover.x + cover.width >= rect.x + rect.width - 1;
  if (!spans) return rect;
  const above = intersect(rect, { ...rect, height: cover.y - rect.y });
  const top = cover.y + cover.height;
  const below = intersect(rect, { ...rect, y: top, height: rect.y + rect.height - top });
  return (above?.height ?? 0) > (below?.height ?? 0) ? above : below;
}

/** The rectangle of a layer of the page over `rect`, where one spans it at an edge or the middle. */
function coverOf(image: Element, rect: Rect, host: Element): Rect | null {
  const x = rect.x + rect.width / 2;
  const probes: Point[] = [
    { x, y: rect.y + Math.min(EDGE, rect.height / 2) },
    { x, y: rect.y + rect.height / 2 },
    { x, y: rect.y + rect.height - Math.min(EDGE, rect.height / 2) },
  ];
  for (const probe of probes) {
    const layer = layerAt(image, probe, host);
    const cover = layer && toRect(layer.getBoundingClientRect());
    if (cover && contains(cover, probe) && cutOff(rect, cover) !== rect) return cover;
  }
  return null;
}

/** The fixed or sticky layer that lies over the picture at a point: one that is not its own. */
function layerAt(image: Element, { x, y }: Point, host: Element): Element | null {
  const top = image.ownerDocument.elementsFromPoint(x, y).find((element) => element !== host);
  for (let element = top ?? null; element; element = element.parentElement) {
    if (element.contains(image)) return null;
    if (/fixed|sticky/.test(getComputedStyle(element).position)) return element;
  }
  return null;
}

/**
 * The first corner where the mark and the button beside it would lie over none of the page's own
 * controls, else where the mark alone would not; the preferred one where all are taken. A control that spans most of the picture is the picture's own link.
 */
export function freeCorner(image: Element, visible: Rect, host: Element): Corner {
  const isFree = (area: Rect): boolean =>
    [0.05, 0.25, 0.5, 0.75, 0.95].every((share) => {
      const x = area.x + area.width * share;
      const y = area.y + area.height / 2;
      const top = image.ownerDocument.elementsFromPoint(x, y).find((element) => element !== host);
      const control = top?.closest(CONTROLS);
      if (!control || control.contains(image)) return true;
      const { width, height } = control.getBoundingClientRect();
      return width * height > (visible.width * visible.height) / 2;
    });
  return (
    CORNERS.find((corner) => isFree(controlsArea(corner, visible))) ??
    CORNERS.find((corner) => isFree(markArea(corner, visible))) ??
    CORNERS[0]
  );
}

/** Whether a picture has too little room in view for the full mark. */
export function needsCompactMark(visible: Rect): boolean {
  return visible.width < FULL_MARK_NEEDS.width || visible.height < FULL_MARK_NEEDS.height;
}

/** The area in which the mark lies, and what it unfolds: the visible picture without its rim. */
export function markRoom(visible: Rect): Rect {
  return expand(visible, -markSize(visible).inset);
}

/** Whether a picture has room for the button beside the mark. */
export function hasRoomToPick(visible: Rect): boolean {
  return visible.width >= PICK_NEEDS;
}

/** Whether that button says in words what it does. */
export function pickShowsText(visible: Rect): boolean {
  return visible.width >= PICK_TEXT_NEEDS && !needsCompactMark(visible);
}

/** The area that the mark and the button beside it take in a corner of the visible picture. */
export function controlsArea(corner: Corner, visible: Rect): Rect {
  const { width, height } = markSize(visible);
  return inCorner(corner, visible, { width: width + pickWidth(visible), height });
}

function pickWidth(visible: Rect): number {
  if (!hasRoomToPick(visible)) return 0;
  if (needsCompactMark(visible)) return PICK.compact;
  return pickShowsText(visible) ? PICK.text : PICK.icon;
}

/** The area that the mark takes in a corner of the visible picture. */
function markArea(corner: Corner, visible: Rect): Rect {
  return inCorner(corner, visible, markSize(visible));
}

function inCorner(
  corner: Corner,
  visible: Rect,
  { width, height }: { width: number; height: number },
): Rect {
  const room = markRoom(visible);
  return {
    x: corner.endsWith('left') ? room.x : room.x + room.width - width,
    y: corner.startsWith('top') ? room.y : room.y + room.height - height,
    width,
    height,
  };
}

function markSize(visible: Rect): typeof MARK {
  return needsCompactMark(visible) ? COMPACT_MARK : MARK;
}

/** A DOM rectangle as a plain one. */
export function toRect({ x, y, width, height }: DOMRect): Rect {
  return { x, y, width, height };
}
