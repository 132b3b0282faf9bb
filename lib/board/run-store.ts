import type { DBSchema, IDBPTransaction } from 'idb';
import { databaseOpener, parsedRow } from '../database.ts';
import type { Usage } from '../private-data.ts';
import { sizeOf } from '../store-size.ts';
import { type BoardRun, BoardRunSchema, type RunPin, RunPinSchema } from './board-run.ts';
import { type PinLook, PinLookSchema } from './pin-look.ts';

const DATABASE = 'magpie-boards';

interface StoreSchema extends DBSchema {
  runs: { key: string; value: { id: string; value: unknown } };
  pins: {
    key: [string, string];
    value: { runId: string; pinId: string; value: unknown };
    indexes: { runId: string };
  };
  looks: {
    key: [string, string];
    value: { runId: string; pinId: string; value: unknown };
    indexes: { runId: string };
  };
  insights: { key: string; value: { id: string; value: unknown } };
}

const STORES = ['runs', 'pins', 'looks', 'insights'] as const;

/** So many looks are read at a time that a page can still be used in between. */
const LOOKS_AT_A_TIME = 50;

/** What is to be written down together. */
export interface RunChange {
  run: BoardRun;
  /** Pins that are new or have changed. */
  pins: readonly RunPin[];
  /** What was found in one of them. */
  look?: { pinId: string; look: PinLook };
}

/** A run with all that was found, as it is taken out of the store and put back. */
export interface KeptRun {
  run: BoardRun;
  pins: readonly RunPin[];
  /** What was found, by pin. */
  looks: ReadonlyMap<string, PinLook>;
}

/** The runs of boards, with all that was found. What does not fit its schema is passed over. */
export interface RunStore {
  runs(): Promise<BoardRun[]>;
  /** A run with its pins; null where there is none. */
  open(runId: string): Promise<{ run: BoardRun; pins: RunPin[] } | null>;
  /** All of it or nothing: a pin is done when, and only when, what was found in it is there. */
  save(change: RunChange): Promise<void>;
  /** Whether a pin is among those looked at in a run. */
  holds(runId: string, pinId: string): Promise<boolean>;
  /** What was found, by pin. */
  looks(runId: string): Promise<Map<string, PinLook>>;
  /** The same in parts, for whoever does something else in between, or needs no more than some. */
  looksInParts(runId: string): AsyncGenerator<[pinId: string, look: PinLook][]>;
  /** What was reckoned from a run's looks and kept, whatever that is; see `KeptInsightsSchema`. */
  insights(runId: string): Promise<unknown>;
  /** Keeps it as long as the run, where there is one. */
  keepInsights(runId: string, value: unknown): Promise<void>;
  /** How many pins of a run were looked at, and `most` of its pins, whichever. */
  glimpse(runId: string, most: number): Promise<{ looked: number; pins: RunPin[] }>;
  /** A whole run in place of what may be there of it; all of it or nothing. */
  restore(kept: KeptRun): Promise<void>;
  delete(runId: string): Promise<void>;
  clear(): Promise<void>;
  /** How many runs it holds, and about how much with their pins and all that was found. */
  usage(): Promise<Usage>;
}

