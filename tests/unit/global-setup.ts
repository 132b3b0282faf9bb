import { ensureModels } from '../../scripts/models/ensure.ts';
import { PHOTO_NAMES, photo } from '../../scripts/photos.ts';
import { ifReachable } from './support/reachable.ts';

/**
 * Brings models and photos, where they can be had, before the first test: files that run side by
 * side would each make the models, and swap them under one another.
 */
export default async function setup(): Promise<void> {
  await ifReachable(ensureModels({ quiet: true, required: false }));
  for (const name of PHOTO_NAMES) await ifReachable(photo(name));
}
