import { insightsInParts } from './insights/insights.ts';
import { fromKeptInsights, toKeptInsights } from './insights/kept-insights.ts';
import { entriesOf, headOf } from './kept-board.ts';
import type { RunStore } from './run-store.ts';

/**
 * Reckons what a board at rest says and keeps it, so that its page has it at once. Does nothing
 * where that is kept already, where no such board is, or while its run runs.
 */
export async function reckonInsights(store: RunStore, runId: string): Promise<void> {
  const kept = await store.open(runId);
  if (!kept || kept.run.status === 'running') return;
  const { pins } = headOf(kept);
  const basis = { looked: pins.length, startedAt: kept.run.startedAt };
  if (basis.looked === 0 || fromKeptInsights(await store.insights(runId), basis)) return;
  const insights = await insightsInParts(entriesOf(pins, await store.looks(runId)), pause);
  await store.keepInsights(runId, toKeptInsights(insights, basis));
}

/** Lets whoever runs beside it have a turn. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