/** The runs in IndexedDB, in which they survive the background and the browser. */
export function openRunStore(): RunStore {
  const database = databaseOpener<StoreSchema>(DATABASE, 2, (db, version) => {
    if (version < 1) {
      const keyPath = ['runId', 'pinId'];
      db.createObjectStore('runs', { keyPath: 'id' });
      db.createObjectStore('pins', { keyPath }).createIndex('runId', 'runId');
      db.createObjectStore('looks', { keyPath }).createIndex('runId', 'runId');
    }
    if (version < 2) db.createObjectStore('insights', { keyPath: 'id' });
  });

  return {
    async runs() {
      const rows = await (await database()).getAll('runs');
      return rows.flatMap(({ value }) => parsedRow(BoardRunSchema, value));
    },
    async open(runId) {
      const transaction = (await database()).transaction(['runs', 'pins']);
      const [row, pins] = await Promise.all([
        transaction.objectStore('runs').get(runId),
        transaction.objectStore('pins').index('runId').getAll(runId),
      ]);
      const [run] = parsedRow(BoardRunSchema, row?.value);
      return run
        ? { run, pins: pins.flatMap(({ value }) => parsedRow(RunPinSchema, value)) }
        : null;
    },
    async save({ run, pins, look }) {
      const transaction = (await database()).transaction(STORES, 'readwrite');
      const runId = run.id;
      await Promise.all([
        transaction.objectStore('runs').put({ id: runId, value: run }),
        ...pins.map((value) =>
          transaction.objectStore('pins').put({ runId, pinId: value.pin.id, value }),
        ),
        ...(look
          ? [transaction.objectStore('looks').put({ runId, pinId: look.pinId, value: look.look })]
          : []),
        transaction.done,
      ]);
    },
    async holds(runId, pinId) {
      const row = await (await database()).get('pins', [runId, pinId]);
      return parsedRow(RunPinSchema, row?.value)[0]?.state === 'done';
    },
    async looks(runId) {
      const rows = await (await database()).getAllFromIndex('looks', 'runId', runId);
      return new Map(
        rows.flatMap(({ pinId, value }) =>
          parsedRow(PinLookSchema, value).map((look) => [pinId, look] as const),
        ),
      );
    },
    async *looksInParts(runId) {
      let last = '';
      for (;;) {
        // Every pin id comes before an array in the order of keys.
        const rest = IDBKeyRange.bound([runId, last], [runId, []], true);
        const rows = await (await database()).getAll('looks', rest, LOOKS_AT_A_TIME);
        yield rows.flatMap(({ pinId, value }) =>
          parsedRow(PinLookSchema, value).map((look): [string, PinLook] => [pinId, look]),
        );
        if (rows.length < LOOKS_AT_A_TIME) return;
        last = rows.at(-1)?.pinId ?? last;
      }
    },
    async insights(runId) {
      return (await (await database()).get('insights', runId))?.value;
    },
    async keepInsights(runId, value) {
      const transaction = (await database()).transaction(['runs', 'insights'], 'readwrite');
      // It may have been deleted meanwhile, and nothing of it is to stay.
      if ((await transaction.objectStore('runs').getKey(runId)) !== undefined) {
        await transaction.objectStore('insights').put({ id: runId, value });
      }
      await transaction.done;
    },
    async glimpse(runId, most) {
      const transaction = (await database()).transaction(['pins', 'looks']);
      const [pins, looked] = await Promise.all([
        transaction.objectStore('pins').index('runId').getAll(runId, most),
        transaction.objectStore('looks').index('runId').count(runId),
      ]);
      return { looked, pins: pins.flatMap(({ value }) => parsedRow(RunPinSchema, value)) };
    },
    async restore({ run, pins, looks }) {
      const transaction = (await database()).transaction(STORES, 'readwrite');
      const runId = run.id;
      await emptied(transaction, runId);
      await Promise.all([
        transaction.objectStore('runs').put({ id: runId, value: run }),
        ...pins.map((value) =>
          transaction.objectStore('pins').put({ runId, pinId: value.pin.id, value }),
        ),
        ...[...looks].map(([pinId, value]) =>
          transaction.objectStore('looks').put({ runId, pinId, value }),
        ),
        transaction.done,
      ]);
    },
    async delete(runId) {
      const transaction = (await database()).transaction(STORES, 'readwrite');
      await emptied(transaction, runId);
      await transaction.done;
    },
    async clear() {
      const transaction = (await database()).transaction(STORES, 'readwrite');
      await Promise.all(STORES.map((name) => transaction.objectStore(name).clear()));
      await transaction.done;
    },
    async usage() {
      const transaction = (await database()).transaction(STORES);
      const sizes = STORES.map((name) => sizeOf(transaction.objectStore(name)));
      const [runs, ...others] = await Promise.all(sizes);
      return {
        entries: runs?.entries ?? 0,
        bytes: [runs, ...others].reduce((sum, size) => sum + (size?.bytes ?? 0), 0),
      };
    },
  };
}

type Writing = IDBPTransaction<StoreSchema, typeof STORES, 'readwrite'>;

/** Takes all of a run away, as a part of a transaction. */
async function emptied(transaction: Writing, runId: string): Promise<void> {
  await transaction.objectStore('runs').delete(runId);
  await transaction.objectStore('insights').delete(runId);
  for (const name of ['pins', 'looks'] as const) {
    const store = transaction.objectStore(name);
    const keys = await store.index('runId').getAllKeys(runId);
    await Promise.all(keys.map((key) => store.delete(key)));
  }
}
