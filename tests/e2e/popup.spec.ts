import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, expect, inject, it } from 'vitest';
import { imagePathOf, type StandInPage } from '../fixtures/pinterest-page.ts';
import { type Driver, launch } from './driver.ts';
import { inEveryBrowser } from './in-every-browser.ts';
import { addPhotoPin, pinUrlOf } from './pins.ts';
import { imageUrlOf } from './stand-in.ts';
import { eventually, type Tab } from './tab.ts';
import { analysisEnd, readPopup } from './views.ts';

const GRID = 'https://www.pinterest.com/';
const HEADING = '.notice h2';
const ACTION = '.notice .button';
const COPIED = '[data-testid="copy-status"]';

inEveryBrowser(
  'the popup',
  (the) => {
    let room: StandInPage;
    let sofa: StandInPage;
    let tab: Tab;

    beforeAll(async () => {
      const photos = inject('photos');
      room = await addPhotoPin(the.standIn, {
        id: '210000000000000001',
        file: photos['home-decor-3'],
        title: 'A corner to read in',
      });
      sofa = await addPhotoPin(the.standIn, {
        id: '210000000000000002',
        file: photos['product-11'],
        title: 'A sofa',
      });
      tab = await the.driver.open(pinUrlOf(room));
    });

    it('shows the picture, its colours, and each find with the shops of the person’s country', async () => {
      const popup = await the.driver.openPopup(tab);
      expect(await analysisEnd(popup)).toEqual({
        state: 'done',
        words: expect.stringMatching(/^\d+ finds · analysed on this device$/),
      });
      const { title, palette, finds } = await readPopup(popup);
      expect(title).toBe('A corner to read in');
      expect(await shownImage(popup, '.header__thumbnail')).toContain(room.imagePath);
      expect(palette.length).toBeGreaterThan(3);
      for (const { name, hex, share } of palette) {
        expect({ name, hex, share }).toEqual({
          name: expect.stringMatching(/^[a-z ]+$/),
          hex: expect.stringMatching(/^#[0-9a-f]{6}$/),
          share: expect.stringMatching(/^<?\d+%$/),
        });
      }
      const shares = palette.map(({ share }) => Number.parseInt(share, 10));
      expect(shares).toEqual([...shares].sort((a, b) => b - a));

      const chair = finds.find(({ label }) => label === 'Armchair');
      expect(chair).toMatchObject({ confidence: expect.stringMatching(/^(sure|likely)$/) });
      expect(chair?.colors).toContain('yellow');
      const words = 'gelber Sessel';
      const search = new URLSearchParams({ q: words }).toString();
      expect(chair?.links).toEqual([
        { shop: 'Etsy', url: `https://www.etsy.com/de/search?${search}` },
        { shop: 'Amazon.de', url: `https://www.amazon.de/s?k=${search.slice(2)}` },
        { shop: 'IKEA', url: `https://www.ikea.com/de/de/search/?${search}` },
        { shop: 'H&M', url: `https://www2.hm.com/de_de/search-results.html?${search}` },
        { shop: 'eBay.de', url: `https://www.ebay.de/sch/i.html?_nkw=${search.slice(2)}` },
        { shop: 'Google Shopping', url: `https://www.google.com/search?udm=28&${search}` },
        {
          shop: 'Google Lens',
          url: `https://lens.google.com/uploadbyurl?url=${encodeURIComponent(imageUrlOf(room))}`,
        },
      ]);
      expect(await popup.count('.find .crop')).toBe(finds.length);
      expect(await shownImage(popup, '.find .crop img')).toContain(room.imagePath);
      // The first shop is the filled one, of every find.
      expect(await popup.count('.shops .button--first', 'Etsy')).toBe(finds.length);
      expect(await popup.count('.shops .button--first')).toBe(finds.length);
      await popup.close();
    });

    it('copies a colour of the palette and of a find', async () => {
      const popup = await the.driver.openPopup(tab);
      await analysisEnd(popup);
      const { palette } = await readPopup(popup);
      await popup.click('.palette__strip li:nth-child(2) button');
      expect(await popup.text(COPIED, { text: 'Copied' })).toBe(`Copied ${palette[1]?.hex}`);
      const chip = await popup.attribute('.chip', 'aria-label', { text: 'yellow' });
      const hex = /^yellow, copy (#[0-9a-f]{6})$/.exec(chip ?? '')?.[1] ?? 'no colour';
      await popup.click('.chip', { text: 'yellow' });
      expect(await popup.text(COPIED, { text: hex })).toBe(`Copied ${hex}`);
      await popup.close();
    });

    it('follows the tab: no pin, then each stage of a new pin as it is ready', async () => {
      const other = await the.driver.open(GRID);
      const popup = await the.driver.openPopup(other);
      expect(await popup.text(HEADING)).toBe('No pin is open here.');
      await popup.evaluate(recordStages, null);
      the.standIn.setFault(sofa.imagePath, { kind: 'slow', ms: 600 });
      await other.goto(pinUrlOf(sofa));
      await popup.find('h1', { text: 'A sofa' });
      await analysisEnd(popup);
      the.standIn.clearFaults();
      const stages = await popup.evaluate(readStages, null);
      const fetching = stages.findIndex(({ words }) => words === 'Fetching the picture');
      const looking = stages.findIndex(({ words }) => words === 'Looking for things');
      const naming = stages.findIndex(({ words }) => words === 'Finding the right names');
      expect([fetching, looking, naming]).toEqual([0, expect.any(Number), stages.length - 2]);
      expect(stages[fetching]).toMatchObject({ colors: 0, finds: 0 });
      // Colours are there while things are looked for, and finds while names are.
      expect(stages[looking]?.colors).toBeGreaterThan(0);
      expect(stages[looking]?.finds).toBe(0);
      expect(stages[naming]?.finds).toBeGreaterThan(0);
      await popup.close();
      await other.close();
    });

    it('says that a page is not Pinterest, and that a picture has nothing to shop', async () => {
      const elsewhere = await the.driver.open('https://www.example.org/');
      const there = await the.driver.openPopup(elsewhere);
      expect(await there.text(HEADING)).toBe('This is not Pinterest.');
      await there.close();
      await elsewhere.close();

      const gradient = Buffer.from(
        '<svg xmlns="http://www.w3.org/2000/svg" width="736" height="500"><linearGradient id="g"><stop stop-color="#86a5b8"/><stop offset="1" stop-color="#b8cdd6"/></linearGradient><rect width="736" height="500" fill="url(#g)"/></svg>',
      );
      const empty: StandInPage = {
        id: '210000000000000003',
        title: 'Sky',
        era: 'redux',
        related: [],
        imagePath: imagePathOf('gradient'),
        width: 736,
        height: 500,
      };
      the.standIn.addImage(empty.imagePath, await sharp(gradient).png().toBuffer());
      the.standIn.addPin(empty);
      const sky = await the.driver.open(pinUrlOf(empty));
      const popup = await the.driver.openPopup(sky);
      expect(await analysisEnd(popup)).toEqual({
        state: 'done',
        words: '0 finds · analysed on this device',
      });
      expect(await popup.text(HEADING)).toBe('Nothing to shop here, as far as I can see.');
      expect((await readPopup(popup)).palette.length).toBeGreaterThan(0);
      await popup.close();
      await sky.close();
    });

    it('says why a picture could not be looked at, and tries again when asked', async () => {
      const refused = await addPhotoPin(the.standIn, {
        id: '210000000000000004',
        file: inject('photos')['home-decor-1'],
        title: 'Refused at first',
      });
      the.standIn.setFault(refused.imagePath, { kind: 'status', status: 403 });
      const pinTab = await the.driver.open(pinUrlOf(refused));
      const popup = await the.driver.openPopup(pinTab);
      expect(await analysisEnd(popup)).toEqual({
        state: 'failed',
        words: 'Could not look: Pinterest would not hand out this picture.',
      });
      the.standIn.clearFaults();
      await popup.click(ACTION, { text: 'Try again' });
      await popup.find('.find');
      expect((await analysisEnd(popup)).state).toBe('done');
      expect(await popup.count(HEADING)).toBe(0);
      await popup.close();
      await pinTab.close();
    });

    // Firefox's driver cannot see a popup of the toolbar.
    if (the.name === 'chromium') {
      it('opens from the toolbar on the tab in front', async () => {
        const { openToolbarPopup } = the.driver;
        if (!openToolbarPopup) throw new Error('Chromium shows its popups to the driver');
        const popup = await openToolbarPopup(tab);
        expect(await popup.text('h1', { text: 'corner' })).toBe('A corner to read in');
        expect((await analysisEnd(popup)).state).toBe('done');
        await popup.close();
      });
    }

    it('comes back to an open page after an update of the extension', async () => {
      await the.driver.reloadExtension();
      const popup = await the.driver.openPopup(tab);
      // Firefox puts the new content script into open pages; Chromium leaves them to the reload.
      if (the.driver.name === 'chromium') {
        expect(await popup.text(HEADING)).toBe('This page was open before Magpie was ready.');
        // Asking a page that has no content script is what Chromium calls an error.
        for (const problem of await the.driver.takeProblems()) {
          expect(problem).toContain('Receiving end does not exist');
        }
        await popup.click(ACTION, { text: 'Reload the page' });
      }
      await tab.front();
      await tab.find('magpie-overlay >>> .mark[data-status="done"]');
      await eventually(
        async () => (await tab.count('magpie-overlay >>> .mark')) === 1,
        'the former overlay to go',
        5000,
      );
      const again = await the.driver.openPopup(tab);
      expect((await analysisEnd(again)).state).toBe('done');
      await again.close();
    });

    it('says what is missing: the permission in Firefox, the models in a build without them', async () => {
      const without = await copyWithoutModels(the.launchOptions.extension);
      let driver: Driver | undefined;
      try {
        driver = await launch(the.driver.name, {
          ...the.launchOptions,
          extension: without,
          grantHosts: false,
        });
        const pinTab = await driver.open(pinUrlOf(sofa));
        if (driver.name === 'firefox') {
          const popup = await driver.openPopup(pinTab);
          expect(await popup.text(HEADING)).toBe(
            'Magpie needs your permission to look at pictures on Pinterest.',
          );
          await popup.click(ACTION, { text: 'Allow on Pinterest' });
          await popup.find(HEADING, { text: 'This page was open before Magpie was ready.' });
          await popup.close();
          await pinTab.goto(pinUrlOf(sofa));
        }
        const popup = await driver.openPopup(pinTab);
        expect(await analysisEnd(popup)).toEqual({
          state: 'failed',
          words:
            'Could not look: This build of Magpie came without its models, so it cannot name objects.',
        });
        expect((await readPopup(popup)).palette.length).toBeGreaterThan(0);
        expect(await popup.text(ACTION)).toBe('See what is missing');
      } finally {
        await driver?.close();
        await rm(join(without, '..'), { recursive: true, force: true });
      }
    });
  },
  { locale: 'de-DE' },
);

function shownImage(popup: Tab, selector: string): Promise<string> {
  return popup.attribute(selector, 'src').then((src) => src ?? '');
}

/** Notes in the popup, for each stage that it names, what is shown when the stage ends. */
function recordStages(): void {
  const stages: { words: string; colors: number; finds: number }[] = [];
  const note = () => {
    if (!document.querySelector('.header__status[data-state]')) return;
    const now = {
      words: document.querySelector('.stages')?.getAttribute('aria-valuetext') ?? '',
      colors: document.querySelectorAll('.palette__strip button').length,
      finds: document.querySelectorAll('.find').length,
    };
    if (stages.at(-1)?.words === now.words) stages.pop();
    stages.push(now);
    document.body.dataset.stages = JSON.stringify(stages);
  };
  new MutationObserver(note).observe(document.body, {
    subtree: true,
    childList: true,
    attributeFilter: ['aria-valuetext', 'data-state'],
  });
}

function readStages(): { words: string; colors: number; finds: number }[] {
  return JSON.parse(document.body.dataset.stages ?? '[]');
}

async function copyWithoutModels(extension: string): Promise<string> {
  const folder = join(await mkdtemp(join(tmpdir(), 'magpie-')), basename(extension));
  await cp(extension, folder, {
    recursive: true,
    filter: (path) => path !== join(extension, 'models'),
  });
  return folder;
}
