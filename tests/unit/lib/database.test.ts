import 'fake-indexeddb/auto';
import { type DBSchema, deleteDB, openDB } from 'idb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { databaseOpener } from '../../../lib/database.ts';

interface Things extends DBSchema {
  things: { key: string; value: unknown };
}

afterEach(() => vi.restoreAllMocks());

describe('a database', () => {
  it('is opened once, when it is first asked for', async () => {
    const open = vi.spyOn(indexedDB, 'open');
    const database = databaseOpener<Things>('once', 1, (db) => {
      db.createObjectStore('things');
    });
    expect(open).not.toHaveBeenCalled();
    const [first, second] = await Promise.all([database(), database()]);
    expect(first).toBe(second);
    expect(open).toHaveBeenCalledOnce();
    expect([...first.objectStoreNames]).toEqual(['things']);
  });

  it('is opened anew after it could not be', async () => {
    const newer = await openDB('later', 2);
    newer.close();
    const database = databaseOpener('later', 1, () => {});
    await expect(database()).rejects.toThrow();
    await deleteDB('later');
    expect((await database()).name).toBe('later');
  });
});
