import { beforeAll, expect, inject, it } from 'vitest';
import type { StandInPage } from '../fixtures/pinterest-page.ts';
import { examine } from './axe.ts';
import { inEveryBrowser } from './in-every-browser.ts';
import { addPhotoPin, pinUrlOf } from './pins.ts';
import { eventually, type Tab } from './tab.ts';
import { analysisEnd } from './views.ts';

const OVERLAY = 'magpie-overlay >>>';
const CARD = `${OVERLAY} .card`;
const HOTSPOT = `${OVERLAY} .hotspot`;
const FIELD = `${CARD} input`;
const SAVED = '.options__saved';

/** The photo's armchair in German, as Magpie's lexicon has it. */
const GERMAN = 'gelber Sessel';
const ENGLISH = 'yellow armchair';

inEveryBrowser(
  'searches',
  (the) => {
    let pin: StandInPage;
    let tab: Tab;

    beforeAll(async () => {
      pin = await addPhotoPin(the.standIn, {
        id: '260000000000000001',
        file: inject('photos')['home-decor-3'],
        title: 'A corner to read in',
        era: 'redux',
        link: 'https://www.furniture.example/armchair?ref="pin"',
      });
      tab = await the.driver.open(pinUrlOf(pin));
      await tab.find(`${OVERLAY} .mark[data-status="done"]`);
      await tab.click(HOTSPOT, { text: 'Armchair' });
      await tab.find(CARD);
    });

    it('speak the language of each marketplace, unless the person wants English', async () => {
      expect(await textAt(tab, 'Amazon.de')).toBe(GERMAN);
      expect(await tab.value(FIELD)).toBe(GERMAN);
      const options = await the.driver.openExtensionPage('options.html');
      await options.click('.switch', { text: 'language of the shop' });
      await options.text(SAVED, { text: 'Saved' });
      await tab.front();
      await eventually(
        async () => (await textAt(tab, 'Amazon.de')) === ENGLISH,
        'English searches',
      );
      expect(await tab.value(FIELD)).toBe(ENGLISH);
      await options.close();
    });

    it('are made of words that a person switches and changes', async () => {
      expect(await tab.attribute(`${CARD} .word__switch`, 'aria-pressed', { text: 'yellow' })).toBe(
        'true',
      );
      await tab.click(`${CARD} .word__switch`, { text: 'yellow' });
      await eventually(async () => (await tab.value(FIELD)) === 'armchair', 'the colour to go');
      expect(await textAt(tab, 'Amazon.de')).toBe('armchair');
      expect(await tab.attribute(`${CARD} .word__switch`, 'aria-pressed', { text: 'yellow' })).toBe(
        'false',
      );

      await tab.click(`${CARD} .quiet`, { text: 'Broader' });
      await eventually(async () => (await textAt(tab, 'Amazon.de')) === 'chair', 'a broader noun');
      await (await tab.find(`${CARD} .word--noun`)).select('armchair');
      await tab.click(`${CARD} .quiet`, { text: 'Narrower' });
      await eventually(
        async () => (await textAt(tab, 'Amazon.de')) === ENGLISH,
        'the colour to come back',
      );
    });

    it('are made with the keyboard alone', async () => {
      await tab.focus(FIELD);
      await tab.press('Tab');
      expect(await tab.focused()).toBe('button Colour: yellow');
      await tab.press(' ');
      await eventually(async () => (await tab.value(FIELD)) === 'armchair', 'the colour to go');
      expect(await tab.focused()).toBe('button Colour: yellow');
      await tab.press(' ');
      await eventually(async () => (await tab.value(FIELD)) === ENGLISH, 'it to be back');
    });

    it('are what a person types, until it is reset', async () => {
      await tab.click(FIELD);
      await tab.type(' & more');
      expect(await tab.value(FIELD)).toContain('& more');
      expect(await textAt(tab, 'IKEA')).toContain('& more');
      await tab.click(`${CARD} .quiet`, { text: 'Reset' });
      expect(await tab.value(FIELD)).toBe(ENGLISH);
    });

    it('keep which words a person wants at a shop', async () => {
      await tab.click(`${CARD} .word__switch`, { text: 'yellow' });
      await tab.click(`${CARD} .quiet`, { text: 'Keep for Etsy' });
      await tab.find(`${CARD} .quiet`, { text: 'Kept for Etsy' });
      await tab.press('Escape');
      await tab.waitForGone(CARD);
      await tab.click(HOTSPOT, { text: 'Armchair' });
      expect(await textAt(tab, 'Etsy')).toBe('armchair');
      expect(await textAt(tab, 'Amazon.de')).toBe(ENGLISH);

      const options = await the.driver.openExtensionPage('options.html');
      expect(await options.text('.shop-settings__words')).toContain('without colour');
      await options.click('[aria-label="Forget the words kept for Etsy"]');
      await options.waitForGone('.shop-settings__words');
      await tab.front();
      await eventually(async () => (await textAt(tab, 'Etsy')) === ENGLISH, 'Etsy to have colour');
      await options.close();
    });

    it('go to a shop of the person’s own', async () => {
      const options = await the.driver.openExtensionPage('options.html');
      await options.click('.button', { text: 'Add a shop' });
      await options.click('.custom-shop [name="name"]');
      await options.type('Möbel & Söhne');
      await options.click('.custom-shop [name="url"]');
      await options.type('http://moebel.example/');
      await options.click('.custom-shop .button--first');
      expect(await options.text('.custom-shop [data-fault]')).toContain('begin with https://');
      await retype(options, '.custom-shop [name="url"]', 'https://moebel.example/s?a=1&q={query}');
      expect((await examine(options, 'html')).violations).toEqual([]);
      await options.click('.custom-shop .button--first');
      await options.find('.shop-settings .switch', { text: 'Möbel & Söhne' });
      await options.text(SAVED, { text: 'Saved' });

      const popup = await the.driver.openPopup(tab);
      await analysisEnd(popup);
      await unfold(popup);
      const href = await hrefAt(popup, 'Möbel & Söhne');
      expect(href).toBe('https://moebel.example/s?a=1&q=yellow%20armchair');
      await popup.close();

      // It is kept, and goes again.
      await options.close();
      const again = await the.driver.openExtensionPage('options.html');
      await again.click('[aria-label="Remove Möbel & Söhne"]');
      await again.waitForGone('.shop-settings .switch', 'Möbel & Söhne');
      await again.close();
    });

    it('open all at once, beside the page, from the card and from the popup', async () => {
      await tab.front();
      await unfold(tab, `${CARD} `);
      const hrefs = await shopLinks(tab);
      expect(hrefs.length).toBeGreaterThan(4);
      the.standIn.forget();
      await tab.click(`${CARD} .shops__all`);
      await expectOpened(hrefs);

      const popup = await the.driver.openPopup(tab);
      await analysisEnd(popup);
      await unfold(popup);
      await popup.click('.shops__all', { text: 'armchair' });
      await expectOpened(hrefs);
      await popup.close();
    });

    it('begin with where the pin itself leads', async () => {
      const link = 'https://www.furniture.example/armchair?ref=%22pin%22';
      await tab.front();
      expect(await tab.text(`${CARD} .offer`)).toContain('furniture.example');
      expect(await tab.attribute(`${CARD} .offer`, 'href')).toBe(link);
      const popup = await the.driver.openPopup(tab);
      expect(await popup.attribute('.offer', 'href')).toBe(link);
      expect(await popup.attribute('.offer', 'rel')).toContain('noopener');
      await popup.close();
    });

    it('go to the marketplaces of the country whose Pinterest is open', async () => {
      const british = await the.driver.open(
        pinUrlOf(pin).replace('www.pinterest.com', 'www.pinterest.co.uk'),
      );
      const popup = await the.driver.openPopup(british);
      await analysisEnd(popup);
      await popup.find('.shops a', { text: 'Amazon.co.uk' });
      await popup.close();
      await british.close();
    });

    it('please axe with their words unfolded, in card and popup', async () => {
      const popup = await the.driver.openPopup(tab);
      await analysisEnd(popup);
      await popup.click('.find__query');
      await popup.find('.find__editor .query');
      expect((await examine(popup, 'html')).violations).toEqual([]);
      await popup.close();
      await tab.front();
      await tab.find(CARD);
      expect((await examine(tab, 'magpie-overlay')).violations).toEqual([]);
    });

    /** Expects a tab for each address, and closes them. */
    async function expectOpened(hrefs: readonly string[]): Promise<void> {
      const opened: Tab[] = [];
      await eventually(async () => {
        opened.push(...(await the.driver.openedTabs()));
        return opened.length >= hrefs.length;
      }, `${hrefs.length} tabs to open`);
      const urls = await Promise.all(
        opened.map((one) =>
          eventually(async () => {
            const url = await one.url();
            return url === 'about:blank' ? null : url;
          }, 'a shop to load'),
        ),
      );
      expect(new Set(urls)).toEqual(new Set(hrefs));
      for (const one of opened) {
        expect(await one.evaluate(() => window.opener === null, null)).toBe(true);
        await one.close();
      }
    }
  },
  { locale: 'de-DE' },
);

