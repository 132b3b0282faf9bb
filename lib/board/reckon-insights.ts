import { insightsInParts } from './insights/insights.ts';
import { fromKeptInsights, toKeptInsights } from './insights/kept-insights.ts';
import { boardOf, headOf, readRun } from './kept-board.ts';
import type { RunStore } from './run-store.ts';

/**
 * Reckons what a board at rest says and keeps it, so that its page has it at once. Does nothing
 * where that is kept already, where no such board is, or while its run runs.
 */
export async function reckonInsights(store: RunStore, runId: string): Promise<void> {
  const kept = await readRun(store, runId);
  if (!kept || kept.run.status === 'running') return;
  const basis = { looked: headOf(kept).pins.length, startedAt: kept.run.startedAt };
  if (basis.looked === 0 || fromKeptInsights(await store.insights(runId), basis)) return;
  const insights = await insightsInParts(boardOf(kept).entries, pause);
  await store.keepInsights(runId, toKeptInsights(insights, basis));
}

/** Lets whoever runs beside it have a turn. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
