import { newIdOf, type SavedFind, subjectOf } from '../../../lib/finds/saved-find.ts';

/** A find that was seen, and saved from a pin, with `changes`. Its id is that of its parts. */
export function savedFind(changes: Partial<SavedFind> = {}, noun = 'armchair'): SavedFind {
  const find: Omit<SavedFind, 'id'> = {
    savedAt: '2026-11-20T10:00:00.000Z',
    find: {
      noun,
      object: {
        label: noun,
        score: 0.9,
        box: { x: 0.1, y: 0.2, width: 0.3, height: 0.4 },
        colors: [{ hex: '#e3ad1c', name: 'mustard', family: 'yellow', share: 0.7 }],
        material: null,
        sources: ['coco-ssd'],
      },
      terms: [],
    },
    query: {
      text: `yellow ${noun}`,
      language: 'en',
      edit: { on: {}, values: {}, text: null },
    },
    shops: [
      {
        id: 'etsy',
        name: 'Etsy',
        text: `yellow ${noun}`,
        href: `https://www.etsy.com/search?q=yellow+${noun}`,
      },
    ],
    pin: {
      id: '260000000000000001',
      url: 'https://www.pinterest.com/pin/260000000000000001/',
      title: 'A corner to read in',
      board: 'Reading corners',
    },
    image: {
      url: 'https://i.pinimg.com/736x/aa/bb/cc/aabbcc00000000000000000000000001.jpg',
      width: 736,
      height: 1104,
    },
    note: '',
    ...changes,
  };
  return { ...find, id: changes.id ?? newIdOf(subjectOf(find), find.find) };
}

/** Bytes that begin as a JPEG does. */
export const JPEG = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
