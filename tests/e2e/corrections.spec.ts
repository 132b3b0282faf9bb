import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { beforeAll, expect, inject, it } from 'vitest';
import { centerOf, type Rect } from '../../lib/overlay/geometry.ts';
import type { StandInPage } from '../fixtures/pinterest-page.ts';
import { inEveryBrowser } from './in-every-browser.ts';
import { addPhotoPin, pinUrlOf } from './pins.ts';
import { eventually, type Tab } from './tab.ts';
import { analysisEnd } from './views.ts';

const OVERLAY = 'magpie-overlay >>>';
const MARK = `${OVERLAY} .mark`;
const PICK = `${OVERLAY} .pick`;
const FIELD = `${OVERLAY} .picking__field`;
const AREA = `${OVERLAY} .picking__area`;
const HOTSPOT = `${OVERLAY} .hotspot`;
const BOX = `${OVERLAY} .outline__box`;
const CARD = `${OVERLAY} .card`;
const QUERY = `${CARD} .query input`;
const PICTURE = '.picture .frame > img';

/** Where the yellow armchair is in the photo, in fractions of it. */
const ARMCHAIR: Rect = { x: 0.34, y: 0.5, width: 0.31, height: 0.48 };

inEveryBrowser('what the user makes of the finds', (the) => {
  let tab: Tab;
  let pin: StandInPage;
  let other: StandInPage;

  beforeAll(async () => {
    const file = inject('photos')['home-decor-3'];
    pin = await addPhotoPin(the.standIn, {
      id: '260000000000000001',
      file,
      title: 'A corner to read in',
    });
    other = await addPhotoPin(the.standIn, {
      id: '260000000000000002',
      file,
      title: 'The same picture as another pin',
    });
    tab = await the.driver.open(pinUrlOf(pin));
    await tab.find(`${MARK}[data-status="done"]`);
  });

  const reload = async () => {
    await tab.goto(pinUrlOf(pin));
    await tab.find(`${MARK}[data-status="done"]`);
  };
  const popupOf = async (of: Tab) => {
    const popup = await the.driver.openPopup(of);
    await analysisEnd(popup);
    return popup;
  };

  it('searches for a find under the noun that the user gives it, and keeps that', async () => {
    await tab.click(HOTSPOT, { text: 'Armchair' });
    await searchIs(tab, /^yellow armchair$/);
    await tab.click(`${CARD} .correction__button`);
    await tab.find(`${CARD} [role="option"]`, { text: 'rocking chair' });
    expect(await violations(tab, 'magpie-overlay')).toEqual([]);
    await tab.type('otto');
    await tab.find(`${CARD} [role="option"][aria-selected="true"]`);
    expect(await tab.text(`${CARD} [role="option"]`)).toBe('pouf ottoman');
    await tab.press('Enter');
    await tab.find(`${CARD} h2`, { text: 'Pouf your word' });
    await searchIs(tab, /^yellow pouf$/);
    expect(await shopQuery(tab, `${CARD} .shops a`)).toBe('yellow pouf');

    await reload();
    await tab.click(HOTSPOT, { text: 'Pouf, your word' });
    await searchIs(tab, /^yellow pouf$/);
    expect(await tab.count(HOTSPOT, 'Armchair')).toBe(0);
    const popup = await popupOf(tab);
    await popup.find('.find', { text: 'Was “armchair”.' });
    await popup.close();
  });

  it('keeps it for that pin only, and takes it back', async () => {
    await tab.goto(pinUrlOf(other));
    await tab.find(HOTSPOT, { text: 'Armchair' });
    expect(await tab.count(HOTSPOT, 'Pouf')).toBe(0);
    await reload();
    await tab.click(HOTSPOT, { text: 'Pouf' });
    await tab.click(`${CARD} .correction__was button`);
    await tab.find(`${CARD} h2`, { text: 'Armchair' });
    await searchIs(tab, /^yellow armchair$/);
    await tab.press('Escape');
  });

  it('looks at what is drawn with the pointer, as one of the finds', async () => {
    const before = await tab.count(HOTSPOT);
    await tab.click(PICK);
    const picture = await tab.rect(PICTURE);
    const field = await tab.rect(FIELD);
    expect(centerOf(field).x).toBeCloseTo(centerOf(picture).x, 0);
    expect(await violations(tab, 'magpie-overlay')).toEqual([]);
    await drag(tab, picture, ARMCHAIR);
    await tab.find(CARD);
    expect(await tab.text(`${CARD} h2`)).toMatch(/chair.* (sure|likely|maybe), your area$/i);
    await searchIs(tab, /^(mustard )?yellow .*chair$/);
    // What Magpie had found in that place is the same thing.
    expect(await tab.count(HOTSPOT)).toBe(before);
    const box = await tab.rect(BOX);
    expect((box.x - picture.x) / picture.width).toBeCloseTo(ARMCHAIR.x, 1);
    expect(box.height / picture.height).toBeCloseTo(ARMCHAIR.height, 1);

    await reload();
    await tab.find(HOTSPOT, { text: 'your area' });
    const popup = await popupOf(tab);
    expect(await popup.text('.find h2')).toMatch(/chair.*your area$/i);
    expect(await shopQuery(popup, '.find .shops a')).toMatch(/yellow .*chair$/);
    await popup.close();
  });

  it('looks at an area placed with the keyboard alone', async () => {
    const before = await tab.count(HOTSPOT);
    await tab.focus(PICK);
    await tab.press('Enter');
    await tab.find(AREA);
    expect(await tab.focused()).toBe('div Area to look at');
    const start = await tab.rect(AREA);
    // To the picture on the wall: up to the edge, narrower, to the right.
    for (let n = 0; n < 13; n++) await tab.press('ArrowUp');
    for (let n = 0; n < 15; n++) await tab.press('Shift+ArrowLeft');
    for (let n = 0; n < 10; n++) await tab.press('ArrowRight');
    const placed = await tab.rect(AREA);
    expect(placed.y).toBeLessThan(start.y);
    expect(placed.width).toBeLessThan(start.width);
    await tab.press('Enter');
    await tab.find(CARD);
    expect(await tab.text(`${CARD} h2`)).toMatch(/^Wall art .*your area$/);
    expect(await tab.count(HOTSPOT)).toBeGreaterThanOrEqual(before);
    await tab.press('Escape');

    await tab.focus(PICK);
    await tab.press('Enter');
    await tab.find(AREA);
    await tab.press('Escape');
    await tab.waitForGone(AREA);
    await eventually(
      async () => (await tab.focused()) === 'button Pick an area',
      'the button to have the focus again',
    );
  });

  it('refuses an area that is too small, and lets no press through to the page', async () => {
    await tab.evaluate(() => {
      const hear = ({ type }: Event) => {
        document.body.dataset.heard = `${document.body.dataset.heard ?? ''} ${type}`;
      };
      for (const type of ['pointerdown', 'pointerup', 'mousedown', 'mouseup', 'click']) {
        document.body.addEventListener(type, hear);
      }
    }, null);
    await tab.focus(PICK);
    await tab.press('Enter');
    await tab.find(FIELD);
    await tab.evaluate(() => {
      document.body.dataset.heard = '';
    }, null);
    await drag(tab, await tab.rect(PICTURE), { x: 0.5, y: 0.3, width: 0.012, height: 0.012 });
    await tab.find(`${OVERLAY} .picking__words`, { text: 'too small' });
    expect(await tab.evaluate(() => document.body.dataset.heard, null)).toBe('');
    await tab.click(`${OVERLAY} .picking__actions button`, { text: 'Cancel' });
    await tab.find(HOTSPOT);
  });

  it('is corrected in the popup, and the page follows', async () => {
    const popup = await popupOf(tab);
    const finds = await popup.count('.find');
    await popup.click('.find .correction__button', { text: 'vase' });
    await popup.find('.find [role="option"]');
    expect(await violations(popup, 'html')).toEqual([]);
    await popup.type('pitch');
    await popup.find('.find [role="option"][aria-selected="true"]');
    const noun = (await popup.text('.find [role="option"]')).split(' ')[0] ?? '';
    await popup.press('Enter');
    await popup.find('.find h2', { text: 'your word' });
    await tab.find(HOTSPOT, { text: 'your word' });

    await popup.click('.find .correction__button', { text: noun });
    // The nouns to choose from push the buttons down when they arrive.
    await popup.find('.find [role="option"]');
    await popup.click('.find .correction__actions button', { text: 'Remove this find' });
    await popup.find('.changes', { text: 'Removed “vase”' });
    expect(await popup.focused()).toBe('button Put back “vase”');
    expect(await popup.count('.find')).toBe(finds - 1);
    await popup.press('Enter');
    await popup.find('.find h2', { text: 'Vase' });
    expect(await popup.count('.find')).toBe(finds);

    await popup.click('.changes button', { text: 'Undo all my changes' });
    await popup.waitForGone('.find h2', 'your area');
    await tab.waitForGone(HOTSPOT, 'your area');
    await tab.find(HOTSPOT, { text: 'Armchair' });
    await popup.close();
    await reload();
    await tab.find(HOTSPOT, { text: 'Armchair' });
    expect(await tab.count(HOTSPOT, 'your')).toBe(0);
  });

  it('lets the user begin to draw from the popup', async () => {
    const popup = await popupOf(tab);
    await popup.click('.changes button', { text: 'Pick an area' });
    // The popup closes itself, and Firefox brings nothing to the front while it does.
    await eventually(async () => {
      await tab.front();
      return true;
    }, 'the page to come to the front');
    await tab.find(AREA);
    await tab.press('Escape');
    await tab.waitForGone(AREA);
  });
});

