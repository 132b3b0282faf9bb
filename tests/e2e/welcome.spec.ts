import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { extensionFolder } from '../../scripts/extension.ts';
import { examine } from './axe.ts';
import { inEveryBrowser } from './in-every-browser.ts';
import type { Tab } from './tab.ts';

const MARK = 'magpie-overlay >>> .mark';
const HOTSPOT = 'magpie-overlay >>> .hotspot';
const CARD = 'magpie-overlay >>> .card';

inEveryBrowser(
  'the welcome page',
  (the) => {
    let welcome: Tab | undefined;
    const page = (): Tab => {
      if (!welcome) throw new Error('The welcome page has not opened.');
      return welcome;
    };
    const { name } = the;
    const hasModels = existsSync(
      join(extensionFolder(name, { e2e: true }), 'models', 'localizer', 'model.json'),
    );

    it('opens by itself, once', async () => {
      const [opened, ...others] = await the.driver.openedTabs();
      welcome = opened;
      expect(others).toEqual([]);
      expect(await page().url()).toMatch(/\/welcome\.html$/);
      expect(await page().text('h1')).toBe('Find what’s in a pin');
      // All hosts were granted at the installation.
      expect(await page().count('.welcome__permission')).toBe(0);
    });

    if (hasModels) {
      it('finds the things of our own picture, and asks nobody for anything', async () => {
        the.standIn.forget();
        await page().evaluate(recordProgress, null);
        await page().click('button', { text: 'Try it' });
        await page().find(`${MARK}[data-status="done"]`);
        const names = await page().evaluate(
          () =>
            [
              ...(document
                .querySelector('magpie-overlay')
                ?.shadowRoot?.querySelectorAll('.hotspot') ?? []),
            ].map((spot) => spot.getAttribute('aria-label')?.split(',')[0] ?? ''),
          null,
        );
        expect(names).toEqual(
          expect.arrayContaining(['Sofa', 'Floor lamp', 'Houseplant', 'Wall art', 'Wall clock']),
        );
        // Each stage was shown as it came.
        const progress = await page().evaluate(() => document.body.dataset.progress, null);
        expect(progress?.split(' ').length).toBeGreaterThan(2);
        expect(the.standIn.requests).toEqual([]);
      });

      it('shows a find’s searches by words, by keyboard alone', async () => {
        await page().focus(HOTSPOT, { text: 'Sofa' });
        await page().press('Enter');
        expect(await page().text(`${CARD} h2`)).toContain('Sofa');
        await page().click(`${CARD} .shops__more`);
        const href = await page().attribute(`${CARD} .shops a`, 'href');
        expect(href).toMatch(/^https:\/\/www\.etsy\.com\/.*sofa/);
        // Nobody else can fetch a picture of the extension's own.
        expect(await page().count(`${CARD} .shops a`, 'Google Lens')).toBe(0);
        await page().press('Escape');
        await page().waitForGone(CARD);
      });
    }

    it.each(['light', 'dark'] as const)('gives axe nothing to say (%s)', async (colorScheme) => {
      await the.driver.setMedia({ colorScheme, reducedMotion: true });
      await page().front();
      expect((await examine(page(), 'html')).violations).toEqual([]);
    });

    it('does not come back with an update', async () => {
      await the.driver.reloadExtension();
      const options = await the.driver.openExtensionPage('options.html');
      await options.find('.models li');
      expect(await the.driver.openedTabs()).toEqual([]);
      await options.close();
    });
  },
  { welcome: true, anyBuild: true },
);

/** Notes in the page each share of the work that the mark shows as done. */
function recordProgress(): void {
  const seen = new Set<string>();
  const note = () => {
    const ring = document
      .querySelector('magpie-overlay')
      ?.shadowRoot?.querySelector<HTMLElement>('.mark__ring');
    if (ring) seen.add(ring.style.getPropertyValue('--done'));
    document.body.dataset.progress = [...seen].join(' ');
    if (!seen.has('100%')) requestAnimationFrame(note);
  };
  note();
}
