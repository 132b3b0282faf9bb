import { ModelError } from './models/error.ts';
import { readLock } from './models/lock.ts';
import { fetchNpmFile } from './models/npm-package.ts';

/**
 * Photos for the demo, the tests and the benchmark, by name. They come from pinned npm packages
 * (material-dashboard, MIT; @tensorflow-models/mobilenet, Apache-2.0) and are never shipped.
 */
export const PHOTO_NAMES = [
  'coffee',
  'home-decor-1',
  'home-decor-2',
  'home-decor-3',
  'bg-smart-home-1',
  'bg-smart-home-2',
  'product-11',
  'product-12',
  'product-details-2',
] as const;

export type PhotoName = (typeof PHOTO_NAMES)[number];

/**
 * Brings one photo; after the first time without the network.
 * @returns the local path of a JPEG or PNG file
 * @throws ModelError when npm's registry cannot be reached or the photo is not the pinned one
 */
export async function photo(name: PhotoName): Promise<string> {
  const path = await pinnedPhoto(name);
  if (!path) throw new ModelError(`The photo ${name} is not pinned: add it to models.lock.json.`);
  return path;
}

/** {@link photo} for any name; null where no such photo is pinned. */
export async function pinnedPhoto(name: string): Promise<string | null> {
  const pinned = readLock().photos[name];
  return pinned ? fetchNpmFile(pinned.package, pinned.path, pinned.sha256) : null;
}
