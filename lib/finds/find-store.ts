import type { DBSchema, IDBPTransaction } from 'idb';
import { databaseOpener, parsedRow } from '../database.ts';
import type { Usage } from '../private-data.ts';
import { type Crop, CropSchema, type SavedFind, SavedFindSchema, subjectOf } from './saved-find.ts';

const DATABASE = 'magpie-finds';

interface FindRow {
  id: string;
  /** Which pin and picture it is of. */
  subject: string;
  savedAt: string;
  value: unknown;
}

interface CropRow {
  id: string;
  value: unknown;
}

interface StoreSchema extends DBSchema {
  finds: { key: string; value: FindRow; indexes: { subject: string; savedAt: string } };
  crops: { key: string; value: CropRow };
  /** What was removed last and may come back. */
  bin: { key: string; value: { id: string; find: FindRow; crop: CropRow | null } };
}

/** Finds that are removed at a time. */
const AT_ONCE = 100;

const STORES = ['finds', 'crops', 'bin'] as const;
type Changing = IDBPTransaction<StoreSchema, typeof STORES, 'readwrite'>;

/** A saved find with its picture; null where there is none. */
export interface KeptFind {
  find: SavedFind;
  crop: Crop | null;
}

/** The finds that the user keeps. What does not fit its schema is passed over. */
export interface FindStore {
  /** The finds of one pin and picture. */
  ofSubject(subject: string): Promise<SavedFind[]>;
  /** Those of these ids that are there. */
  get(ids: readonly string[]): Promise<SavedFind[]>;
  /** At most `count` finds, the newest first. */
  newest(count: number): Promise<SavedFind[]>;
  /** At most `count` finds behind that of the id `after`, null for the beginning, by id. */
  part(after: string | null, count: number): Promise<{ finds: SavedFind[]; next: string | null }>;
  crop(id: string): Promise<Crop | null>;
  /** Keeps a find, in place of the former one of its id, and without that one's crop. */
  save(find: SavedFind): Promise<void>;
  /** Keeps a crop, where its find is still kept. Answers whether it is. */
  saveCrop(id: string, crop: Crop): Promise<boolean>;
  /** Changes a note. Answers whether the find is there. */
  note(id: string, note: string): Promise<boolean>;
  /** Keeps those that are not there yet. Answers with their ids. */
  add(kept: readonly KeptFind[]): Promise<string[]>;
  /** Removes finds for good. */
  discard(ids: readonly string[]): Promise<void>;
  /** Removes finds, which can be taken back until others are removed. Answers with those that were there. */
  remove(ids: readonly string[]): Promise<SavedFind[]>;
  /** Takes back what was removed last. Answers with what is back. */
  restore(): Promise<SavedFind[]>;
  /** Forgets what was removed last. */
  forgetRemoved(): Promise<void>;
  usage(): Promise<Usage>;
  clear(): Promise<void>;
}

