import type { ColorFamily, Swatch } from '../../analysis.ts';
import { isGeneric } from '../../vision/vocabulary.ts';
import type { BoardEntry } from './board-entry.ts';

/** A colour in which a thing comes. */
export interface ObjectColor {
  name: string;
  family: ColorFamily;
  /** Of the thing whose share of this colour is the largest. */
  hex: string;
  pinIds: string[];
}

/** A kind of thing on a board. */
export interface ObjectCount {
  noun: string;
  /** The pins that hold one or more, in the board's order. */
  pinIds: string[];
  /** Its main colours, those of most pins first. */
  colors: ObjectColor[];
}

/**
 * The things that were seen on a board, those of most pins first. A thing counts once a pin, under
 * its main colour; several of a kind in one pin may bring several colours. What only the words
 * name is left out, and so is what is too broad to search for.
 */
export function objectsOf(entries: readonly BoardEntry[]): ObjectCount[] {
  const byNoun = new Map<string, { pinIds: Set<string>; colors: Map<string, Seen> }>();
  for (const { pin, look } of entries) {
    for (const { noun, object } of look.finds) {
      if (!object || isGeneric(noun)) continue;
      const known = byNoun.get(noun) ?? { pinIds: new Set(), colors: new Map() };
      byNoun.set(noun, known);
      known.pinIds.add(pin.id);
      const [main] = object.colors;
      if (main) see(known.colors, main, pin.id);
    }
  }
  return [...byNoun]
    .map(([noun, { pinIds, colors }]) => ({
      noun,
      pinIds: [...pinIds],
      colors: [...colors.values()]
        .map(({ swatch: { name, family, hex }, pinIds: pins }) => ({
          name,
          family,
          hex,
          pinIds: [...pins],
        }))
        .sort((a, b) => b.pinIds.length - a.pinIds.length || (a.name < b.name ? -1 : 1)),
    }))
    .sort((a, b) => b.pinIds.length - a.pinIds.length || (a.noun < b.noun ? -1 : 1));
}

interface Seen {
  swatch: Swatch;
  pinIds: Set<string>;
}

function see(colors: Map<string, Seen>, swatch: Swatch, pinId: string): void {
  const known = colors.get(swatch.name);
  if (!known) colors.set(swatch.name, { swatch, pinIds: new Set([pinId]) });
  else {
    known.pinIds.add(pinId);
    if (swatch.share > known.swatch.share) known.swatch = swatch;
  }
}
