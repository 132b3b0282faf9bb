import type { CloudRun, ImageState, Run, TabState } from '../tab-state.ts';
import type { CloudVision } from './cloud-vision.ts';
import type { Tab, TabAnalyses } from './tab-analyses.ts';

/** What asking on a click needs of its surroundings. */
export interface AskForTabOptions {
  cloud: CloudVision;
  stateOf(tabId: number): Promise<TabState | null>;
  /** What a tab shows with another run of its image; null where it has moved on. */
  withRun: TabAnalyses['withRun'];
  publish(tab: Tab, state: ImageState): void;
}

/**
 * Asks Google about what a tab shows, once its analysis has ended, and publishes how that goes.
 * What the tab shows meanwhile stays; an answer that comes after it has moved on is only
 * remembered.
 */
export async function askForTab(
  tab: Tab,
  { cloud, stateOf, withRun, publish }: AskForTabOptions,
): Promise<void> {
  const state = await stateOf(tab.id);
  if (!state || state.page === 'no-pin' || state.run.status !== 'done') return;
  const { imageUrl } = state;
  const { analysis } = state.run;
  const imageUrls = imageUrlsOf(state);
  if (imageUrl === null || !imageUrls) return;
  const show = async (shown: ImageState, run: Run & { status: 'done' }) => {
    const next = await withRun(tab, shown, run);
    if (next) publish(tab, next);
  };

  await show(state, { status: 'done', analysis, cloud: { status: 'asking' } });
  const outcome = await cloud.ask({ imageUrls, analysis, remember: !tab.incognito });
  const later = await stateOf(tab.id);
  if (!later || later.page === 'no-pin' || later.imageUrl !== imageUrl) return;
  if (later.run.status !== 'done') return;
  await show(
    later,
    outcome.ok
      ? { status: 'done', analysis: outcome.analysis }
      : { status: 'done', analysis, cloud: { status: 'failed', failure: outcome.failure } },
  );
}

/** Adds Google's word to an analysis of the device, where it is remembered or wanted for every pin. */
export async function addCloudVision(
  cloud: CloudVision,
  request: Parameters<CloudVision['ask']>[0],
  onAsking: () => void,
): Promise<Run & { status: 'done' }> {
  const done = (cloudRun?: CloudRun, analysis = request.analysis) => ({
    status: 'done' as const,
    analysis,
    ...(cloudRun && { cloud: cloudRun }),
  });
  const known = await cloud.recall(request);
  if (known) return done(undefined, known);
  // What is looked at in private goes nowhere without a click.
  if (!request.remember || !(await cloud.isWantedForEveryPin())) return done();
  onAsking();
  const outcome = await cloud.ask(request);
  return outcome.ok
    ? done(undefined, outcome.analysis)
    : done({ status: 'failed', failure: outcome.failure });
}

/** The renditions of the image that a tab shows, the one to try first in front. */
function imageUrlsOf(state: ImageState): readonly [string, ...string[]] | null {
  if (state.imageUrl === null) return null;
  if (state.page === 'picked-image') return [state.imageUrl];
  return [state.imageUrl, ...state.pin.fallbackImages.map(({ url }) => url)];
}
