import { beforeAll, describe, expect, inject, it } from 'vitest';
import { IMAGE_HOST_PATTERN, PINTEREST_MATCH_PATTERNS } from '../../lib/pin/hosts.ts';
import type { StandInPage } from '../fixtures/pinterest-page.ts';
import { inEveryBrowser } from './in-every-browser.ts';
import { addPhotoPin, pinUrlOf } from './pins.ts';
import type { Tab } from './tab.ts';
import { analysisEnd } from './views.ts';

const ALL = [...PINTEREST_MATCH_PATTERNS, IMAGE_HOST_PATTERN];
const HEADING = '.notice h2';
const ACTION = '.notice .button';
const MARK = 'magpie-overlay >>> .mark';
const NO_PAGES = 'Magpie needs your permission to look at pictures on Pinterest.';
const NO_PICTURES = 'Magpie may read Pinterest, but not fetch its pictures.';

inEveryBrowser(
  'permissions',
  (the) => {
    let room: StandInPage;
    let sofa: StandInPage;

    beforeAll(async () => {
      const photos = inject('photos');
      room = await addPhotoPin(the.standIn, {
        id: '370000000000000001',
        file: photos['home-decor-3'],
      });
      sofa = await addPhotoPin(the.standIn, {
        id: '370000000000000002',
        file: photos['product-11'],
      });
    });

    /** Says yes in a view of ours. Chromium asks in a window that no driver can reach. */
    const grant = async (view: Tab, button: string): Promise<void> => {
      if (the.name === 'firefox') await view.click(ACTION, { text: button });
      else await the.driver.setHostAccess(ALL);
    };

    describe('of the pictures', () => {
      it('may be taken away while the popup is open, which says so and takes them back', async () => {
        const tab = await the.driver.open(pinUrlOf(room));
        const popup = await the.driver.openPopup(tab);
        await analysisEnd(popup);
        await the.driver.setHostAccess(PINTEREST_MATCH_PATTERNS);
        expect(await popup.text(HEADING, { text: 'fetch' })).toBe(NO_PICTURES);
        expect(await popup.text(ACTION)).toBe('Allow pictures');
        await grant(popup, 'Allow pictures');
        await popup.find('.find');
        await popup.close();
        await tab.close();
      });

      it('are missed by a pin, which is looked at as soon as they are back', async () => {
        await the.driver.setHostAccess(PINTEREST_MATCH_PATTERNS);
        const tab = await the.driver.open(pinUrlOf(sofa));
        await tab.find(`${MARK}[data-status="failed"]`);
        expect(await tab.text('magpie-overlay >>> .panel')).toBe(NO_PAGES);
        const popup = await the.driver.openPopup(tab);
        expect(await popup.text(HEADING)).toBe(NO_PICTURES);
        await grant(popup, 'Allow pictures');
        await tab.front();
        await tab.find(`${MARK}[data-status="done"]`);
        await popup.close();
        await tab.close();
      });
    });

    describe('of all hosts', () => {
      it('may be taken away from an open pin, and be given back to it', async () => {
        const tab = await the.driver.open(pinUrlOf(room));
        const popup = await the.driver.openPopup(tab);
        await analysisEnd(popup);
        await the.driver.setHostAccess([]);
        expect(await popup.text(HEADING, { text: 'permission' })).toBe(NO_PAGES);
        await grant(popup, 'Allow on Pinterest');
        await popup.find('.find');
        await popup.close();
        await tab.close();
      });

      it('stay away over an update, and a page from before them has to be loaded again', async () => {
        await the.driver.setHostAccess([]);
        await the.driver.reloadExtension();
        const tab = await the.driver.open(pinUrlOf(room));
        expect(await tab.count(MARK)).toBe(0);
        const popup = await the.driver.openPopup(tab);
        expect(await popup.text(HEADING)).toBe(NO_PAGES);
        await grant(popup, 'Allow on Pinterest');
        await popup.find(HEADING, { text: 'This page was open before Magpie was ready.' });
        // Asking a page that has no content script is what Chromium calls an error.
        for (const problem of await the.driver.takeProblems()) {
          expect(problem).toContain('Receiving end does not exist');
        }
        await popup.click(ACTION, { text: 'Reload the page' });
        await tab.front();
        await tab.find(`${MARK}[data-status="done"]`);
        await tab.close();
      });

      it('are asked for on the welcome page as well', async () => {
        await the.driver.setHostAccess([]);
        const welcome = await the.driver.openExtensionPage('welcome.html');
        await welcome.find('.welcome__permission');
        if (the.name === 'firefox') await welcome.click('button', { text: 'Allow on Pinterest' });
        else await the.driver.setHostAccess(ALL);
        await welcome.waitForGone('.welcome__permission');
        await welcome.close();
      });
    });
  },
  { anyBuild: true },
);
