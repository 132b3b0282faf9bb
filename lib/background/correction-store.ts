import { type Corrections, CorrectionsSchema } from '../corrections.ts';
import { type BoundedStore, openBoundedStore } from '../engine/bounded-store.ts';

/** Images whose corrections are kept; the least recently seen go first. */
const MAX_IMAGES = 1_000;

/** The corrections in IndexedDB. Not beside the analyses: these can be made again. */
export function openCorrectionStore(maxEntries = MAX_IMAGES): BoundedStore<Corrections> {
  return openBoundedStore({
    database: 'magpie-corrections',
    schema: CorrectionsSchema,
    maxEntries,
  });
}
