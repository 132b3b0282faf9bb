import { beforeAll, expect, inject, it } from 'vitest';
import { examine } from './axe.ts';
import { inEveryBrowser } from './in-every-browser.ts';
import { findCutOff } from './layout.ts';
import { addPhotoPin, pinUrlOf } from './pins.ts';
import { eventually, type Tab } from './tab.ts';
import { analysisEnd } from './views.ts';

const OVERLAY = 'magpie-overlay >>>';
const CARD = `${OVERLAY} .card`;
const HOTSPOT = `${OVERLAY} .hotspot`;
const OPTION = `${CARD} [role="option"]`;

inEveryBrowser(
  'in German',
  (the) => {
    let tab: Tab;
    let popup: Tab;
    let options: Tab;
    let welcome: Tab;

    beforeAll(async () => {
      const pin = await addPhotoPin(the.standIn, {
        id: '270000000000000001',
        file: inject('photos')['home-decor-3'],
        title: 'A corner to read in',
      });
      tab = await the.driver.open(pinUrlOf(pin));
      await tab.find(`${OVERLAY} .mark[data-status="done"]`);
    });

    it('the finds on the picture are named and explained', async () => {
      expect(await tab.text(`${OVERLAY} .mark`)).toMatch(/^\d+ Treffer$/);
      expect(await tab.attribute(`${OVERLAY} .overlay`, 'lang')).toBe('de');
      await tab.click(HOTSPOT, { text: 'Sessel' });
      expect(await tab.text(`${CARD} h2`)).toMatch(/^Sessel (sicher|wahrscheinlich|vielleicht)$/);
      expect(await tab.text(`${CARD} .shops`)).toContain('Mehr Shops');
      await tab.find(`${CARD} .word`, { text: 'gelb' });
    });

    it('a find is called by what is typed in German', async () => {
      await tab.click(`${CARD} .correction__button`);
      await tab.find(OPTION, { text: 'Stuhl' });
      await tab.type('Stehl');
      await tab.find(OPTION, { text: 'Stehlampe' });
      await tab.press('Enter');
      await tab.find(`${CARD} h2`, { text: 'Stehlampe dein Wort' });
    });

    it('popup, options and welcome page say what they are in, and what they show', async () => {
      popup = await the.driver.openPopup(tab);
      expect(await analysisEnd(popup)).toMatchObject({
        state: 'done',
        words: expect.stringMatching(/^\d+ Treffer · auf diesem Gerät erkannt$/),
      });
      await popup.find('.find h2', { text: 'Stehlampe dein Wort' });
      options = await the.driver.openExtensionPage('options.html');
      await options.find('.models li');
      expect(await options.text('h1')).toBe('Einstellungen');
      welcome = await the.driver.openExtensionPage('welcome.html');
      expect(await welcome.text('h1')).toBe('Finde, was in einem Pin ist');
      for (const view of [popup, options, welcome]) {
        expect(await view.attribute('html', 'lang')).toBe('de');
      }
      expect(await options.evaluate(() => document.title, null)).toBe('Einstellungen von Magpie');
    });

    it('nothing is cut off, at 320 px and with text at 200 % as well', async () => {
      for (const view of [popup, options, welcome]) {
        await view.front();
        for (const [width, textSize] of [
          [380, '100%'],
          [320, '100%'],
          [320, '200%'],
        ] as const) {
          await view.resize(width, 600);
          await view.evaluate((size) => {
            document.documentElement.style.fontSize = size;
          }, textSize);
          await eventually(
            async () => (await view.evaluate(() => innerWidth, null)) === width,
            'the window to be resized',
          );
          expect(await view.evaluate(findCutOff, null)).toEqual([]);
        }
        expect((await examine(view, 'html')).violations).toEqual([]);
      }
    });
  },
  { language: 'de' },
);
