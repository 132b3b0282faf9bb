import { beforeAll, expect, inject, it } from 'vitest';
import { centerOf, contains, expand, intersect, type Rect } from '../../lib/overlay/geometry.ts';
import type { StandInPage } from '../fixtures/pinterest-page.ts';
import { inEveryBrowser } from './in-every-browser.ts';
import { addPhotoPin, pinUrlOf } from './pins.ts';
import { imageUrlOf } from './stand-in.ts';
import { eventually, type Tab } from './tab.ts';

const OVERLAY = 'magpie-overlay >>>';
const MARK = `${OVERLAY} .mark`;
const PICK = `${OVERLAY} .pick`;
const HOTSPOT = `${OVERLAY} .hotspot`;
const TAG = `${OVERLAY} .outline__tag`;
const BOX = `${OVERLAY} .outline__box`;
const CARD = `${OVERLAY} .card`;
const QUERY = `${CARD} input`;
const SHOP = `${CARD} .shops a`;
const PICTURE = '.picture .frame > img';
const MODAL_PICTURE = '#closeup-modal .frame > img';

/** Where a browser may round a position to whole pixels of the device. */
const ROUNDING = 1;

inEveryBrowser('the overlay', (the) => {
  let tab: Tab;
  let pin: StandInPage;

  beforeAll(async () => {
    const photos = inject('photos');
    const related = await addPhotoPin(the.standIn, {
      id: '200000000000000001',
      file: photos['product-11'],
      title: 'A sofa',
    });
    pin = await addPhotoPin(the.standIn, {
      id: '200000000000000002',
      file: photos['home-decor-3'],
      title: 'A corner to read in',
      related: [related],
      navigation: 'modal',
      mountDelay: 100,
    });
    tab = await the.driver.open(pinUrlOf(pin));
    await tab.find(`${MARK}[data-status="done"]`);
  });

  it('shows on the picture how many finds there are, and names each on hover', async () => {
    const spots = await tab.count(HOTSPOT);
    expect(spots).toBeGreaterThan(1);
    expect(await tab.text(MARK)).toBe(`${spots} finds`);

    const picture = await tab.rect(PICTURE);
    expect(isInside(await tab.rect(MARK), picture)).toBe(true);
    await tab.hover(HOTSPOT, { text: 'Armchair' });
    expect(await tab.text(TAG)).toBe('Armchair');
    const box = await tab.rect(BOX);
    expect(isInside(box, picture)).toBe(true);
    expect(contains(box, centerOf(await tab.rect(HOTSPOT, { text: 'Armchair' })))).toBe(true);
    // The yellow armchair of this photo stands in its middle, at the bottom.
    const chair = centerOf(box);
    expect((chair.x - picture.x) / picture.width).toBeCloseTo(0.5, 1);
    expect((chair.y - picture.y) / picture.height).toBeCloseTo(0.75, 1);

    await tab.hover('.more');
    await tab.waitForGone(BOX);
  });

  it.each([
    ['wide', 1280, 900],
    ['narrow', 600, 900],
    ['low', 1000, 560],
  ])('opens the card beside the object in a %s window, never over it', async (_, width, height) => {
    await tab.resize(width, height);
    for (const noun of ['Armchair', 'Vase']) {
      await tab.evaluate(() => scrollTo(0, 0), null);
      await tab.click(HOTSPOT, { text: noun });
      expect(await tab.text(`${CARD} h2`)).toMatch(new RegExp(`^${noun} (sure|likely|maybe)$`));
      const places = async () => ({ card: await tab.rect(CARD), box: await tab.rect(BOX) });
      const { card } = await eventually(async () => {
        const now = await places();
        return intersect(now.card, expand(now.box, -ROUNDING)) === null ? now : null;
      }, `the card to lie beside the ${noun}`);
      expect(isInside(card, { x: 0, y: 0, width, height })).toBe(true);
      await tab.press('Escape');
      await tab.waitForGone(CARD);
    }
    await tab.resize(1280, 900);
  });

  it('searches the shops for what the person typed', async () => {
    const typed = `L'été & "Möbel" 50% <grün>`;
    await tab.click(HOTSPOT, { text: 'Armchair' });
    expect(await tab.value(QUERY)).toBe('yellow armchair');
    expect(new URL(await hrefOf(tab, SHOP)).searchParams.get('q')).toBe('yellow armchair');
    await retype(tab, QUERY, typed);
    await tab.click(`${CARD} .shops__more`);
    const links = await tab.evaluate(readLinks, null);
    expect(links.map(({ name }) => name)).toEqual([
      'Etsy',
      'Amazon.com',
      'IKEA',
      'Wayfair.com',
      'Target',
      'Walmart.com',
      'H&M',
      'eBay.com',
      'Google Shopping',
      'Google Lens',
    ]);
    for (const { name, href, rel, target } of links) {
      const searched = name === 'Google Lens' ? imageUrlOf(pin) : typed;
      expect([...new URL(href).searchParams.values()]).toContain(searched);
      expect(href).not.toMatch(/[\s"<>]/);
      expect(rel.split(' ')).toContain('noopener');
      expect(target).toBe('_blank');
    }

    the.standIn.forget();
    await tab.focus(QUERY);
    await tab.press('Enter');
    const etsy = await openedTab();
    expect(new URL(await etsy.url())).toMatchObject({
      hostname: 'www.etsy.com',
      pathname: '/search',
    });
    expect(new URL(await etsy.url()).searchParams.get('q')).toBe(typed);
    expect(await etsy.evaluate(() => window.opener === null, null)).toBe(true);
    await etsy.close();

    await tab.click(SHOP, { text: 'Amazon' });
    const amazon = await openedTab();
    expect(new URL(await amazon.url()).searchParams.get('k')).toBe(typed);
    expect(await amazon.evaluate(() => window.opener === null, null)).toBe(true);
    await amazon.close();
    const shops = the.standIn.requests.filter(({ path }) => path.startsWith('/s'));
    expect(shops.map(({ host }) => host)).toEqual(['www.etsy.com', 'www.amazon.com']);
    expect(shops.map(({ headers }) => headers.referer)).toEqual([undefined, undefined]);

    // Nothing typed searches for the noun.
    await retype(tab, QUERY, ' ');
    expect(new URL(await hrefOf(tab, SHOP)).searchParams.get('q')).toBe('armchair');
    await tab.press('Escape');
  });

  it('is walked in reading order with Tab, opened with Enter, closed with Escape', async () => {
    await tab.focus(PICK);
    const walked: Rect[] = [];
    const names: string[] = [];
    const spots = await tab.count(HOTSPOT);
    for (let n = 0; n < spots; n++) {
      await tab.press('Tab');
      const name = (await tab.focused()).replace('button ', '');
      names.push(name);
      walked.push(await tab.rect(HOTSPOT, { text: name }));
    }
    expect(new Set(names).size).toBe(spots);
    // Down the picture row by row; within the height of a hotspot it is one row, from the left.
    for (const [i, { y, height }] of walked.entries()) {
      const lowest = Math.max(0, ...walked.slice(0, i).map((former) => former.y));
      expect(y).toBeGreaterThan(lowest - height);
    }
    expect(await tab.text(TAG)).toBe(names.at(-1)?.split(',')[0]);

    await tab.press('Enter');
    await tab.find(CARD);
    await tab.press('Tab');
    expect(await tab.focused()).toBe('button Close');
    await tab.press('Tab');
    expect(await tab.focused()).toMatch(/^button Save/);
    await tab.press('Tab');
    expect(await tab.focused()).toMatch(/^button Correct/);
    await tab.press('Tab');
    expect(await tab.focused()).toMatch(/^input Search for/);
    await tab.press('Escape');
    await tab.waitForGone(CARD);
    expect(await tab.focused()).toBe(`button ${names.at(-1)}`);
    await tab.press('Escape');
    await tab.waitForGone(HOTSPOT);
    expect(await tab.focused()).toBe(`button Magpie: ${spots} finds`);
    await tab.press('Enter');
    await tab.find(HOTSPOT);
  });

  it('keeps what is typed in the card from the page’s shortcuts', async () => {
    await tab.evaluate(() => {
      document.body.dataset.heard = '';
      const hear = ({ type }: Event) => {
        document.body.dataset.heard += `${type} `;
      };
      for (const target of [window, document, document.body]) {
        for (const type of ['keydown', 'keypress', 'keyup']) target.addEventListener(type, hear);
      }
    }, null);
    await tab.click(HOTSPOT, { text: 'Armchair' });
    await tab.click(QUERY);
    await tab.type('/s?');
    expect(await tab.value(QUERY)).toContain('/s?');
    await tab.press('Escape');
    await tab.waitForGone(CARD);
    expect(await heardKeys(tab)).toBe('');
    // They are there, though.
    await tab.focus('[data-test-id="search-box-input"]');
    await tab.type('s');
    expect(await heardKeys(tab)).toContain('keydown');
  });

  it('lets every click and the wheel through but on its own controls', async () => {
    await tab.evaluate(() => {
      const lens = document.querySelector('.lens');
      lens?.addEventListener('click', () => lens.setAttribute('data-clicked', ''));
    }, null);
    await tab.click(HOTSPOT, { text: 'Armchair' });
    await tab.find(CARD);
    await tab.click('.save');
    expect(await tab.text('.save')).toBe('Saved');
    // The press beside it closed the card; the picture's own button was never covered by more.
    await tab.waitForGone(CARD);
    await tab.click('.lens');
    expect(await tab.attribute('.lens', 'data-clicked')).toBe('');

    const own = [
      await tab.rect(MARK),
      await tab.rect(PICK),
      ...(await tab.evaluate(readHotspots, null)),
    ];
    const taken = await tab.evaluate(pointsTakenFrom, await tab.rect(PICTURE));
    expect(taken.length).toBeGreaterThan(0);
    for (const point of taken) {
      expect(own.some((rect) => contains(expand(rect, ROUNDING), point))).toBe(true);
    }

    await tab.resize(1280, 500);
    await tab.hover(HOTSPOT, { text: 'Vase' });
    await tab.page.mouse.wheel({ deltaY: 120 });
    await eventually(() => tab.evaluate(() => scrollY > 0, null), 'the page to scroll');
    await tab.resize(1280, 900);
  });

  it('follows the picture as the page scrolls, is resized, and opens another pin over it', async () => {
    await tab.evaluate(() => scrollTo(0, 0), null);
    const offset = await eventually(async () => {
      const before = await offsetInPicture(tab, 'Armchair');
      await tab.evaluate(twoFrames, null);
      const after = await offsetInPicture(tab, 'Armchair');
      return near(before.x, after.x) && near(before.y, after.y) ? after : null;
    }, 'the hotspot to come to rest');
    await tab.resize(900, 500);
    await eventually(async () => {
      const { x, y } = await offsetInPicture(tab, 'Armchair');
      return near(x, offset.x) && near(y, offset.y);
    }, 'the hotspot to follow the narrower picture');
    await tab.evaluate(() => scrollTo(0, 60), null);
    await eventually(async () => {
      const { y } = await offsetInPicture(tab, 'Armchair');
      const scrolled = await tab.evaluate(() => scrollY, null);
      return scrolled === 60 && near(y, offset.y);
    }, 'the hotspot to follow the scroll');
    await tab.evaluate(() => scrollTo(0, document.body.scrollHeight), null);
    await tab.resize(1280, 900);

    await tab.click('[data-test-id="pinWrapper"] a');
    await tab.find(MODAL_PICTURE);
    await eventually(
      async () => isInside(await tab.rect(MARK), await tab.rect(MODAL_PICTURE)),
      'the mark to lie on the pin that opened',
    );
    await tab.find(HOTSPOT, { text: 'Sofa' });
    await tab.evaluate(() => history.back(), null);
    await tab.waitForGone(MODAL_PICTURE);
    await tab.find(HOTSPOT, { text: 'Armchair' });
    expect(isInside(await tab.rect(MARK), await tab.rect(PICTURE))).toBe(true);
  });

  const openedTab = async (): Promise<Tab> => {
    const opened = await eventually(async () => (await the.driver.openedTabs())[0], 'a new tab');
    await eventually(async () => (await opened.url()).startsWith('https:'), 'its page to load');
    return opened;
  };
});

function isInside(inner: Rect, outer: Rect): boolean {
  const shared = intersect(inner, outer);
  return (
    shared !== null &&
    shared.width >= inner.width - ROUNDING &&
    shared.height >= inner.height - ROUNDING
  );
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) < 0.01;
}

/** Where the hotspot of a find is on the picture, in fractions of it. */
async function offsetInPicture(tab: Tab, noun: string): Promise<{ x: number; y: number }> {
  const picture = await tab.rect(PICTURE);
  const spot = centerOf(await tab.rect(HOTSPOT, { text: noun }));
  return { x: (spot.x - picture.x) / picture.width, y: (spot.y - picture.y) / picture.height };
}

async function twoFrames(): Promise<void> {
  await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
}

function hrefOf(tab: Tab, selector: string): Promise<string> {
  return tab.attribute(selector, 'href').then((href) => href ?? '');
}

async function retype(tab: Tab, selector: string, text: string): Promise<void> {
  await tab.focus(selector);
  await (await tab.find(selector)).evaluate((input) => {
    if (input instanceof HTMLInputElement) input.select();
  });
  await tab.type(text);
}

function heardKeys(tab: Tab): Promise<string> {
  return tab.evaluate(() => document.body.dataset.heard ?? '', null);
}

function readLinks() {
  const root = document.querySelector('magpie-overlay')?.shadowRoot;
  return [...(root?.querySelectorAll<HTMLAnchorElement>('.card .shops a') ?? [])].map((link) => ({
    name: (link.textContent ?? '').trim(),
    href: link.href,
    rel: link.rel,
    target: link.target,
  }));
}

function readHotspots() {
  const root = document.querySelector('magpie-overlay')?.shadowRoot;
  return [...(root?.querySelectorAll('.hotspot') ?? [])].map((spot) => {
    const { x, y, width, height } = spot.getBoundingClientRect();
    return { x, y, width, height };
  });
}

/** The points of a grid over the picture at which the page would get no click. */
function pointsTakenFrom(picture: Rect) {
  const points: { x: number; y: number }[] = [];
  for (let x = picture.x + 4; x < picture.x + picture.width; x += 8) {
    for (let y = picture.y + 4; y < picture.y + picture.height; y += 8) {
      if (document.elementFromPoint(x, y)?.matches('magpie-overlay')) points.push({ x, y });
    }
  }
  return points;
}
