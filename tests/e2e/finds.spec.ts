import { readFile } from 'node:fs/promises';
import { beforeAll, expect, inject, it } from 'vitest';
import type { StandInPage } from '../fixtures/pinterest-page.ts';
import { examine } from './axe.ts';
import { chooseFile, saveFile } from './files.ts';
import { inEveryBrowser } from './in-every-browser.ts';
import { findCutOff } from './layout.ts';
import { addPhotoPin, pinUrlOf } from './pins.ts';
import { eventually, type Tab } from './tab.ts';
import { analysisEnd } from './views.ts';

const OVERLAY = 'magpie-overlay >>>';
const MARK = `${OVERLAY} .mark`;
const HOTSPOT = `${OVERLAY} .hotspot`;
const CARD = `${OVERLAY} .card`;
const PRESSED = '.star[aria-pressed="true"]';

inEveryBrowser('saved finds', (the) => {
  let tab: Tab;
  let popup: Tab;
  let page: Tab;
  let pin: StandInPage;
  let noun: string;
  /** What the page offered to download last. */
  let exported: string;

  beforeAll(async () => {
    pin = await addPhotoPin(the.standIn, {
      id: '270000000000000001',
      file: inject('photos')['home-decor-3'],
      title: 'Eine Leseecke für Zoë',
      board: 'Reading corners',
    });
    tab = await the.driver.open(pinUrlOf(pin));
    await tab.find(`${MARK}[data-status="done"]`);
    popup = await the.driver.openPopup(tab);
    await analysisEnd(popup);
  });

  const tiles = (text = '') => page.count('.tile', text);
  /** Chooses a value of the first select, or the second, and lets the page know. */
  const choose = (nth: number, value: string) =>
    page.evaluate(
      (wanted) => {
        const select =
          document.querySelectorAll<HTMLSelectElement>('.saved__choice select')[wanted.nth];
        if (!select) throw new Error('no such choice');
        select.value = wanted.value;
        select.dispatchEvent(new Event('change', { bubbles: true }));
      },
      { nth, value },
    );
  const search = async (words: string) => {
    await page.focus('.saved__bar input');
    await page.evaluate(() => {
      const field = document.querySelector<HTMLInputElement>('.saved__bar input');
      field?.select();
    }, null);
    await page.press('Backspace');
    if (words !== '') await page.type(words);
  };

  it('are saved by the star of a card, with the search as it is edited, and the popup knows', async () => {
    await tab.click(HOTSPOT, { text: 'Armchair' });
    await tab.find(`${CARD} .star[aria-pressed="false"]`);
    await tab.focus(`${CARD} .query input`);
    await tab.press('End');
    await tab.type(' vintage');
    await tab.focus(`${CARD} .star`);
    await tab.press('Enter');
    await tab.find(`${CARD} ${PRESSED}`);
    await tab.find(`${CARD} [role="status"]`, { text: 'Saved to your finds.' });
    await popup.find(`.find ${PRESSED}`, { text: 'armchair' });
    expect(await popup.count(`.find ${PRESSED}`)).toBe(1);
  });

  it('are saved by the star of the popup, and the card knows', async () => {
    const stars = await popup.count('.find .star');
    expect(stars).toBeGreaterThan(1);
    const label = await popup.attribute('.find .star[aria-pressed="false"]', 'aria-label');
    noun = /“(.*)”/.exec(label ?? '')?.[1] ?? '';
    await popup.click('.find .star', { text: `“${noun}”` });
    await popup.find(`.find ${PRESSED}`, { text: `“${noun}”` });
    expect(await popup.count(`.find ${PRESSED}`)).toBe(2);

    await popup.click('.find .star', { text: '“armchair”' });
    await tab.find(`${CARD} .star[aria-pressed="false"]`);
    await popup.click('.find .star', { text: '“armchair”' });
    await tab.find(`${CARD} ${PRESSED}`);
    // Saved from the popup, it is searched for as the popup has it; the card's search counts here.
    await tab.click(`${CARD} .star`);
    await tab.find(`${CARD} .star[aria-pressed="false"]`);
    await tab.click(`${CARD} .star`);
    await popup.find(`.find ${PRESSED}`, { text: '“armchair”' });
  });

  it('are known again after the page was loaded anew', async () => {
    await tab.goto(pinUrlOf(pin));
    await tab.find(`${MARK}[data-status="done"]`);
    await tab.click(HOTSPOT, { text: 'Armchair' });
    await tab.find(`${CARD} ${PRESSED}`);
  });

  it('are shown with crop, noun, colours, search, shops, pin and board', async () => {
    page = await the.driver.openExtensionPage('finds.html');
    await page.resize(1100, 900);
    await page.find('.tile h2', { text: 'Armchair' });
    expect(await tiles()).toBe(2);
    // The newest comes first.
    expect(await page.text('.tile h2')).toBe('Armchair');
    const armchair = await page.text('.tile', { text: 'Armchair' });
    expect(armchair).toContain('vintage');
    expect(armchair).toContain('Board: Reading corners');
    expect(await page.count('.tile .chip')).toBeGreaterThan(1);
    expect(await page.attribute('.tile__pin', 'href')).toBe(pinUrlOf(pin));
    expect(await page.text('.tile__pin')).toBe('Eine Leseecke für Zoë');
    const link = new URL((await page.attribute('.tile .shops a', 'href')) ?? '');
    expect(link.searchParams.get('q')).toMatch(/armchair vintage$/);
    const crop = await eventually(
      () =>
        page.evaluate(() => {
          const image = document.querySelector<HTMLImageElement>('.tile__picture > img');
          return image?.complete && image.src.startsWith('blob:') ? image.naturalWidth : null;
        }, null),
      'the crop to be shown',
    );
    expect(crop).toBeGreaterThan(100);
    expect(crop).toBeLessThanOrEqual(320);
  });

  it('are nothing that axe or a narrow window finds fault with', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await the.driver.setMedia({ colorScheme, reducedMotion: true });
      await page.front();
      expect((await examine(page, 'html')).violations).toEqual([]);
    }
    for (const width of [320, 360, 800]) {
      await page.resize(width, 800);
      expect(await page.evaluate(findCutOff, null)).toEqual([]);
    }
    await page.resize(1100, 900);
  });

  it('are reached by keyboard, control by control, and show where one is', async () => {
    await page.front();
    const count = await page.evaluate(() => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      const controls = [
        ...document.querySelectorAll<HTMLElement>('a[href], button, select, input'),
      ].filter((control) => control.checkVisibility());
      for (const [index, control] of controls.entries()) control.dataset.order = String(index);
      return controls.length;
    }, null);
    expect(count).toBeGreaterThan(20);
    const walked: (string | undefined)[] = [];
    for (let step = 0; step < count; step += 1) {
      await page.press('Tab');
      walked.push(
        await page.evaluate(() => {
          const active = document.activeElement;
          if (!(active instanceof HTMLElement) || !active.matches(':focus-visible')) return 'lost';
          return getComputedStyle(active).outlineStyle === 'none' ? 'unseen' : active.dataset.order;
        }, null),
      );
    }
    expect(walked).toEqual(Array.from({ length: count }, (_, index) => String(index)));
  });

  it('have notes, which are kept and searched, whatever the accents', async () => {
    await page.click('.note__edit');
    await eventually(async () => /^textarea/.test(await page.focused()), 'the focus on the note');
    await page.type('Für die Diele');
    await page.press('Control+Enter');
    await page.find('.note__text', { text: 'Für die Diele' });
    await eventually(
      async () => (await page.focused()) === 'button Change the note',
      'the focus on the way back to the note',
    );

    await search('fur diele');
    await page.waitForGone('.tile', noun === '' ? '?' : `“${noun}”`);
    expect(await tiles()).toBe(1);
    await search('zoe reading');
    await eventually(async () => (await tiles()) === 2, 'both to be found');
    await search('teapot');
    await page.find('.saved__notice', { text: 'None of your finds' });
    await page.click('.saved__notice button');
    await eventually(async () => (await tiles()) === 2, 'all to be shown');
  });

  it('are sorted and grouped', async () => {
    await choose(0, 'oldest');
    await eventually(async () => (await page.text('.tile h2')) !== 'Armchair', 'the oldest first');
    await choose(0, 'noun');
    const names = await page.evaluate(
      () => [...document.querySelectorAll('.tile h2')].map(({ textContent }) => textContent ?? ''),
      null,
    );
    expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b)));
    await choose(1, 'board');
    expect(await page.text('.saved__group h2')).toBe('Reading corners 2 finds');
    await choose(1, 'object');
    await page.find('.saved__group h2', { text: 'Armchair' });
    expect(await page.count('.saved__group')).toBe(2);
    await choose(1, 'none');
    await choose(0, 'newest');
  });

  it('are deleted with a way back, one and all, and the pin knows', async () => {
    await page.click('.tile__delete', { text: 'armchair' });
    await page.find('.saved__undo', { text: 'Deleted 1 find.' });
    await page.waitForGone('.tile', 'Armchair');
    await popup.find('.find .star[aria-pressed="false"]', { text: '“armchair”' });
    await page.front();
    await eventually(async () => (await page.focused()) === 'button Undo', 'the focus on “Undo”');
    await page.press('Enter');
    await page.find('.tile', { text: 'Für die Diele' });
    await popup.find(`.find ${PRESSED}`, { text: '“armchair”' });

    await page.click('.saved__all input');
    await page.click('.saved__row button', { text: 'Delete selected' });
    await page.find('.saved__notice', { text: 'Nothing saved yet' });
    await page.click('.saved__undo button', { text: 'Undo' });
    await eventually(async () => (await tiles()) === 2, 'both to be back');
  });

  it('go to files, and come back from one after all was deleted in the options', async () => {
    const csv = (await saveFile(page, 'Export as CSV')).text;
    expect(csv.trim().split('\r\n')).toHaveLength(3);
    expect(csv).toContain('Für die Diele');
    exported = (await saveFile(page, 'Export as JSON')).text;
    expect(JSON.parse(exported).finds).toHaveLength(2);
    expect(JSON.parse(exported).finds[0].crop).toMatch(/^data:image\/jpeg;base64,/);

    await chooseFile(page, exported);
    await page.find('.files__said', { text: 'Took over 0 finds. 2 were there already.' });

    const options = await the.driver.openExtensionPage('options.html');
    await options.find('.kept', { text: '2 finds' });
    await options.click('.kept button', { text: 'Delete: Your saved finds' });
    await options.click('.kept .button--first');
    await page.find('.saved__notice', { text: 'Nothing saved yet' });
    await options.close();

    await chooseFile(page, exported);
    await page.find('.tile', { text: 'Für die Diele' });
    expect(await tiles()).toBe(2);
    await page.find('.files__said', { text: 'Took over 2 finds.' });
    expect(JSON.parse((await saveFile(page, 'Export as JSON')).text).finds).toEqual(
      JSON.parse(exported).finds,
    );
    await popup.find(`.find ${PRESSED}`, { text: '“armchair”' });
  });

  it('are not taken from a file that makes no sense, which is said', async () => {
    await page.front();
    await chooseFile(page, '{"finds":');
    await page.find('.files__said', { text: 'This file is not JSON.' });
    const file = JSON.parse(exported);
    file.finds[1].pin.url = 'https://evil.example/pin/1/';
    await chooseFile(page, JSON.stringify(file));
    await page.find('.files__said', {
      text: 'Find 2 of this file is damaged: “pin” makes no sense.',
    });
    await chooseFile(page, await readFile(new URL(import.meta.url), 'utf8'));
    await page.find('.files__said', { text: 'This file is not JSON.' });
    expect(await tiles()).toBe(2);
  });

  it('outlive the background', async () => {
    await the.driver.killBackground();
    await page.click('.tile__delete', { text: 'armchair' });
    await page.find('.saved__undo', { text: 'Deleted 1 find.' });
    await the.driver.killBackground();
    await page.click('.saved__undo button', { text: 'Undo' });
    await page.find('.tile', { text: 'Für die Diele' });
  });
});