/** The saved finds in IndexedDB. Every change is one transaction: it happens as a whole or not. */
export function openFindStore(): FindStore {
  const database = databaseOpener<StoreSchema>(DATABASE, 1, (db) => {
    const finds = db.createObjectStore('finds', { keyPath: 'id' });
    finds.createIndex('subject', 'subject');
    finds.createIndex('savedAt', 'savedAt');
    db.createObjectStore('crops', { keyPath: 'id' });
    db.createObjectStore('bin', { keyPath: 'id' });
  });
  const change = async <Result>(step: (changing: Changing) => Promise<Result>): Promise<Result> => {
    const changing = (await database()).transaction(STORES, 'readwrite');
    // Where a step fails, the transaction's own failure says no more.
    changing.done.catch(() => {});
    const result = await step(changing);
    await changing.done;
    return result;
  };

  return {
    async ofSubject(subject) {
      return findsIn(await (await database()).getAllFromIndex('finds', 'subject', subject));
    },
    async get(ids) {
      const { store } = (await database()).transaction('finds');
      const rows = await Promise.all(ids.map((id) => store.get(id)));
      return findsIn(rows.filter((row) => row !== undefined));
    },
    async newest(count) {
      const index = (await database()).transaction('finds').store.index('savedAt');
      const rows: FindRow[] = [];
      let at = await index.openCursor(null, 'prev');
      while (at && rows.length < count) {
        rows.push(at.value);
        at = await at.continue();
      }
      return findsIn(rows);
    },
    async part(after, count) {
      const range = after === null ? null : IDBKeyRange.lowerBound(after, true);
      const rows = await (await database()).getAll('finds', range, count);
      const next = rows.length < count ? null : (rows.at(-1)?.id ?? null);
      return { finds: findsIn(rows), next };
    },
    async crop(id) {
      const row = await (await database()).get('crops', id);
      return row ? (parsedRow(CropSchema, row.value)[0] ?? null) : null;
    },
    save: (find) =>
      change(async (changing) => {
        await changing.objectStore('finds').put(rowOf(find));
        await changing.objectStore('crops').delete(find.id);
      }),
    saveCrop: (id, crop) =>
      change(async (changing) => {
        if ((await changing.objectStore('finds').getKey(id)) === undefined) return false;
        await changing.objectStore('crops').put({ id, value: crop });
        return true;
      }),
    note: (id, note) =>
      change(async (changing) => {
        const row = await changing.objectStore('finds').get(id);
        const [find] = row ? findsIn([row]) : [];
        if (!find) return false;
        await changing.objectStore('finds').put(rowOf({ ...find, note }));
        return true;
      }),
    add: (kept) =>
      change(async (changing) => {
        const added: string[] = [];
        for (const { find, crop } of kept) {
          if ((await changing.objectStore('finds').getKey(find.id)) !== undefined) continue;
          await changing.objectStore('finds').put(rowOf(find));
          if (crop) await changing.objectStore('crops').put({ id: find.id, value: crop });
          added.push(find.id);
        }
        return added;
      }),
    discard: (ids) =>
      change(async (changing) => {
        for (const id of ids) {
          await changing.objectStore('finds').delete(id);
          await changing.objectStore('crops').delete(id);
        }
      }),
    remove: (ids) =>
      change(async (changing) => {
        await changing.objectStore('bin').clear();
        const removed: FindRow[] = [];
        const removeOne = async (id: string): Promise<void> => {
          const find = await changing.objectStore('finds').get(id);
          if (!find) return;
          const crop = (await changing.objectStore('crops').get(id)) ?? null;
          removed.push(find);
          await Promise.all([
            changing.objectStore('bin').put({ id, find, crop }),
            changing.objectStore('finds').delete(id),
            changing.objectStore('crops').delete(id),
          ]);
        };
        // Some at a time: one by one thousands take seconds, all at once their crops fill the memory.
        for (let start = 0; start < ids.length; start += AT_ONCE) {
          await Promise.all(ids.slice(start, start + AT_ONCE).map(removeOne));
        }
        return findsIn(removed);
      }),
    restore: () =>
      change(async (changing) => {
        const restored: FindRow[] = [];
        let at = await changing.objectStore('bin').openCursor();
        while (at) {
          const { id, find, crop } = at.value;
          // Saved anew since: that one counts.
          if ((await changing.objectStore('finds').getKey(id)) === undefined) {
            restored.push(find);
            await Promise.all([
              changing.objectStore('finds').put(find),
              crop && changing.objectStore('crops').put(crop),
            ]);
          }
          at = await at.continue();
        }
        await changing.objectStore('bin').clear();
        return findsIn(restored);
      }),
    async forgetRemoved() {
      await (await database()).clear('bin');
    },
    async usage() {
      const db = await database();
      const encoder = new TextEncoder();
      let [entries, bytes] = [0, 0];
      // One at a time: all at once may be megabytes.
      for (
        let at = await db.transaction('finds').store.openCursor();
        at;
        at = await at.continue()
      ) {
        entries++;
        bytes += encoder.encode(JSON.stringify(at.value.value)).length;
      }
      for (
        let at = await db.transaction('crops').store.openCursor();
        at;
        at = await at.continue()
      ) {
        bytes += parsedRow(CropSchema, at.value.value)[0]?.bytes.length ?? 0;
      }
      return { entries, bytes };
    },
    clear: () =>
      change(async (changing) => {
        for (const name of STORES) await changing.objectStore(name).clear();
      }),
  };
}

function rowOf(find: SavedFind): FindRow {
  return { id: find.id, subject: subjectOf(find), savedAt: find.savedAt, value: find };
}

function findsIn(rows: readonly FindRow[]): SavedFind[] {
  return rows.flatMap(({ value }) => parsedRow(SavedFindSchema, value));
}
