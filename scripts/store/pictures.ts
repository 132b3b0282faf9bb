import { join } from 'node:path';
import sharp from 'sharp';
import type { Driver } from '../../tests/e2e/driver.ts';
import { addPhotoPin, pinUrlOf } from '../../tests/e2e/pins.ts';
import type { StandIn } from '../../tests/e2e/stand-in.ts';
import type { Tab } from '../../tests/e2e/tab.ts';
import { analysisEnd } from '../../tests/e2e/views.ts';
import { settled } from '../screenshots/settled.ts';
import { ROOT } from '../tool.ts';
import { promoPage } from './promo.ts';

/** Sizes in pixels that the stores ask for: both take screenshots of this one. */
const SCREENSHOT = { width: 1280, height: 800 };
const PROMOS = {
  'promo-small': { width: 440, height: 280 },
  'promo-marquee': { width: 1400, height: 560 },
};

/** Every picture of a listing, by its name, in the size that it must have. */
export const PICTURES: Readonly<Record<string, { width: number; height: number }>> = {
  'screenshot-1-card': SCREENSHOT,
  'screenshot-2-popup': SCREENSHOT,
  'screenshot-3-dark': SCREENSHOT,
  'screenshot-4-welcome': SCREENSHOT,
  'screenshot-5-options': SCREENSHOT,
  ...PROMOS,
};

/** The largest popup that browsers show, in pixels. */
const POPUP = { width: 380, height: 600 };

const MARK = 'magpie-overlay >>> .mark';
const HOTSPOT = 'magpie-overlay >>> .hotspot';
const CARD = 'magpie-overlay >>> .card';

/**
 * Takes every picture of the listing from the real extension, on the stand-in's pages and our own
 * picture, as PNG without transparency. Needs a build with its models.
 */
export async function takePictures(
  driver: Driver,
  standIn: StandIn,
  folder: string,
): Promise<void> {
  const save = (name: keyof typeof PICTURES, picture: Buffer) =>
    sharp(picture)
      .removeAlpha()
      .png()
      .toFile(join(folder, `${name}.png`));
  const theme = (colorScheme: 'light' | 'dark') =>
    driver.setMedia({ colorScheme, reducedMotion: true });

  const pin = await addPhotoPin(standIn, {
    id: '510000000000000001',
    file: join(ROOT, 'public', 'welcome', 'room.jpg'),
    title: 'Calm mid-century living room with a velvet sofa',
  });
  await theme('light');
  const tab = await driver.open(pinUrlOf(pin));
  await tab.page.setViewport(SCREENSHOT);
  await tab.find(`${MARK}[data-status="done"]`);
  await openCard(tab, 'Sofa');
  await save('screenshot-1-card', await shoot(tab));
  await tab.press('Escape');
  await save('screenshot-2-popup', await withPopup(driver, tab));
  await theme('dark');
  await openCard(tab, 'Houseplant');
  await save('screenshot-3-dark', await shoot(tab));
  await tab.close();
  await theme('light');

  const welcome = await driver.openExtensionPage('welcome.html');
  await welcome.page.setViewport(SCREENSHOT);
  await welcome.click('button', { text: 'Try it' });
  await welcome.find(`${MARK}[data-status="done"]`);
  await welcome.page.mouse.move(1, 1);
  await save('screenshot-4-welcome', await shoot(welcome));
  const { x, y, width, height } = await welcome.rect('.welcome__picture img');
  await welcome.evaluate(() => {
    for (const image of document.images) image.style.borderRadius = '0';
  }, null);
  await settled(welcome);
  const picture = await welcome.page.screenshot({ clip: { x, y, width, height } });
  await welcome.close();

  const options = await driver.openExtensionPage('options.html');
  await options.page.setViewport(SCREENSHOT);
  await options.find('.models li');
  await save('screenshot-5-options', await shoot(options));

  for (const [name, size] of Object.entries(PROMOS)) {
    await options.page.setViewport(size);
    await options.goto('about:blank');
    await options.page.setContent(await promoPage({ ...size, picture: Buffer.from(picture) }));
    await save(name, await shoot(options));
  }
  await options.close();
}

async function openCard(tab: Tab, noun: string): Promise<void> {
  await tab.click(HOTSPOT, { text: noun });
  await tab.find(CARD);
  // The pointer leaves, so that no button under it looks pressed.
  await tab.page.mouse.move(1, 1);
}

async function shoot(tab: Tab): Promise<Buffer> {
  await settled(tab);
  return Buffer.from(await tab.page.screenshot());
}

/** A tab with the popup where browsers show it: below the toolbar, at the right. */
async function withPopup(driver: Driver, tab: Tab): Promise<Buffer> {
  const page = await shoot(tab);
  const popup = await driver.openPopup(tab);
  await popup.page.setViewport(POPUP);
  await analysisEnd(popup);
  const round = Buffer.from(
    `<svg width="${POPUP.width}" height="${POPUP.height}"><rect width="100%" height="100%" rx="8"/></svg>`,
  );
  const window = await sharp(await shoot(popup))
    .composite([{ input: round, blend: 'dest-in' }])
    .png()
    .toBuffer();
  await popup.close();
  const [left, top] = [SCREENSHOT.width - POPUP.width - 20, 10];
  const shadow = Buffer.from(
    `<svg width="${SCREENSHOT.width}" height="${SCREENSHOT.height}"><filter id="blur" x="-50%" y="-50%" width="200%" height="200%"><feGaussianBlur stdDeviation="14"/></filter><rect x="${left}" y="${top + 6}" width="${POPUP.width}" height="${POPUP.height}" rx="8" opacity="0.4" filter="url(#blur)"/></svg>`,
  );
  return sharp(page)
    .composite([{ input: shadow }, { input: window, left, top }])
    .png()
    .toBuffer();
}
