import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { beforeEach, describe, expect, it } from 'vitest';
import type { BoardModel } from '../../../../../lib/board/model/board-model.ts';
import { EMBEDDING_SIZE } from '../../../../../lib/board/model/embedding.ts';
import { openModelStore, type SavedModel } from '../../../../../lib/board/model/model-store.ts';

const model: BoardModel = {
  center: new Float32Array(EMBEDDING_SIZE).fill(0.25),
  direction: new Float32Array(EMBEDDING_SIZE).fill(-0.5),
  calibration: { slope: 4, offset: -1 },
  figures: { pins: 20, others: 60, auc: 0.9, accuracy: 0.85 },
};
const saved = (slug: string, embedder = 'mobilenet 2'): SavedModel => ({
  id: `board /anna/${slug}/`,
  subject: { page: { kind: 'board', user: 'anna', slug }, title: slug, style: null, embedder },
  model,
});

describe('the models of boards', () => {
  const store = openModelStore();
  beforeEach(() => store.clear());

  it('come back as they were kept, one for each board', async () => {
    await store.save(saved('scandi'));
    await store.save({
      ...saved('scandi'),
      subject: { ...saved('scandi').subject, style: 'boho' },
    });
    await store.save(saved('attic'));
    const all = await store.all('mobilenet 2');
    expect(all.map(({ id, subject }) => [id, subject.style])).toEqual([
      ['board /anna/attic/', null],
      ['board /anna/scandi/', 'boho'],
    ]);
    expect(all[0]?.model).toEqual(model);
  });

  it('are forgotten on demand', async () => {
    await store.save(saved('scandi'));
    await store.delete('board /anna/scandi/');
    expect(await store.all('mobilenet 2')).toEqual([]);
  });

  it('are passed over where they are damaged or of another embedder', async () => {
    await store.save(saved('old', 'mobilenet 1'));
    await store.save(saved('good'));
    const database = await openDB('magpie-board-models');
    await database.put('models', { id: 'board /anna/bad/', text: '{"format":' });
    database.close();
    expect((await store.all('mobilenet 2')).map(({ id }) => id)).toEqual(['board /anna/good/']);
  });

  it('are counted, whatever made them', async () => {
    await store.save(saved('old', 'mobilenet 1'));
    await store.save(saved('good'));
    const { entries, bytes } = await store.usage();
    expect(entries).toBe(2);
    expect(bytes).toBeGreaterThan(EMBEDDING_SIZE);
    await store.clear();
    expect(await store.usage()).toEqual({ entries: 0, bytes: 0 });
  });
});
