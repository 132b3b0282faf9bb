import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { ROOT } from '../../scripts/tool.ts';
import { boardPins, type StandInBoard } from '../fixtures/board-page.ts';
import { imagePathOf, type StandInPin } from '../fixtures/pinterest-page.ts';
import type { StandIn } from './stand-in.ts';

/** Where real photos may lie, rooms first; the repository holds none. */
const FOLDERS = ['furniture_ccby', 'coco_home', 'clothing'];

/** The photos that lie beside the repository, as many as are asked for; fewer where there are not. */
export function photosNearby(count: number): string[] {
  const folders = FOLDERS.map((name) => join(ROOT, '../shared/photos', name));
  return folders
    .filter(existsSync)
    .flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => /\.jpe?g$/.test(name))
        .sort()
        .map((name) => join(folder, name)),
    )
    .slice(0, count);
}

/** A board to put up. */
export interface PhotoBoard {
  slug: string;
  /** Default the slug. */
  name?: string;
  count: number;
  /** The words of the pin at this place; default a title and a description of the picture. */
  words?(n: number): Pick<StandInPin, 'title' | 'altText'>;
  /** The pins' pictures, in turn where they are fewer than the pins. */
  files: readonly string[];
}

/** Puts up a board of pins with pictures of their own addresses; its page begins with two of them. */
export async function addPhotoBoard(standIn: StandIn, board: PhotoBoard): Promise<StandInBoard> {
  const { slug, name = slug, count, words, files } = board;
  const id = String(crc32(slug));
  const made: StandInBoard = {
    id,
    user: 'anna',
    slug,
    name,
    firstPart: 2,
    pins: boardPins(count, (n) => ({
      id: `${id}0000000${n}`,
      imagePath: imagePathOf(`${slug} ${n}`),
      ...words?.(n),
    })),
  };
  standIn.addBoard(made);
  await addPictures(standIn, made.pins, files);
  return made;
}

/** Serves the pictures of pins, in turn where the files are fewer than the pins. */
export async function addPictures(
  standIn: StandIn,
  pins: readonly StandInPin[],
  files: readonly string[],
): Promise<void> {
  const pictures = await Promise.all(files.map((file) => readFile(file)));
  for (const [n, { imagePath }] of pins.entries()) {
    const picture = pictures[n % pictures.length];
    if (picture) standIn.addImage(imagePath, picture);
  }
}

/** The address of a board's page. */
export function boardUrlOf({ user, slug }: StandInBoard): string {
  return `https://www.pinterest.com/${user}/${slug}/`;
}