/** Shows every shop of the armchair, in the card or in the popup. */
async function unfold(view: Tab, within = ''): Promise<void> {
  await view.front();
  await view.click(`${within}.shops__more[aria-expanded="false"]`, { text: 'armchair' });
  await view.find(`${within}.shops__all`, { text: 'armchair' });
}

/** The words that the link of a shop in the card searches for. */
async function textAt(tab: Tab, shop: string): Promise<string> {
  const href = new URL(await hrefAt(tab, shop, `${CARD} `));
  return [...href.searchParams.values()].at(-1) ?? '';
}

async function hrefAt(view: Tab, shop: string, within = ''): Promise<string> {
  return (await view.attribute(`${within}.shops a`, 'href', { text: shop })) ?? '';
}

function shopLinks(tab: Tab): Promise<string[]> {
  return tab.evaluate(() => {
    const card = document.querySelector('magpie-overlay')?.shadowRoot?.querySelector('.card');
    return [...(card?.querySelectorAll<HTMLAnchorElement>('.shops a') ?? [])]
      .map(({ href }) => href)
      .slice(0, 8);
  }, null);
}

async function retype(tab: Tab, selector: string, text: string): Promise<void> {
  await (await tab.find(selector)).evaluate((field) => {
    if (field instanceof HTMLInputElement) field.select();
  });
  await tab.type(text);
}
