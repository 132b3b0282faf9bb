import type { PinLook } from '../../../lib/board/pin-look.ts';
import type { Pin } from '../../../lib/pin/pin.ts';

/** Pins p0, p1 and so on, with pictures. */
export function pinsNamed(count: number): Pin[] {
  return Array.from({ length: count }, (_, n) => ({
    id: `p${n}`,
    url: `https://www.pinterest.com/pin/p${n}/`,
    kind: 'image' as const,
    title: `Pin ${n}`,
    description: null,
    altText: null,
    interests: [],
    board: null,
    link: null,
    product: null,
    image: { url: `https://i.pinimg.com/736x/p${n}.jpg`, width: null, height: null },
    fallbackImages: [],
  }));
}

/** A look at a pin in which nothing was found, with `changes`. */
export function lookOf(changes: Partial<PinLook> = {}): PinLook {
  return {
    width: 736,
    height: 1104,
    palette: [],
    styles: [],
    scene: null,
    models: {},
    finds: [],
    terms: [],
    ...changes,
  };
}
