import { CorrectionsSchema } from '../corrections.ts';
import { openBoundedStore } from '../engine/bounded-store.ts';
import type { CorrectionStore } from './tab-corrections.ts';

/** Images whose corrections are kept; the least recently seen go first. */
const MAX_IMAGES = 1_000;

/** The corrections in IndexedDB. Not beside the analyses: these can be made again. */
export function openCorrectionStore(maxEntries = MAX_IMAGES): CorrectionStore {
  return openBoundedStore({
    database: 'magpie-corrections',
    schema: CorrectionsSchema,
    maxEntries,
  });
}
