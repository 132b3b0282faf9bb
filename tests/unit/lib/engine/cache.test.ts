import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { deleteDB, openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type AnalysisCache, openAnalysisCache } from '../../../../lib/engine/cache.ts';
import { analysisOf } from '../../support/analyses.ts';

const analysis = analysisOf();

let now: number;
beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  now = 1_000;
  vi.spyOn(Date, 'now').mockImplementation(() => now++);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** Which of `keys` are there, told without touching them. */
async function held(): Promise<unknown[]> {
  const db = await openDB('magpie-analyses');
  const keys = await db.getAllKeys('entries');
  db.close();
  return keys;
}

async function fill(cache: AnalysisCache, ...keys: string[]): Promise<void> {
  for (const key of keys) await cache.put(key, analysis);
}

describe('the cache of analyses', () => {
  it('gives back what was put in, and null for what was not', async () => {
    const cache = openAnalysisCache();
    await cache.put('a', analysis);
    expect(await cache.get('a', true)).toEqual(analysis);
    expect(await cache.get('b', true)).toBeNull();
  });

  it('holds the latest', async () => {
    const cache = openAnalysisCache();
    await cache.put('a', analysis);
    await cache.put('a', analysisOf({ width: 9 }));
    expect((await cache.get('a', true))?.width).toBe(9);
  });

  it('survives the background', async () => {
    await openAnalysisCache().put('a', analysis);
    expect(await openAnalysisCache().get('a', true)).toEqual(analysis);
  });

  it('keeps to its size: the least recently used goes', async () => {
    const cache = openAnalysisCache(3);
    await fill(cache, 'a', 'b', 'c');
    await cache.get('a', true);
    await cache.put('d', analysis);
    expect(await held()).toEqual(['a', 'c', 'd']);
    await cache.put('c', analysis);
    await fill(cache, 'e', 'f');
    expect(await held()).toEqual(['c', 'e', 'f']);
  });

  it('shrinks to a size that was lowered', async () => {
    await fill(openAnalysisCache(10), 'a', 'b', 'c', 'd', 'e');
    await openAnalysisCache(2).put('f', analysis);
    expect(await held()).toEqual(['e', 'f']);
  });

  it('writes nothing down, not even the use, when asked not to', async () => {
    const cache = openAnalysisCache(2);
    await fill(cache, 'a', 'b');
    expect(await cache.get('a', false)).toEqual(analysis);
    await cache.put('c', analysis);
    expect(await held()).toEqual(['b', 'c']);
  });

  it.each<[string, unknown]>([
    ['of another shape', { width: 1 }],
    ['that is nothing', null],
    ['with impossible values', analysisOf({ width: -1 })],
  ])('drops an entry %s', async (_, broken) => {
    const cache = openAnalysisCache();
    await cache.put('a', analysis);
    const db = await openDB('magpie-analyses');
    await db.put('entries', { key: 'a', usedAt: 1, value: broken });
    db.close();
    expect(await cache.get('a', true)).toBeNull();
    expect(await held()).toEqual([]);
    await cache.put('a', analysis);
    expect(await cache.get('a', true)).toEqual(analysis);
  });

  it('knows how much it holds, without touching it', async () => {
    const cache = openAnalysisCache(2);
    expect(await cache.usage()).toEqual({ entries: 0, bytes: 0 });
    await fill(cache, 'a', 'b');
    const size = new TextEncoder().encode(JSON.stringify(analysis)).length;
    const { entries, bytes } = await cache.usage();
    expect(entries).toBe(2);
    expect(bytes / 2).toBeGreaterThan(size);
    expect(bytes / 2).toBeLessThan(size + 100);
    await cache.put('c', analysis);
    expect(await held()).toEqual(['b', 'c']);
  });

  it('can be emptied', async () => {
    const cache = openAnalysisCache();
    await fill(cache, 'a', 'b');
    await cache.clear();
    expect(await cache.get('a', true)).toBeNull();
    expect(await held()).toEqual([]);
  });

  it('works again after the database could not be opened once', async () => {
    const cache = openAnalysisCache();
    (await openDB('magpie-analyses', 99)).close();
    await expect(cache.get('a', true)).rejects.toThrow();
    await deleteDB('magpie-analyses');
    await cache.put('a', analysis);
    expect(await cache.get('a', true)).toEqual(analysis);
  });
});
