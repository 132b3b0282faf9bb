import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { insightsInParts, insightsOf } from '../../../../../lib/board/insights/insights.ts';
import {
  fromKeptInsights,
  toKeptInsights,
} from '../../../../../lib/board/insights/kept-insights.ts';
import { openRunStore } from '../../../../../lib/board/run-store.ts';
import { entriesOf } from '../../../support/boards.ts';

const INSIGHTS = insightsOf(
  entriesOf(
    [1, 2, 3].map(() => ({
      title: 'A rattan lamp over an oak table',
      things: [
        { noun: 'lamp', hex: '#c9a878', said: [['material', 'rattan']] },
        { noun: 'dining table', hex: '#b08d62', material: 'oak' },
      ],
      palette: [['#f3efe8', 1]],
      styles: ['boho'],
      scene: 'dining room',
    })),
  ),
);
const BASIS = { looked: 3, startedAt: 1_000 };

describe('insights that are kept', () => {
  it('are the same whether reckoned in one go or in parts', async () => {
    let pauses = 0;
    const entries = entriesOf([{ title: 'A rug', things: [{ noun: 'rug', hex: '#9caf88' }] }]);
    const parts = await insightsInParts(entries, async () => {
      pauses++;
    });
    expect(parts).toEqual(insightsOf(entries));
    expect(pauses).toBeGreaterThan(1);
  });

  it('come back as they were, through the store as well', async () => {
    expect(INSIGHTS.combinations.length).toBeGreaterThan(0);
    const kept: unknown = structuredClone(toKeptInsights(INSIGHTS, BASIS));
    expect(fromKeptInsights(kept, BASIS)).toEqual(INSIGHTS);
  });

  it.each([
    ['more pins were looked at', { ...BASIS, looked: 4 }],
    ['it is another run of the board', { ...BASIS, startedAt: 2_000 }],
  ])('are of no use where %s', (_, basis) => {
    expect(fromKeptInsights(toKeptInsights(INSIGHTS, BASIS), basis)).toBeNull();
  });

  it.each([undefined, null, {}, { version: 1, looked: 3, startedAt: 1_000, insights: {} }])(
    'are none where there is %o',
    (kept) => {
      expect(fromKeptInsights(kept, BASIS)).toBeNull();
    },
  );

  it('are deleted with their run, and kept of none that is not there', async () => {
    const store = openRunStore();
    const run = {
      id: 'board /anna/lamps/',
      page: { kind: 'board', user: 'anna', slug: 'lamps' } as const,
      title: null,
      pinCount: null,
      limit: 60,
      status: 'done' as const,
      stop: null,
      walk: { mode: 'ended' as const, bookmark: null, refused: null },
      startedAt: 1_000,
    };
    await store.keepInsights(run.id, 'early');
    expect(await store.insights(run.id)).toBeUndefined();
    await store.save({ run, pins: [] });
    await store.keepInsights(run.id, 'kept');
    expect(await store.insights(run.id)).toBe('kept');
    await store.delete(run.id);
    expect(await store.insights(run.id)).toBeUndefined();
  });
});
