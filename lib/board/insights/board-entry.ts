import type { Pin } from '../../pin/pin.ts';
import type { PinLook } from '../pin-look.ts';

/** A pin of a board and what Magpie found in it: what all insights are made of. */
export interface BoardEntry {
  pin: Pin;
  look: PinLook;
}

/** Something that several pins have, with those pins in the board's order. */
export interface Shared {
  value: string;
  pinIds: string[];
}

/** Gathers what pins share. */
export class Tally {
  readonly #pins = new Map<string, Set<string>>();

  /** Notes that a pin has these values; each counts once a pin. */
  add(pinId: string, values: Iterable<string>): void {
    for (const value of values) {
      const pins = this.#pins.get(value);
      if (pins) pins.add(pinId);
      else this.#pins.set(value, new Set([pinId]));
    }
  }

  /** What has been gathered, what most pins have first; of equals in the order of the alphabet. */
  all(): Shared[] {
    return [...this.#pins]
      .map(([value, pins]) => ({ value, pinIds: [...pins] }))
      .sort((a, b) => b.pinIds.length - a.pinIds.length || (a.value < b.value ? -1 : 1));
  }
}
