import { beforeAll, expect, inject, it } from 'vitest';
import { inEveryBrowser } from './in-every-browser.ts';
import { addPhotoPin, pinUrlOf } from './pins.ts';
import { eventually, type Tab } from './tab.ts';
import { analysisEnd } from './views.ts';

const MARK = 'magpie-overlay >>> .mark';
const FIRST_FIND = '.find:first-child .shops';
const SAVED = '.options__saved';
const MARKETPLACE = 'select[aria-label="Marketplace of Amazon"]';
const HOTSPOT = 'magpie-overlay >>> .hotspot';
const SHOW_FINDS = 'Show the finds on the picture';

inEveryBrowser('the options', (the) => {
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
    expect(await options.text('.field .hint')).toMatch(/^In use now: (Processor|Graphics card) /);
    await choose(options, '#backend', 'wasm');
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
    expect(await options.text('.field .hint')).toBe('In use now: Processor (WebAssembly)');
    expect(await selected(options, '#backend')).toBe('wasm');
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
});

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
