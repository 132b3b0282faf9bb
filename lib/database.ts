import { type DBSchema, type IDBPDatabase, type OpenDBCallbacks, openDB } from 'idb';
import * as v from 'valibot';

/**
 * What opens a database of IndexedDB when it is first asked for, and hands out the same connection
 * from then on. Where opening failed, or the browser ended the connection, the next call tries anew.
 *
 * @param upgrade makes of any older version, 0 being none, the present one
 */
export function databaseOpener<Schema extends DBSchema>(
  name: string,
  version: number,
  upgrade: NonNullable<OpenDBCallbacks<Schema>['upgrade']>,
): () => Promise<IDBPDatabase<Schema>> {
  let opening: Promise<IDBPDatabase<Schema>> | null = null;
  const forget = (): void => {
    opening = null;
  };
  return () => {
    opening ??= openDB<Schema>(name, version, { upgrade, terminated: forget }).catch((error) => {
      forget();
      throw error;
    });
    return opening;
  };
}

/** What a row holds, as a list: an empty one where it does not fit. */
export function parsedRow<Value>(schema: v.GenericSchema<unknown, Value>, value: unknown): Value[] {
  const result = v.safeParse(schema, value);
  return result.success ? [result.output] : [];
}
