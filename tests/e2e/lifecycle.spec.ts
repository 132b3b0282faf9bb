import { beforeAll, expect, inject, it } from 'vitest';
import type { StandInPage } from '../fixtures/pinterest-page.ts';
import { CHAIR } from './finds-of-build.ts';
import { inEveryBrowser } from './in-every-browser.ts';
import { addPhotoPin, pinUrlOf } from './pins.ts';
import { fetchedUrls } from './requests.ts';
import { imageUrlOf } from './stand-in.ts';
import { eventually, type Tab } from './tab.ts';
import { analysisEnd } from './views.ts';
import { separateVisits } from './visits.ts';

const HOST = 'magpie-overlay';
const DONE = 'magpie-overlay >>> .mark[data-status="done"]';

inEveryBrowser(
  'the extension',
  (the) => {
    const visits = separateVisits(the);
    const photos = inject('photos');
    let next: StandInPage;
    let count = 0;

    /** A pin whose picture no test has looked at before. */
    const addPin = (related: StandInPage[] = []) => {
      count++;
      return addPhotoPin(the.standIn, {
        id: `34000000000000000${count}`,
        file: photos['home-decor-3'],
        imageName: `lifecycle ${count}`,
        title: `Pin ${count}`,
        related,
      });
    };

    /** Opens a new pin and comes back while its picture is on its way. */
    const openMidAnalysis = async (): Promise<{ tab: Tab; pin: StandInPage }> => {
      const pin = await addPin([next]);
      the.standIn.setFault(imageUrlOf(pin), { kind: 'slow', ms: 2_000 });
      const tab = await visits.open(pinUrlOf(pin));
      await eventually(
        async () => fetchedUrls(the.standIn).includes(imageUrlOf(pin)),
        'the picture to be fetched',
      );
      return { tab, pin };
    };

    beforeAll(async () => {
      next = await addPin();
    });

    it.each(['killBackground', 'killEngine'] as const)(
      'starts over when its work is cut short by %s',
      async (kill) => {
        const { tab, pin } = await openMidAnalysis();
        await the.driver[kill]();
        const popup = await visits.openPopup(tab);
        expect(await analysisEnd(popup)).toMatchObject({ state: 'done' });
        await popup.find('.find h2', { text: CHAIR });
        await tab.front();
        await tab.find(DONE);
        // What had been cut short was not finished, but done again.
        expect(fetchedUrls(the.standIn)).toEqual([imageUrlOf(pin), imageUrlOf(pin)]);
      },
    );

    it('wakes up for the next pin, and remembers the former', async () => {
      const tab = await visits.open(pinUrlOf(await addPin([next])));
      await tab.find(DONE);
      await the.driver.killBackground();
      the.standIn.forget();
      await tab.click(`a[href="/pin/${next.id}/"]`);
      const popup = await visits.openPopup(tab);
      await popup.find('h1', { text: next.title });
      expect(await analysisEnd(popup)).toMatchObject({ state: 'done' });
      expect(fetchedUrls(the.standIn)).toEqual([imageUrlOf(next)]);

      await the.driver.killBackground();
      the.standIn.forget();
      await tab.page.goBack();
      await popup.find('h1', { text: `Pin ${count}` });
      expect(await analysisEnd(popup)).toMatchObject({ state: 'done' });
      expect(fetchedUrls(the.standIn)).toEqual([]);
    });

    it('ends the work for a tab that is closed', async () => {
      const { tab, pin } = await openMidAnalysis();
      await tab.close();
      const popup = await visits.openPopup(await visits.open(pinUrlOf(next)));
      expect(await analysisEnd(popup)).toMatchObject({ state: 'done' });
      // What had been closed was not finished: to be seen, it has to be fetched again.
      the.standIn.clearFaults();
      the.standIn.forget();
      const again = await visits.openPopup(await visits.open(pinUrlOf(pin)));
      expect(await analysisEnd(again)).toMatchObject({ state: 'done' });
      expect(fetchedUrls(the.standIn)).toEqual([imageUrlOf(pin)]);
    });

    it('is reloaded under an open page', async () => {
      const tab = await visits.open(pinUrlOf(next));
      await tab.find(DONE);
      await the.driver.reloadExtension();
      // Chromium leaves the page alone until it is loaded anew; Firefox starts us in it again.
      await tab.front();
      if (the.driver.name === 'chromium') await tab.waitForGone(HOST);
      if (the.driver.name === 'chromium') await tab.goto(pinUrlOf(next));
      await tab.find(DONE);
      expect(
        await tab.evaluate(() => document.querySelectorAll('magpie-overlay').length, null),
      ).toBe(1);
      const popup = await visits.openPopup(tab);
      expect(await analysisEnd(popup)).toMatchObject({ state: 'done' });
    });
  },
  { anyBuild: true },
);
