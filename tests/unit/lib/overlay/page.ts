import { vi } from 'vitest';
import type { Rect } from '../../../../lib/overlay/geometry.ts';

/**
 * Gives jsdom, which has no layout, the layout that a test needs: elements lie where they are
 * put, and the last one put at a point is on top.
 */
export function layOut(viewport: { width: number; height: number }) {
  const placed = new Map<Element, Rect>();
  const root = document.documentElement;
  vi.spyOn(root, 'clientWidth', 'get').mockReturnValue(viewport.width);
  vi.spyOn(root, 'clientHeight', 'get').mockReturnValue(viewport.height);
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(function (this: Element) {
    const { x, y, width, height } = placed.get(this) ?? { x: 0, y: 0, ...viewport };
    return DOMRect.fromRect({ x, y, width, height });
  });
  document.elementsFromPoint = (x, y) =>
    [...placed]
      .filter(([element]) => element.isConnected)
      .filter(([, at]) => x >= at.x && x <= at.x + at.width && y >= at.y && y <= at.y + at.height)
      .map(([element]) => element)
      .reverse();
  return {
    put(element: Element, x: number, y: number, width: number, height: number): void {
      placed.delete(element);
      placed.set(element, { x, y, width, height });
    },
  };
}

/** Appends an element made from markup. */
export function add(markup: string, parent: Element = document.body): HTMLElement {
  const template = document.createElement('template');
  template.innerHTML = markup;
  const element = template.content.firstElementChild;
  if (!(element instanceof HTMLElement)) throw new Error(`not an element: ${markup}`);
  parent.append(element);
  return element;
}
