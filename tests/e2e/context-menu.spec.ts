import { beforeAll, expect, inject, it } from 'vitest';
import { contains } from '../../lib/overlay/geometry.ts';
import type { StandInPage } from '../fixtures/pinterest-page.ts';
import { inEveryBrowser } from './in-every-browser.ts';
import { addPhotoPin, pinUrlOf } from './pins.ts';
import { analysisEnd, readPopup } from './views.ts';

const MARK = 'magpie-overlay >>> .mark';
const DONE = `${MARK}[data-status="done"]`;

inEveryBrowser('"Find what\'s in this image"', (the) => {
  let room: StandInPage;
  let sofa: StandInPage;

  beforeAll(async () => {
    const photos = inject('photos');
    sofa = await addPhotoPin(the.standIn, {
      id: '240000000000000001',
      file: photos['product-11'],
      title: 'A sofa',
    });
    room = await addPhotoPin(the.standIn, {
      id: '240000000000000002',
      file: photos['home-decor-3'],
      title: 'A corner to read in',
      related: [sofa],
    });
  });

  it('looks at a picture in the grid, where no pin is open', async () => {
    const tab = await the.driver.open('https://www.pinterest.com/');
    const picture = `.grid img[src*="${sofa.imagePath}"]`;
    await tab.find(picture);
    // From then on the content script listens.
    await tab.find('magpie-overlay');
    expect(await tab.count(MARK)).toBe(0);
    await the.driver.pickImage({ tab, selector: picture });
    await tab.find(DONE);
    const { x, y } = await tab.rect(MARK);
    expect(contains(await tab.rect(picture), { x, y })).toBe(true);
    await tab.find('magpie-overlay >>> .hotspot', { text: 'Sofa' });

    const popup = await the.driver.openPopup(tab);
    expect((await analysisEnd(popup)).state).toBe('done');
    const { title, finds } = await readPopup(popup);
    expect(title).toBe('Picture you picked');
    expect(finds.map(({ label }) => label)).toContain('Sofa');
    expect(await popup.attribute('.header__thumbnail', 'src')).toContain(sofa.imagePath);
    await popup.close();
    await tab.close();
  });

  it('comes before the open pin until that is left', async () => {
    const tab = await the.driver.open(pinUrlOf(room));
    await tab.find(DONE);
    const picture = `.grid img[src*="${sofa.imagePath}"]`;
    await the.driver.pickImage({ tab, selector: picture });
    await tab.find('magpie-overlay >>> .hotspot', { text: 'Sofa' });
    const { x, y } = await tab.rect(MARK);
    expect(contains(await tab.rect(picture), { x, y })).toBe(true);

    const popup = await the.driver.openPopup(tab);
    expect((await analysisEnd(popup)).state).toBe('done');
    expect((await readPopup(popup)).title).toBe('Picture you picked');
    await tab.click('.grid .thumb-title');
    await popup.front();
    await popup.find('h1', { text: 'A sofa' });
    await popup.close();
  });
});
