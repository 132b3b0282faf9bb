import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import * as v from 'valibot';
import { type Analysis, AnalysisSchema } from '../analysis.ts';

/** Analyses kept. Each takes a few kilobytes, so the cache stays below about 10 MB. */
const MAX_ENTRIES = 2_000;

interface CacheSchema extends DBSchema {
  analyses: {
    key: string;
    value: { key: string; usedAt: number; analysis: unknown };
    indexes: { usedAt: number };
  };
}

/** Analyses by key, the least recently used out first. */
export interface AnalysisCache {
  /** @param touch whether to write down that the analysis was used; false leaves no trace */
  get(key: string, touch: boolean): Promise<Analysis | null>;
  put(key: string, analysis: Analysis): Promise<void>;
  clear(): Promise<void>;
}

/** The cache in IndexedDB, in which it survives the background and the browser. */
export function openAnalysisCache(maxEntries = MAX_ENTRIES): AnalysisCache {
  let opening: Promise<IDBPDatabase<CacheSchema>> | null = null;
  const database = () => {
    opening ??= openDB<CacheSchema>('magpie', 1, {
      upgrade(db) {
        db.createObjectStore('analyses', { keyPath: 'key' }).createIndex('usedAt', 'usedAt');
      },
      terminated() {
        opening = null;
      },
    }).catch((error) => {
      // The next call tries anew.
      opening = null;
      throw error;
    });
    return opening;
  };

  return {
    async get(key, touch) {
      const db = await database();
      const entry = await db.get('analyses', key);
      if (!entry) return null;
      const { success, output } = v.safeParse(AnalysisSchema, entry.analysis);
      if (!success) {
        await db.delete('analyses', key);
        return null;
      }
      if (touch) await db.put('analyses', { ...entry, usedAt: Date.now() });
      return output;
    },
    async put(key, analysis) {
      const transaction = (await database()).transaction('analyses', 'readwrite');
      await transaction.store.put({ key, usedAt: Date.now(), analysis });
      let surplus = (await transaction.store.count()) - maxEntries;
      let oldest = await transaction.store.index('usedAt').openCursor();
      while (oldest && surplus > 0) {
        await oldest.delete();
        surplus--;
        oldest = await oldest.continue();
      }
      await transaction.done;
    },
    async clear() {
      await (await database()).clear('analyses');
    },
  };
}
