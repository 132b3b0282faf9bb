import type { DBSchema } from 'idb';
import * as v from 'valibot';
import { databaseOpener } from '../database.ts';
import type { Usage } from '../private-data.ts';
import { sizeOf } from '../store-size.ts';

const STORE = 'entries';

interface StoreSchema extends DBSchema {
  [STORE]: {
    key: string;
    value: { key: string; usedAt: number; value: unknown };
    indexes: { usedAt: number };
  };
}

/** Values by key, the least recently used out first. */
export interface BoundedStore<Value> {
  /** @param touch whether to write down that the value was used; false leaves no trace */
  get(key: string, touch: boolean): Promise<Value | null>;
  put(key: string, value: Value): Promise<void>;
  delete(key: string): Promise<void>;
  clear(): Promise<void>;
  /** How much it holds. */
  usage(): Promise<Usage>;
}

/** What a store holds, and where. */
export interface BoundedStoreOptions<Value> {
  /** Name of the database, which the store has for itself. */
  database: string;
  /** What does not fit it is forgotten. */
  schema: v.GenericSchema<unknown, Value>;
  maxEntries: number;
}

/** A store in IndexedDB, in which it survives the background and the browser. */
export function openBoundedStore<Value>(options: BoundedStoreOptions<Value>): BoundedStore<Value> {
  const { database: name, schema, maxEntries } = options;
  const database = databaseOpener<StoreSchema>(name, 1, (db) => {
    db.createObjectStore(STORE, { keyPath: 'key' }).createIndex('usedAt', 'usedAt');
  });

  return {
    async get(key, touch) {
      const db = await database();
      const entry = await db.get(STORE, key);
      if (!entry) return null;
      const { success, output } = v.safeParse(schema, entry.value);
      if (!success) {
        await db.delete(STORE, key);
        return null;
      }
      if (touch) await db.put(STORE, { ...entry, usedAt: Date.now() });
      return output;
    },
    async put(key, value) {
      const transaction = (await database()).transaction(STORE, 'readwrite');
      await transaction.store.put({ key, usedAt: Date.now(), value });
      let surplus = (await transaction.store.count()) - maxEntries;
      let oldest = await transaction.store.index('usedAt').openCursor();
      while (oldest && surplus > 0) {
        await oldest.delete();
        surplus--;
        oldest = await oldest.continue();
      }
      await transaction.done;
    },
    async delete(key) {
      await (await database()).delete(STORE, key);
    },
    async clear() {
      await (await database()).clear(STORE);
    },
    async usage() {
      return sizeOf((await database()).transaction(STORE).store);
    },
  };
}
