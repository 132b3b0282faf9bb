import { type Analysis, AnalysisSchema } from '../analysis.ts';
import { type BoundedStore, openBoundedStore } from './bounded-store.ts';

/** Analyses kept. Each takes a few kilobytes, so the cache stays below about 10 MB. */
const MAX_ENTRIES = 2_000;

/** Analyses by key, the least recently used out first. */
export type AnalysisCache = Pick<BoundedStore<Analysis>, 'get' | 'put' | 'clear'>;

/** The cache in IndexedDB, in which it survives the background and the browser. */
export function openAnalysisCache(maxEntries = MAX_ENTRIES): BoundedStore<Analysis> {
  return openBoundedStore({
    database: 'magpie-analyses',
    schema: AnalysisSchema,
    maxEntries,
  });
}
