import { readFile } from 'node:fs/promises';
import type { BoardEntry } from '../../lib/board/insights/board-entry.ts';
import { type BoardFile, exportBoard } from '../../lib/board/insights/board-file.ts';
import { pinLookOf } from '../../lib/board/pin-look.ts';
import { decodeImageInNode } from '../../lib/engine/decode-node.ts';
import { openEyesInNode } from '../../lib/engine/open-eyes-node.ts';
import { analyze } from '../../lib/engine/pipeline.ts';
import type { Pin } from '../../lib/pin/pin.ts';
import { readTerms } from '../../lib/text/read-terms.ts';
import { imagePathOf } from '../../tests/fixtures/pinterest-page.ts';
import { type DevItem, photoOf, readDevSet } from '../eval/devset.ts';

/** A photo of the development set as a pin of a board. */
export interface LookedAt {
  entry: BoardEntry;
  /** Where the picture is at Pinterest's image host, and on this machine. */
  imagePath: string;
  file: string;
}

/**
 * Looks at photos as the extension does.
 *
 * @param most how many at most; fewer where fewer are on this machine
 */
export async function lookAtPhotos(most: number): Promise<LookedAt[]> {
  const eyes = await openEyesInNode(new URL('../../public/models/', import.meta.url));
  const looked: LookedAt[] = [];
  for (const item of readDevSet()) {
    if (looked.length >= most) break;
    if (item.source === 'drawn') continue;
    const file = await photoOf(item);
    if (!file) continue;
    const imagePath = imagePathOf(file);
    const pin = pinOf(item, String(looked.length + 1), imagePath);
    const image = await decodeImageInNode(await readFile(file));
    const analysis = await analyze(image, async () => eyes, { decodeMs: 0 });
    looked.push({
      entry: { pin, look: pinLookOf(pin, analysis, readTerms(pin)) },
      imagePath,
      file,
    });
  }
  return looked;
}

/** The file of a board of any length, made of these looks over and over under other ids. */
export function boardFileOf(
  board: BoardFile['board'],
  looks: readonly BoardEntry[],
  pins: number,
): string {
  const entries = Array.from({ length: pins }, (_, n): BoardEntry[] => {
    const entry = looks[n % looks.length];
    if (!entry) return [];
    const id = String(700_000_000_000 + n);
    return [{ ...entry, pin: { ...entry.pin, id, url: addressOf(id) } }];
  });
  return exportBoard(board, entries.flat(), new Date());
}

/** A pin with words like those that people write, made of what its photo is known to hold. */
function pinOf({ scene, objects }: DevItem, id: string, imagePath: string): Pin {
  const things = objects.map(({ noun, family }) => (family ? `${family} ${noun}` : noun));
  return {
    id,
    url: addressOf(id),
    kind: 'image',
    title: `${things[0] ?? 'Ideas'} for the ${scene}`,
    description: `A ${scene} with ${things.join(', ')}`,
    altText: null,
    interests: [scene],
    board: null,
    link: null,
    product: null,
    image: { url: `https://i.pinimg.com/736x/${imagePath}`, width: null, height: null },
    fallbackImages: [],
  };
}

function addressOf(id: string): string {
  return `https://www.pinterest.com/pin/${id}/`;
}
