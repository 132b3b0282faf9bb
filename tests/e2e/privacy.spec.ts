import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { buildExtension, extensionFolder } from '../../scripts/extension.ts';
import type { StandInPage } from '../fixtures/pinterest-page.ts';
import { type Driver, launch } from './driver.ts';
import { inEveryBrowser } from './in-every-browser.ts';
import { addPhotoPin, pinUrlOf } from './pins.ts';
import { askedPins, fetchesOf } from './requests.ts';
import { imageUrlOf } from './stand-in.ts';
import { eventually } from './tab.ts';
import { analysisEnd } from './views.ts';
import { separateVisits } from './visits.ts';

inEveryBrowser(
  'privately',
  (the) => {
    const visits = separateVisits(the);
    const photos = inject('photos');
    let room: StandInPage;
    let sofa: StandInPage;

    beforeAll(async () => {
      sofa = await addPhotoPin(the.standIn, {
        id: '360000000000000001',
        file: photos['product-11'],
      });
      room = await addPhotoPin(the.standIn, {
        id: '360000000000000002',
        file: photos['home-decor-3'],
        title: 'A corner to read in',
      });
    });

    it('asks for the pin’s picture once, without cookie or referrer, and for nothing else', async () => {
      // By now the browser has a cookie for each of the hosts.
      const former = await visits.openPopup(await visits.open(pinUrlOf(sofa)));
      await analysisEnd(former);
      the.standIn.forget();

      const tab = await visits.open(pinUrlOf(room));
      const popup = await visits.openPopup(tab);
      expect(await analysisEnd(popup)).toMatchObject({ state: 'done' });
      await tab.click('magpie-overlay >>> .hotspot');
      await tab.find('magpie-overlay >>> .card');

      const pages = the.standIn.requests.filter(({ host }) => host === 'www.pinterest.com');
      expect(pages.some(({ headers }) => headers.cookie)).toBe(true);
      expect(new Set(the.standIn.requests.map(({ host }) => host))).toEqual(
        new Set(['www.pinterest.com', 'i.pinimg.com']),
      );
      const [fetch, ...further] = fetchesOf(the.standIn);
      expect(further).toEqual([]);
      expect(askedPins(the.standIn)).toEqual([]);
      expect(`https://${fetch?.host}${fetch?.path}`).toBe(imageUrlOf(room));
      expect(fetch?.headers.cookie).toBeUndefined();
      expect(fetch?.headers.referer).toBeUndefined();
      // Whatever else was asked of the image host, by the page or for our views, is this picture.
      const pictures = the.standIn.requests.filter(({ host }) => host === 'i.pinimg.com');
      expect(new Set(pictures.map(({ path }) => path))).toEqual(new Set([fetch?.path]));
      const referrers = new Set(pictures.map(({ headers }) => headers.referer));
      referrers.delete('https://www.pinterest.com/'); // The page's own <img>.
      expect(referrers).toEqual(new Set([undefined]));
    });

    it('would have been caught at breaking the content security policy', async () => {
      const page = await the.driver.openExtensionPage('options.html');
      await page.evaluate(() => {
        const script = document.createElement('script');
        script.textContent = 'window.reached = true';
        document.head.append(script);
      }, null);
      await eventually(
        async () => (await the.driver.takeProblems()).length > 0,
        'the violation to be reported',
      );
      expect(await page.evaluate(() => 'reached' in window, null)).toBe(false);
      await page.close();
    });

    describe('in the build that ships', () => {
      let shipped: Driver | undefined;

      beforeAll(async () => {
        const { name } = the.driver;
        const folder = extensionFolder(name);
        const extension = existsSync(join(folder, 'manifest.json'))
          ? folder
          : await buildExtension(name);
        shipped = await launch(name, { ...the.launchOptions, extension });
      });
      afterAll(() => shipped?.close());

      it('keeps its finds in a shadow root that the page cannot open', async () => {
        const tab = await shipped?.open(pinUrlOf(room));
        const popup = tab && (await shipped?.openPopup(tab));
        if (!tab || !popup) throw new Error('The browser is not open.');
        expect(await analysisEnd(popup)).toMatchObject({ state: 'done' });
        await tab.front();
        const seen = await tab.evaluate(() => {
          const host = document.querySelector('magpie-overlay');
          return { there: host !== null, root: host?.shadowRoot ?? null, text: host?.textContent };
        }, null);
        expect(seen).toEqual({ there: true, root: null, text: '' });
        expect(await shipped?.takeProblems()).toEqual([]);
      });
    });
  },
  { anyBuild: true },
);
