import { existsSync, globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { boardPins } from '../fixtures/board-page.ts';
import { imagePathOf } from '../fixtures/pinterest-page.ts';
import { examine } from './axe.ts';
import { forgetModels, importModels, type LearnedModel, learnPhotos } from './board-models.ts';
import { inEveryBrowser } from './in-every-browser.ts';
import { addPictures } from './stand-in-boards.ts';
import { eventually, type Tab } from './tab.ts';
import { separateVisits } from './visits.ts';

const PHOTOS = fileURLToPath(new URL('../../../shared/photos/', import.meta.url));
const photosOf = (pattern: string) => globSync(pattern, { cwd: PHOTOS }).sort();
const FURNITURE = photosOf('furniture_ccby/*.jpg');
const CLOTHES = photosOf('clothing/{dress,outwear,shoes,shirt,pants}-*.jpg');

const SHOP = 'https://shop.example/search';
const HOST = 'magpie-ranking';
const BAR = `${HOST} >>> .ranking__bar`;
const STATUS = `${BAR} [role="status"]`;
const BADGE = `${HOST} >>> .ranking__badge`;
const ITEM = `${HOST} >>> .ranking__list button`;
const OFFER = '.rank-page .button';

/** Learned from; what the shop sells comes after these. */
const LEARNED = 18;

interface Product {
  name: string;
  isFurniture: boolean;
  file: string;
}

/** Furniture and clothes in turn, none of it learned from. */
const PRODUCTS: Product[] = [0, 1, 2, 3, 4, 5].flatMap((n) => [
  { name: `Sofa ${n}`, isFurniture: true, file: FURNITURE[LEARNED + n] ?? '' },
  { name: `Coat ${n}`, isFurniture: false, file: CLOTHES[LEARNED + n] ?? '' },
]);
const IN_VIEW = PRODUCTS.slice(0, 8);

const urlOf = ({ file }: Product) => `https://shop.example/photos/${basename(file)}`;

/** Results of a shop that does what it can to be in the way. */
function shopPage(): string {
  const tile = (product: Product, n: number) => {
    const picture =
      n === 3
        ? `<div role="img" aria-label="${product.name}" style="width:260px;height:260px;background:url('${urlOf(product)}') center/cover"></div>`
        : `<img alt="${product.name}" src="${urlOf(product)}" width="260" height="260" style="object-fit:cover;border-radius:12px">`;
    return `<li><a href="/item/${n}">${picture}</a></li>`;
  };
  const [first] = PRODUCTS;
  const url = first ? urlOf(first) : '';
  return `<!DOCTYPE html><html lang="en"><head><title>A shop</title><style>
    * { letter-spacing: 3px; text-transform: uppercase; }
    div, span, section { color: red; transform: none; }
    magpie-ranking { display: none !important; opacity: 0 !important; }
    body { margin: 0; font: 16px sans-serif; }
    header { position: sticky; top: 0; height: 60px; background: #fff; z-index: 100; }
    ul { display: grid; grid-template-columns: repeat(4, 260px); gap: 20px; padding: 20px; margin: 0; list-style: none; }
    .later { margin-top: 900px; }
  </style></head><body>
    <header><img src="${url}" width="48" height="48" alt="Logo"><img src="${url}" width="110" height="110" style="border-radius:50%" alt="Anna"></header>
    <main><ul>${IN_VIEW.map(tile).join('')}</ul>
    <ul class="later">${PRODUCTS.slice(8)
      .map((product, n) => tile(product, n + 10))
      .join('')}</ul></main>
  </body></html>`;
}

const hasPhotos = existsSync(join(PHOTOS, FURNITURE[LEARNED + 5] ?? 'none'));

inEveryBrowser('the ranking of a page', (the) => {
  const visits = separateVisits(the);
  let options: Tab;

  beforeAll(async () => {
    options = await the.driver.openExtensionPage('options.html');
  });

  /** Clicks the offer; a popup of the toolbar closes where anything else is brought to the front. */
  const accept = async (popup: Tab): Promise<void> => (await popup.find(OFFER)).click();
  /** Accepts the offer, which closes the popup, and has the page in front. */
  const acceptAndSee = async (popup: Tab, tab: Tab): Promise<void> => {
    await accept(popup);
    // Firefox's is a tab here, and stays where the browser lets no page close its own.
    await eventually(async () => popup.page.isClosed(), 'the popup to close', 3_000).catch(() =>
      popup.close(),
    );
    await tab.front();
  };
  const openPopup = async (tab: Tab): Promise<Tab> => {
    const popup = await the.driver.openPopupByClick(tab);
    await popup.find('h1');
    return popup;
  };

  it('is not offered where no board is learned', async () => {
    const tab = await visits.open('https://shop.example/');
    const popup = await openPopup(tab);
    expect(await popup.text('.notice h2')).toBe('This is not Pinterest.');
    expect(await popup.count(OFFER)).toBe(0);
    await popup.close();
  });

  const withPhotos = (): void => {
    let models: LearnedModel[];
    beforeAll(async () => {
      const furniture = FURNITURE.slice(0, LEARNED).map((file) => join(PHOTOS, file));
      const clothes = CLOTHES.slice(0, LEARNED).map((file) => join(PHOTOS, file));
      models = [
        await learnPhotos('rooms', 'Rooms', furniture, clothes),
        await learnPhotos('wardrobe', 'Wardrobe <b>', clothes, furniture),
      ];
      await importModels(options, models);
      for (const product of PRODUCTS) {
        const photo = sharp(await readFile(join(PHOTOS, product.file))).resize({ width: 520 });
        the.standIn.addFile(urlOf(product), await photo.jpeg().toBuffer());
      }
      the.standIn.addFile(SHOP, shopPage());
      the.standIn.addFile('https://shop.example/empty', '<h1>Nothing to see</h1>');
    });

    /** Has the popup rank a page by a board, and the page in front. */
    const rank = async (tab: Tab, board: string): Promise<void> => {
      const popup = await openPopup(tab);
      await (await popup.find('.rank-page select')).select(
        ...models.filter(({ text }) => text.includes(board)).map(({ id }) => id),
      );
      await acceptAndSee(popup, tab);
    };
    const openShop = async (): Promise<Tab> => {
      const tab = await visits.open(SHOP);
      await eventually(
        () => tab.evaluate(() => [...document.images].every(({ complete }) => complete), null),
        'the pictures of the shop',
      );
      return tab;
    };
    const listed = async (tab: Tab): Promise<{ name: string; fit: number }[]> => {
      if ((await tab.count(ITEM)) === 0) await tab.click(`${HOST} >>> .ranking__unfold`);
      await tab.find(ITEM);
      return tab.evaluate((host) => {
        const items = document.querySelector(host)?.shadowRoot?.querySelectorAll('li') ?? [];
        return [...items].map((item) => ({
          name: item.querySelector('bdi')?.textContent ?? '',
          fit: Number.parseInt(item.querySelector('span')?.textContent ?? '', 10),
        }));
      }, HOST);
    };

    it('puts first what is like the board, asks the shop for nothing, and leaves nothing', async () => {
      const tab = await openShop();
      const before = await tab.evaluate(() => document.documentElement.outerHTML, null);
      the.standIn.forget();
      await rank(tab, 'Rooms');
      await tab.find(STATUS, { text: '8 pictures ranked.' });
      expect(await tab.text(`${BAR} h2`)).toBe('Fit to “Rooms”');
      const all = await listed(tab);
      expect(all.map(({ name }) => name).sort()).toEqual(IN_VIEW.map(({ name }) => name).sort());
      expect(all.slice(0, 4).map(({ name }) => name.split(' ')[0])).toEqual(Array(4).fill('Sofa'));
      const fitsOf = (kind: string) =>
        all.filter(({ name }) => name.startsWith(kind)).map(({ fit }) => fit);
      expect(Math.min(...fitsOf('Sofa'))).toBeGreaterThan(50);
      expect(Math.max(...fitsOf('Coat'))).toBeLessThan(50);
      expect(await tab.count(BADGE)).toBe(8);
      expect(await tab.count(`${BADGE}[data-best]`)).toBe(3);

      await tab.click(`${HOST} >>> .ranking__toggle`);
      expect(await tab.count(`${HOST} >>> .ranking__veil`)).toBe(4);
      // Whatever the page's styles say, ours are the bar's.
      const style = await (await tab.find(`${BAR} h2`)).evaluate((title) => {
        const { letterSpacing, textTransform, color } = getComputedStyle(title);
        return { letterSpacing, textTransform, color };
      });
      expect(style).toEqual({
        letterSpacing: 'normal',
        textTransform: 'none',
        color: 'rgb(21, 24, 31)',
      });
      expect((await examine(tab, HOST)).violations).toEqual([]);
      // Browsers ask for a shop's icon in their own time.
      const asked = the.standIn.requests.map(({ host, path }) => host + path);
      expect(asked.filter((address) => !address.endsWith('/favicon.ico'))).toEqual([]);

      await tab.click(`${BAR} .icon-button`);
      await tab.waitForGone(HOST);
      expect(await tab.evaluate(() => document.documentElement.outerHTML, null)).toBe(before);
    });

    it('follows the page: scrolled, shortened, and ranked further on a click', async () => {
      const tab = await openShop();
      await rank(tab, 'Rooms');
      await tab.find(STATUS, { text: '8 pictures ranked.' });
      const isOn = async (name: string) => {
        const picture = await tab.rect(`img[alt="${name}"]`);
        const badges = await tab.evaluate((host) => {
          const all = document.querySelector(host)?.shadowRoot?.querySelectorAll('.ranking__badge');
          return [...(all ?? [])].map((badge) => {
            const { x, y } = badge.getBoundingClientRect();
            return { x, y };
          });
        }, HOST);
        return badges.some(
          ({ x, y }) =>
            x >= picture.x && x < picture.x + 40 && y >= picture.y && y < picture.y + 110,
        );
      };
      expect(await isOn('Sofa 2')).toBe(true);
      await tab.evaluate(() => scrollBy({ top: 130, behavior: 'instant' }), null);
      await eventually(() => isOn('Sofa 2'), 'the badge to follow its picture');

      await tab.evaluate(() => document.querySelector('img[alt="Sofa 0"]')?.remove(), null);
      await tab.find(`${HOST} >>> .ranking__unfold`, { text: '7 pictures' });

      await tab.evaluate(() => scrollTo({ top: 9_999, behavior: 'instant' }), null);
      await eventually(async () => (await tab.count(BADGE)) === 0, 'the badges to be out of view');
      await tab.click(`${BAR} .button--first`);
      await tab.find(STATUS, { text: '4 pictures ranked.' });
      expect((await listed(tab)).length).toBe(11);
      await tab.click(`${BAR} .button--first`);
      await tab.find(STATUS, { text: 'All in view are ranked.' });

      await tab.click(ITEM, { text: 'Coat 0' });
      expect(await tab.focused()).toMatch(/^a/);
      const { y, height } = await tab.rect('img[alt="Coat 0"]');
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y + height).toBeLessThanOrEqual(900);
      await tab.find(`${HOST} >>> .ranking__ring`);
    });

    it('changes its board, from the popup, in the page that has it', async () => {
      const tab = await openShop();
      await rank(tab, 'Rooms');
      await tab.find(STATUS, { text: '8 pictures ranked.' });
      await rank(tab, 'Wardrobe');
      await tab.find(`${BAR} h2`, { text: 'Wardrobe <b>' });
      await tab.find(STATUS, { text: '8 pictures ranked.' });
      expect((await listed(tab)).slice(0, 4).map(({ name }) => name.split(' ')[0])).toEqual(
        Array(4).fill('Coat'),
      );
      expect(await tab.count(HOST)).toBe(1);
    });

    it('ranks what a search on Pinterest finds as well', async () => {
      const pins = boardPins(IN_VIEW.length, (n) => ({
        imagePath: imagePathOf(`ranked ${n}`),
        width: 600,
        height: 600,
        altText: IN_VIEW[n]?.name ?? '',
      }));
      the.standIn.addSearch('rooms', pins);
      const files = IN_VIEW.map(({ file }) => join(PHOTOS, file));
      await addPictures(the.standIn, pins, files);
      const tab = await visits.open('https://www.pinterest.com/search/pins/?q=rooms');
      await rank(tab, 'Rooms');
      await tab.find(STATUS, { text: '8 pictures ranked.' });
      expect((await listed(tab)).slice(0, 4).map(({ name }) => name.split(' ')[0])).toEqual(
        Array(4).fill('Sofa'),
      );
    });

    it('says what is wrong: no pictures, a board that is gone', async () => {
      const empty = await visits.open('https://shop.example/empty');
      await rank(empty, 'Rooms');
      await empty.find(STATUS, { text: 'There is no picture large enough in view.' });
      const tab = await openShop();
      const popup = await openPopup(tab);
      await popup.find(OFFER);
      await forgetModels(options, models);
      await acceptAndSee(popup, tab);
      await tab.find(STATUS, { text: 'What Magpie had learned of this board is gone.' });
      await importModels(options, models);
    });

    it('says so where the browser keeps extensions out', async () => {
      const page = the.name === 'chromium' ? 'chrome://version/' : 'https://addons.mozilla.org/';
      const tab = await visits.open(page);
      const popup = await openPopup(tab);
      await accept(popup);
      await popup.find('.rank-page__refused', {
        text: 'The browser lets no extension look at this page.',
      });
      await popup.close();
    });
  };
  // Its boards come after the test that has none.
  if (hasPhotos) describe('by a board', withPhotos);
});
