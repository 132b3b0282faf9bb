import { afterAll, beforeAll, describe, expect, inject } from 'vitest';
import type { BrowserName } from '../../scripts/browsers.ts';
import { type Driver, type LaunchOptions, launch } from './driver.ts';
import { inLanguage } from './in-language.ts';
import { type StandIn, startStandIn } from './stand-in.ts';

/** What the tests of a file share, in each browser anew. */
export interface Surroundings {
  /** Known before anything is started, to define tests by. */
  readonly name: BrowserName;
  readonly driver: Driver;
  readonly standIn: StandIn;
  /** The browser and the extension in it, to launch another one like it. */
  readonly launchOptions: LaunchOptions;
}

export type LaunchChanges = Partial<Pick<LaunchOptions, 'locale' | 'grantHosts' | 'welcome'>> & {
  /** The catalogue of messages that the extension speaks, "de"; default English. */
  language?: string;
  /** Whether the tests hold in a build that could not get every model; default false. */
  anyBuild?: boolean;
};

/**
 * Defines the same tests for every browser. Each gets one browser and one stand-in for the whole
 * of them, which are there from the first `beforeAll` on. At their end, no context of the
 * extension may have logged an error.
 */
export function inEveryBrowser(
  title: string,
  define: (surroundings: Surroundings) => void,
  { language, anyBuild = false, ...changes }: LaunchChanges = {},
): void {
  for (const browser of inject('browsers')) {
    const { name } = browser;
    const isLeftOut = 'unavailable' in browser || !(anyBuild || inject('looksCloser'));
    describe.skipIf(isLeftOut)(`${title} (${name})`, () => {
      let started: Surroundings | undefined;
      let translated: { extension: string; remove(): Promise<void> } | undefined;
      const surroundings = (): Surroundings => {
        if (!started) throw new Error('There is a browser only in tests and hooks.');
        return started;
      };
      beforeAll(async () => {
        if ('unavailable' in browser) return;
        const { executablePath } = browser;
        if (language) translated = await inLanguage(browser.extension, language);
        const { extension } = translated ?? browser;
        const standIn = await startStandIn();
        const launchOptions = { executablePath, extension, port: standIn.port, ...changes };
        try {
          started = { name, driver: await launch(name, launchOptions), standIn, launchOptions };
        } catch (error) {
          await standIn.close();
          throw error;
        }
      });
      afterAll(async () => {
        if (!started) return;
        const { driver, standIn } = started;
        const problems = await driver.takeProblems();
        await driver.close();
        await standIn.close();
        await translated?.remove();
        expect(problems).toEqual([]);
      });
      define({
        name,
        get driver() {
          return surroundings().driver;
        },
        get standIn() {
          return surroundings().standIn;
        },
        get launchOptions() {
          return surroundings().launchOptions;
        },
      });
    });
  }
}
