import 'fake-indexeddb/auto';
import { describe, expect, it, vi } from 'vitest';
import type { BoardRun } from '../../../../lib/board/board-run.ts';
import { insightsOf } from '../../../../lib/board/insights/insights.ts';
import { fromKeptInsights } from '../../../../lib/board/insights/kept-insights.ts';
import { reckonInsights } from '../../../../lib/board/reckon-insights.ts';
import { openRunStore } from '../../../../lib/board/run-store.ts';
import { entriesOf } from '../../support/boards.ts';

const store = openRunStore();
const ENTRIES = entriesOf([
  { title: 'A lamp of rattan', things: [{ noun: 'pendant light' }] },
  { title: 'A lamp of glass', things: [{ noun: 'pendant light' }, { noun: 'sofa' }] },
]);

async function keep(slug: string, status: BoardRun['status']): Promise<BoardRun> {
  const id = `board /anna/${slug}/`;
  const run: BoardRun = {
    id,
    page: { kind: 'board', user: 'anna', slug },
    title: slug,
    pinCount: 2,
    limit: 60,
    status,
    stop: null,
    walk: { mode: 'ended', bookmark: null, refused: null },
    startedAt: 5,
  };
  await store.restore({
    run,
    pins: ENTRIES.map(({ pin }, place) => ({
      runId: id,
      pin,
      place,
      state: 'done',
      failure: null,
      attempts: 0,
    })),
    looks: new Map(ENTRIES.map(({ pin, look }) => [pin.id, look])),
  });
  return run;
}
const BASIS = { looked: 2, startedAt: 5 };

describe('what a board says', () => {
  it('is reckoned once it rests, as its page would', async () => {
    const { id } = await keep('rests', 'done');
    await reckonInsights(store, id);
    expect(fromKeptInsights(await store.insights(id), BASIS)).toEqual(insightsOf(ENTRIES));
  });

  it('is not read again where it is kept', async () => {
    const { id } = await keep('kept', 'done');
    await reckonInsights(store, id);
    const looks = vi.spyOn(store, 'looks');
    await reckonInsights(store, id);
    expect(looks).not.toHaveBeenCalled();
  });

  it('is left to the end of a run, and of no board', async () => {
    const { id } = await keep('runs', 'running');
    await reckonInsights(store, id);
    expect(await store.insights(id)).toBeUndefined();
    await expect(reckonInsights(store, 'board /nobody/nothing/')).resolves.toBeUndefined();
  });
});
