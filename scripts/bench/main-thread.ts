import { setTimeout as sleep } from 'node:timers/promises';
import { pinUrlOf } from '../../tests/e2e/pins.ts';
import type { Tab } from '../../tests/e2e/tab.ts';
import { follow, openGrid } from './openings.ts';
import { inTurn, type Stage } from './stage.ts';
import { type LongestTasks, longestTasks, TRACE_CATEGORIES } from './trace.ts';

/** A host with the same pages on which the extension does not run. */
const HOST_WITHOUT_MAGPIE = 'www.pinterest.example';

/** For the page to finish what a visit set off, milliseconds. */
const REST = 300;

/** The longest tasks of visits to a pin, with the extension and without. */
export interface MainThreadTimes {
  withMagpie: LongestTasks[];
  withoutMagpie: LongestTasks[];
}

/** Traces visits: the page is loaded, looked at, a find's card opened, and the page scrolled. */
export async function traceVisits(stage: Stage, runs: number): Promise<MainThreadTimes> {
  const { bench, measured } = stage;
  const { tab, id } = await openGrid(stage);
  const { protocol, host } = new URL(await bench.url());
  const origin = `${protocol}//${host}`;
  const times: MainThreadTimes = { withMagpie: [], withoutMagpie: [] };
  for (const pin of inTurn(measured, runs)) {
    const url = new URL(pinUrlOf(pin));
    await follow(stage, id, pin);
    times.withMagpie.push(
      await traceVisit(tab, url, origin, async () => {
        await bench.evaluate(() => magpieBench.timeline(), null);
        await tab.click('magpie-overlay >>> .hotspot');
        await sleep(REST);
        await tab.press('Escape');
      }),
    );
    url.host = HOST_WITHOUT_MAGPIE;
    times.withoutMagpie.push(await traceVisit(tab, url, origin, () => sleep(REST)));
  }
  await tab.close();
  return times;
}

async function traceVisit(
  tab: Tab,
  { href }: URL,
  origin: string,
  look: () => Promise<void>,
): Promise<LongestTasks> {
  await tab.page.tracing.start({ categories: TRACE_CATEGORIES });
  await tab.goto(href);
  await look();
  await tab.page.mouse.wheel({ deltaY: 400 });
  await sleep(REST);
  const trace = await tab.page.tracing.stop();
  return longestTasks(new TextDecoder().decode(trace), href, origin);
}
