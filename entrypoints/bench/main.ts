import { wrap } from 'comlink';
import { openDB } from 'idb';
import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { AnalysisSchema } from '../../lib/analysis.ts';
import { openAnalysisCache } from '../../lib/engine/cache.ts';
import { boardMessages } from '../../lib/platform/board-messages.ts';
import { watchTabState } from '../../lib/platform/session.ts';
import { setBackendChoice } from '../../lib/platform/settings.ts';
import type { BarePredictions } from './bare-predictions.ts';
import type { BenchPage, Timeline } from './bench-page.ts';
import PredictWorker from './predict.worker.ts?worker';

const predictions = wrap<BarePredictions>(new PredictWorker({ name: 'bare-predictions' }));
const cache = openAnalysisCache();
let followed: Promise<Timeline> | null = null;

const page: BenchPage = {
  setBackend: setBackendChoice,
  tabIdOf: async (url) => {
    const tab = (await browser.tabs.query({})).find((candidate) => candidate.url === url);
    if (tab?.id === undefined) throw new Error(`No tab shows ${url}.`);
    return tab.id;
  },
  forgetAnalyses: () => cache.clear(),
  follow: (tabId, pinId) => {
    followed = follow(tabId, pinId);
  },
  timeline: () => {
    if (!followed) throw new Error('No pin is followed.');
    return followed;
  },
  timePredictions: (imageUrl) => predictions.time(imageUrl),
  beginBoard: (order) => boardMessages.sendMessage('board:begin', order),
  boardProgress: async (runId) => {
    const order = { action: 'progress', runId } as const;
    const progress = await boardMessages.sendMessage('board:control', order);
    if (!progress) throw new Error(`There is no run ${runId}.`);
    return progress;
  },
  analysisTimes: async () => {
    const database = await openDB('magpie-analyses');
    const rows: unknown[] = await database.getAll('entries');
    database.close();
    return v
      .parse(v.array(v.object({ value: AnalysisSchema })), rows)
      .map(({ value }) => value.ms.total);
  },
};
globalThis.magpieBench = page;

/** Waits until the analysis of a pin is done, and notes when each of its parts could be seen. */
function follow(tabId: number, pinId: string): Promise<Timeline> {
  return new Promise((resolve, reject) => {
    let palette: number | null = null;
    let objects: number | null = null;
    const stop = watchTabState(tabId, (state) => {
      if (state?.page !== 'pin' || state.pin.id !== pinId) return;
      const now = performance.timeOrigin + performance.now();
      const { run } = state;
      if (run.status === 'idle') return;
      if (run.status === 'running') {
        if (run.stage === 'objects') palette ??= now;
        if (run.stage === 'labels') objects ??= now;
        return;
      }
      stop();
      if (run.status === 'failed') reject(new Error(`The analysis failed: ${run.failure.code}.`));
      else if (palette === null || objects === null) reject(new Error('The cache answered.'));
      else
        resolve({ palette, objects, all: now, ms: run.analysis.ms, backend: run.analysis.backend });
    });
  });
}
