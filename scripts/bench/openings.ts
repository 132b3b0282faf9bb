import type { BareTimes } from '../../entrypoints/bench/bare-predictions.ts';
import type { Timeline } from '../../entrypoints/bench/bench-page.ts';
import { pinUrlOf } from '../../tests/e2e/pins.ts';
import { imageUrlOf } from '../../tests/e2e/stand-in.ts';
import type { Tab } from '../../tests/e2e/tab.ts';
import type { StandInPage } from '../../tests/fixtures/pinterest-page.ts';
import { inTurn, type Stage } from './stage.ts';

/** A pin that was opened, and when, in milliseconds since 1970. */
export interface Opening extends Timeline {
  photo: string;
  opened: number;
}

/** An opening with what the models alone take on the same picture, right after it. */
export interface ComparedOpening extends Opening {
  bare: BareTimes;
}

/** Loads the page of a pin in a browser that has analysed none yet. */
export async function openCold(stage: Stage, pin: StandInPage): Promise<Opening> {
  return openByLoading(stage, await openGrid(stage), pin);
}

/** Loads pages of pins, the engine warm; timed from the start of the navigation. */
export async function openWarm(stage: Stage, runs: number): Promise<Opening[]> {
  const tab = await openFirst(stage);
  const openings: Opening[] = [];
  for (const pin of inTurn(stage.measured, runs)) {
    openings.push(await openByLoading(stage, tab, pin));
  }
  await tab.tab.close();
  return openings;
}

/** Opens each pin `runs` times by a click on another pin's page, the engine warm. */
export async function openByClick(stage: Stage, runs: number): Promise<ComparedOpening[]> {
  const { bench, measured } = stage;
  const tab = await openFirst(stage);
  const timePredictions = (pin: StandInPage) =>
    bench.evaluate((url) => magpieBench.timePredictions(url), imageUrlOf(pin));
  // A model's first execution is slower; Magpie's models have theirs behind them.
  for (const pin of measured) await timePredictions(pin);

  const openings: ComparedOpening[] = [];
  for (const pin of inTurn(measured, runs * measured.length)) {
    await follow(stage, tab.id, pin);
    const opened = await tab.tab.evaluate((id) => {
      const now = performance.timeOrigin + performance.now();
      document.querySelector<HTMLElement>(`[data-grid-item] a[href="/pin/${id}/"]`)?.click();
      return now;
    }, pin.id);
    const timeline = await bench.evaluate(() => magpieBench.timeline(), null);
    openings.push({ photo: pin.title, opened, ...timeline, bare: await timePredictions(pin) });
  }
  await tab.tab.close();
  return openings;
}

/** A tab with the id that the extension knows it by. */
interface KnownTab {
  tab: Tab;
  id: number;
}

async function openByLoading(
  stage: Stage,
  { tab, id }: KnownTab,
  pin: StandInPage,
): Promise<Opening> {
  await follow(stage, id, pin);
  await tab.goto(pinUrlOf(pin));
  const opened = await tab.evaluate(() => performance.timeOrigin, null);
  const timeline = await stage.bench.evaluate(() => magpieBench.timeline(), null);
  return { photo: pin.title, opened, ...timeline };
}

/** A tab in front, on a page of Pinterest without an open pin. */
export async function openGrid({ driver, bench }: Stage): Promise<KnownTab> {
  const tab = await driver.open('https://www.pinterest.com/');
  await tab.front();
  return { tab, id: await bench.evaluate((url) => magpieBench.tabIdOf(url), await tab.url()) };
}

/** A tab in which the first pin has been analysed: from then on the engine is warm. */
async function openFirst(stage: Stage): Promise<KnownTab> {
  const tab = await openGrid(stage);
  await openByLoading(stage, tab, stage.first);
  return tab;
}

/** Without the cache's answer, which would be no analysis. */
export async function follow({ bench }: Stage, tabId: number, { id }: StandInPage): Promise<void> {
  await bench.evaluate(
    async (pin) => {
      await magpieBench.forgetAnalyses();
      magpieBench.follow(pin.tabId, pin.id);
    },
    { tabId, id },
  );
}