/** Draws an area of the picture, from its top left to its bottom right. */
async function drag({ page }: Tab, picture: Rect, { x, y, width, height }: Rect): Promise<void> {
  const at = (u: number, v: number) =>
    [picture.x + u * picture.width, picture.y + v * picture.height] as const;
  await page.mouse.move(...at(x, y));
  await page.mouse.down();
  await page.mouse.move(...at(x + width / 2, y + height / 2));
  await page.mouse.move(...at(x + width, y + height));
  await page.mouse.up();
}

/** Waits for a search; it is in English until the words of the shop's language are there. */
async function searchIs(view: Tab, expected: RegExp): Promise<void> {
  await eventually(async () => expected.test(await view.value(QUERY)), `${expected}`);
}

/** What the first of these links searches for. */
async function shopQuery(view: Tab, selector: string): Promise<string | null> {
  const href = await view.attribute(selector, 'href');
  return href === null ? null : new URL(href).searchParams.get('q');
}

/** What axe finds wrong inside `root`. */
async function violations(view: Tab, root: string): Promise<string[]> {
  const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
  await view.page.evaluate(await readFile(axe, 'utf8'));
  return view.evaluate(async (selector) => {
    const { violations } = await (
      window as unknown as { axe: { run(context: object): Promise<AxeResults> } }
    ).axe.run({ include: [selector] });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`),
    );
  }, root);
}
