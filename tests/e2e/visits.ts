import { afterEach, beforeEach, expect } from 'vitest';
import type { Surroundings } from './in-every-browser.ts';
import type { Tab } from './tab.ts';

/** Opens tabs that are closed after the test. */
export interface Visits {
  open(url: string): Promise<Tab>;
  openPopup(tab: Tab): Promise<Tab>;
}

/**
 * Keeps the tests of a file apart: each starts with a stand-in that works and remembers no
 * request, and ends with its tabs closed and no error logged by the extension.
 */
export function separateVisits(the: Surroundings): Visits {
  let tabs: Tab[] = [];
  const keep = (tab: Tab): Tab => {
    tabs.push(tab);
    return tab;
  };
  beforeEach(() => {
    the.standIn.clearFaults();
    the.standIn.forget();
  });
  afterEach(async () => {
    const toClose = tabs;
    tabs = [];
    // A test may have closed one itself.
    await Promise.all(toClose.map((tab) => tab.close().catch(() => {})));
    expect(await the.driver.takeProblems()).toEqual([]);
  });
  return {
    open: async (url) => keep(await the.driver.open(url)),
    openPopup: async (tab) => keep(await the.driver.openPopup(tab)),
  };
}
