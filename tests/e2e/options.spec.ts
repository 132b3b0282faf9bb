import { beforeAll, expect, inject, it } from 'vitest';
import type { WxtBrowser } from 'wxt/browser';
import { chooseFile, saveFile } from './files.ts';
import { inEveryBrowser } from './in-every-browser.ts';
import { addPhotoPin, pinUrlOf } from './pins.ts';
import { eventually, type Tab } from './tab.ts';
import { analysisEnd } from './views.ts';

/** In the functions that run in the page. */
declare const chrome: WxtBrowser;

const MARK = 'magpie-overlay >>> .mark';
const FIRST_FIND = '.find:first-child .shops';
const SAVED = '.options__saved';
const MARKETPLACE = 'select[aria-label="Marketplace of Amazon"]';
const HOTSPOT = 'magpie-overlay >>> .hotspot';
const BACKEND = '.backend';
const BACKEND_IN_USE = '.backend + .hint';
const OUTCOME = '.options__outcome [role="status"]';
const NOTICE = '.options__notice';
const LOOK_AT_ONCE = 'Look at each pin as soon as it opens';
const SHOW_FINDS = 'Show the finds on the picture';

inEveryBrowser(
  'the options',
  (the) => {
    let tab: Tab;
    let popup: Tab;
    let options: Tab;

    beforeAll(async () => {
      const pin = await addPhotoPin(the.standIn, {
        id: '230000000000000001',
        file: inject('photos')['home-decor-3'],
      });
      tab = await the.driver.open(pinUrlOf(pin));
      popup = await the.driver.openPopup(tab);
      await analysisEnd(popup);
      options = await the.driver.openExtensionPage('options.html');
    });

    it('change the shops of an open popup: marketplace, order, and which there are', async () => {
      expect(await shopsOf(popup)).toEqual(['Etsy', 'Amazon.com', 'IKEA']);
      await choose(options, MARKETPLACE, 'amazon.co.jp');
      expect(await options.text(SAVED, { text: 'Saved' })).toBe('Saved');
      await popup.find(`${FIRST_FIND} a`, { text: 'Amazon.co.jp' });
      const href = await popup.attribute(`${FIRST_FIND} a`, 'href', { text: 'Amazon.co.jp' });
      expect(href).toMatch(/^https:\/\/www\.amazon\.co\.jp\/s\?k=/);

      await options.click('[aria-label="Move Amazon up"]');
      await popup.find(`${FIRST_FIND} .button--first`, { text: 'Amazon.co.jp' });
      expect(await shopsOf(popup)).toEqual(['Amazon.co.jp', 'Etsy', 'IKEA']);

      await options.click('.shop-settings .switch', { text: 'Etsy' });
      await eventually(
        async () => !(await shopsOf(popup)).includes('Etsy'),
        'Etsy to leave the popup',
      );
      expect(await shopsOf(popup)).toEqual(['Amazon.co.jp', 'IKEA', 'Wayfair.com']);
      // The choices are kept, not only shown.
      await options.close();
      options = await the.driver.openExtensionPage('options.html');
      expect(await selected(options, MARKETPLACE)).toBe('amazon.co.jp');
      const rows = await options.evaluate(readShopRows, null);
      expect(rows.slice(0, 2)).toEqual([
        ['Amazon', true],
        ['IKEA', true],
      ]);
      expect(rows.slice(-2)).toEqual([
        ['Etsy', false],
        ['Bing Visual Search', false],
      ]);
    });

    it('leave the picture alone but for the mark, and show the finds again', async () => {
      await tab.front();
      await tab.find(HOTSPOT);
      await options.click('.switch', { text: SHOW_FINDS });
      await tab.front();
      await tab.waitForGone(HOTSPOT);
      await tab.find(MARK);
      await options.click('.switch', { text: SHOW_FINDS });
      await tab.front();
      await tab.find(HOTSPOT);
    });

    it('say what does the work, and keep the person’s own choice for the next picture', async () => {
      expect(await options.text(BACKEND_IN_USE)).toMatch(/^In use now: (Processor|Graphics card) /);
      await choose(options, BACKEND, 'wasm');
      await options.text(SAVED, { text: 'Saved' });
      const other = await addPhotoPin(the.standIn, {
        id: '230000000000000002',
        file: inject('photos')['product-11'],
      });
      await tab.goto(pinUrlOf(other));
      await tab.front();
      await tab.find(`${MARK}[data-status="done"]`);
      await options.close();
      options = await the.driver.openExtensionPage('options.html');
      expect(await options.text(BACKEND_IN_USE)).toBe('In use now: Processor (WebAssembly)');
      expect(await selected(options, BACKEND)).toBe('wasm');
    });

    it('list the models of this build with version and licence', async () => {
      const models = await options.evaluate(
        () =>
          [...document.querySelectorAll('.models li')].map((row) => ({
            id: row.querySelector('h3')?.textContent,
            version: row.querySelector('.hint')?.textContent,
          })),
        null,
      );
      expect(models).toEqual(
        expect.arrayContaining([
          { id: 'coco-ssd', version: expect.stringMatching(/^Version \S+ · Apache-2\.0$/) },
        ]),
      );
      for (const { id, version } of models) {
        expect(id).toBeTruthy();
        expect(version).toMatch(/^(Version \S+ · \S+|Missing: .+\.)$/);
      }
    });

    it('show the keys, and lead to where the browser changes them', async () => {
      const keys = await options.evaluate(
        () => [...document.querySelectorAll('kbd')].map((key) => key.textContent),
        null,
      );
      expect(keys).toEqual(['Alt', 'Shift', 'M']);
      await the.driver.openedTabs();
      await options.click('button', { text: 'Change the keys' });
      const opened = await eventually(
        async () => (await the.driver.openedTabs())[0],
        'a tab of the browser’s',
      );
      await opened.close();
    });

    it('look at a pin only when asked, on its picture or in the popup', async () => {
      await options.click('.switch', { text: LOOK_AT_ONCE });
      await options.text(SAVED, { text: 'Saved' });
      const [first, second, third] = await Promise.all(
        ['3', '4', '5'].map((id) =>
          addPhotoPin(the.standIn, {
            id: `23000000000000000${id}`,
            file: inject('photos')['product-11'],
            imageName: `asked for ${id}`,
          }),
        ),
      );
      if (!first || !second || !third) throw new Error('three pins were added');
      await tab.goto(pinUrlOf(first));
      await tab.front();
      expect(await tab.attribute(`${MARK}[data-status="idle"]`, 'aria-label')).toBe('Magpie: Look');
      await tab.click(MARK);
      await tab.find(`${MARK}[data-status="done"]`);
      await tab.find(HOTSPOT);

      await tab.goto(pinUrlOf(second));
      await tab.front();
      await tab.find(`${MARK}[data-status="idle"]`);
      await popup.text('.header__status', { text: 'Not looked at yet' });
      await popup.click('button', { text: 'Look at this pin' });
      expect(await analysisEnd(popup)).toMatchObject({ state: 'done' });

      // A pin that waits is looked at as soon as nobody has to ask any more.
      await tab.goto(pinUrlOf(third));
      await tab.front();
      await tab.find(`${MARK}[data-status="idle"]`);
      await options.click('.switch', { text: LOOK_AT_ONCE });
      await tab.front();
      await tab.find(`${MARK}[data-status="done"]`);
    });

    it('count what is kept, and delete it', async () => {
      await options.close();
      options = await the.driver.openExtensionPage('options.html');
      expect(await options.text('.kept__row', { text: 'pictures, about' })).toMatch(
        /^Analyses [1-9]\d* pictures, about \d+ kB/,
      );
      await options.click('[aria-label="Delete: Analyses"]');
      await options.click('.kept__row .button--first', { text: 'Delete' });
      expect(await options.text('.kept + [role="status"]', { text: 'deleted' })).toBe(
        'The analyses are deleted.',
      );
      await options.text('.kept__row', { text: 'AnalysesNone' });
      // The picture is looked at anew, and kept anew.
      await tab.goto(await tab.url());
      await tab.front();
      await tab.find(`${MARK}[data-status="done"]`);
      await options.close();
      options = await the.driver.openExtensionPage('options.html');
      await options.text('.kept__row', { text: '1 picture,' });
    });

    it('go out to a file and come back from it; no other file changes anything', async () => {
      const before = await storedSettings(options);
      const { name, text: file } = await saveFile(options, 'Export to a file');
      expect(name).toBe('magpie-settings.json');

      const differsFrom = (former: string) => async () => {
        const now = await storedSettings(options);
        return now === former ? null : now;
      };
      await options.click('[aria-label="Move IKEA up"]');
      const moved = await eventually(differsFrom(before), 'the order to change');
      await options.click('.switch', { text: SHOW_FINDS });
      const changed = await eventually(differsFrom(moved), 'the overlay to be off');

      await chooseFile(options, '{"name":"something else"}');
      expect(await options.text(OUTCOME, { text: 'Nothing was changed' })).toContain('not a file');
      await chooseFile(options, file.replace(/"overlay": (true|false)/, '"overlay": 7'));
      expect(await options.text(OUTCOME, { text: 'overlay' })).toContain('damaged');
      expect(await storedSettings(options)).toBe(changed);

      await chooseFile(options, file);
      await options.text(OUTCOME, { text: 'in use' });
      expect(await storedSettings(options)).toBe(before);
      await options.click('.options__outcome button', { text: 'Undo' });
      await eventually(async () => (await storedSettings(options)) === changed, 'the undoing');
      await chooseFile(options, file);
      await eventually(async () => (await storedSettings(options)) === before, 'the import');
    });

    it('say that settings could not be read, once, and keep what was there', async () => {
      await options.evaluate(() => chrome.storage.sync.set({ settings: 'corrupt' }), null);
      expect(await options.text(NOTICE)).toContain('could not be read');
      const [first] = await options.evaluate(readShopRows, null);
      expect(first).toEqual(['Etsy', true]);
      await options.close();
      options = await the.driver.openExtensionPage('options.html');
      await options.click(`${NOTICE} button`, { text: 'Dismiss' });
      await options.waitForGone(NOTICE);
      await options.close();
      options = await the.driver.openExtensionPage('options.html');
      await options.find('.models li');
      expect(await options.count(NOTICE)).toBe(0);
      const aside = await options.evaluate(() => chrome.storage.local.get('settings-aside'), null);
      expect(JSON.stringify(aside)).toContain('"settings":"corrupt"');
    });
  },
  { anyBuild: true },
);

/** The synchronised storage, to compare. */
function storedSettings(options: Tab): Promise<string> {
  return options.evaluate(async () => {
    const items = await chrome.storage.sync.get(null);
    return JSON.stringify(Object.entries(items).sort(([a], [b]) => (a < b ? -1 : 1)));
  }, null);
}

/** The shops of the first find in the popup, those behind "More shops" left out. */
function shopsOf(popup: Tab): Promise<string[]> {
  return popup.evaluate(
    () =>
      [...document.querySelectorAll('.find:first-child .shops a')].map((link) =>
        (link.textContent ?? '').trim(),
      ),
    null,
  );
}

async function choose(options: Tab, selector: string, value: string): Promise<void> {
  await options.front();
  await (await options.find(selector)).select(value);
}

async function selected(options: Tab, selector: string): Promise<string> {
  return (await options.find(selector)).evaluate((select) =>
    select instanceof HTMLSelectElement ? select.value : '',
  );
}

function readShopRows() {
  return [...document.querySelectorAll('.shop-settings .switch')].map((row) => [
    (row.textContent ?? '').trim(),
    row.querySelector('input')?.checked,
  ]);
}
