import type { BoardEntry } from '../../../lib/board/insights/board-entry.ts';
import type { PinLook } from '../../../lib/board/pin-look.ts';
import { pinWordsOf } from '../../../lib/board/pin-words.ts';
import type { Find } from '../../../lib/find.ts';
import { labOf } from '../../../lib/palette/color-names.ts';
import { swatchOf } from '../../../lib/palette/palette.ts';
import type { Pin } from '../../../lib/pin/pin.ts';
import type { Term, TermRole } from '../../../lib/text/term.ts';

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
    embedding: null,
    findEmbeddings: [],
    models: {},
    finds: [],
    terms: [],
    words: [],
    phrases: [],
    ...changes,
  };
}

/** What a pin of a board is to hold, in few words. */
export interface EntrySketch {
  title?: string;
  altText?: string;
  description?: string;
  interests?: string[];
  /** Things that were seen: a noun, its colour, and what the words say of it. */
  things?: { noun: string; hex?: string; material?: string; said?: [TermRole, string][] }[];
  /** Hex colours with their shares. */
  palette?: [hex: string, share: number][];
  styles?: string[];
  scene?: string;
}

/** Pins of a board with what was found in them; their ids are numbers from 1. */
export function entriesOf(sketches: readonly EntrySketch[]): BoardEntry[] {
  const pins = pinsNamed(sketches.length);
  return sketches.flatMap((sketch, n) => {
    const pin = pins[n];
    if (!pin) return [];
    const { title = null, altText = null, description = null, interests = [] } = sketch;
    const id = String(n + 1);
    const finds = (sketch.things ?? []).map(({ noun, hex, material, said = [] }): Find => {
      const colors = hex === undefined ? [] : [swatchOf({ hex, lab: labOf(hex) }, 0.8)];
      const terms = said.map(
        ([role, value]): Term => ({ role, value, field: 'title', quote: value, describes: noun }),
      );
      return {
        noun,
        object: {
          label: noun,
          score: 0.9,
          box: { x: 0, y: 0, width: 0.5, height: 0.5 },
          colors,
          material: material ?? null,
          sources: ['labeler'],
        },
        terms,
      };
    });
    const { words, phrases } = pinWordsOf({ title, altText, description, interests });
    const look = lookOf({
      words: [...words],
      phrases: [...phrases],
      finds,
      terms: finds.flatMap(({ terms }) => terms),
      styles: sketch.styles ?? [],
      scene: sketch.scene ?? null,
      palette: (sketch.palette ?? []).map(([hex, share]) =>
        swatchOf({ hex, lab: labOf(hex) }, share),
      ),
    });
    const url = `https://www.pinterest.com/pin/${id}/`;
    return [{ pin: { ...pin, id, url, title, altText, description, interests }, look }];
  });
}
