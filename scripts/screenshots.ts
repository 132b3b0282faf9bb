/**
 * `npm run screenshots [-- --all] [-- --browser firefox]`: pictures of the real extension on a real
 * photo. Writes the README's to `docs/`; with `--all`, every view in both themes to
 * `demo-output/screenshots/` instead.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { type Driver, launch } from '../tests/e2e/driver.ts';
import { addPhotoPin, pinUrlOf } from '../tests/e2e/pins.ts';
import { type StandIn, startStandIn } from '../tests/e2e/stand-in.ts';
import type { Tab } from '../tests/e2e/tab.ts';
import { analysisEnd } from '../tests/e2e/views.ts';
import { imagePathOf, type StandInPage } from '../tests/fixtures/pinterest-page.ts';
import { BROWSERS, type BrowserName, findOrInstallBrowser } from './browsers.ts';
import { buildExtension } from './extension.ts';
import { photo } from './photos.ts';
import { settled } from './screenshots/settled.ts';
import { ROOT } from './tool.ts';

/** Pixels of the picture for each CSS pixel: sharp on a dense screen. */
const SCALE = 2;

/** What a README's reader should have to load at most, per picture. */
const MAX_BYTES = 300_000;

const PAGE = { width: 1280, height: 800 };
const NARROW_PAGE = { width: 480, height: 800 };
const POPUP_WIDTH = 380;
const THEMES = ['light', 'dark'] as const;

const MARK = 'magpie-overlay >>> .mark';
const HOTSPOT = 'magpie-overlay >>> .hotspot';
const CARD = 'magpie-overlay >>> .card';

interface Pins {
  room: StandInPage;
  sofa: StandInPage;
  sky: StandInPage;
  gone: StandInPage;
  slow: StandInPage;
}

/** The browser, what it shows, and where its pictures go. */
interface Studio {
  driver: Driver;
  pins: Pins;
  folder: string;
}

const { values } = parseArgs({
  options: {
    all: { type: 'boolean', default: false },
    browser: { type: 'string', default: 'chromium' },
  },
});
const name = BROWSERS.find((one) => one === values.browser);
if (!name) throw new Error(`--browser is ${BROWSERS.join(' or ')}, not ${values.browser}.`);
await takeAll(name, values.all);

async function takeAll(browser: BrowserName, all: boolean): Promise<void> {
  const search = await findOrInstallBrowser(browser, { log: console.log });
  if (search.status === 'unavailable') throw new Error(search.reason);
  const { executablePath } = search;
  const extension = await buildExtension(browser, { e2e: true });
  const folder = join(ROOT, ...(all ? ['demo-output', 'screenshots', browser] : ['docs']));
  await mkdir(folder, { recursive: true });
  const standIn = await startStandIn();
  let driver: Driver | undefined;
  try {
    const pins = await addPins(standIn);
    driver = await launch(browser, { executablePath, extension, port: standIn.port });
    const studio = { driver, pins, folder };
    await (all ? takeEveryView(studio) : takeForReadme(studio));
  } finally {
    await driver?.close();
    await standIn.close();
  }
}

async function addPins(standIn: StandIn): Promise<Pins> {
  const bed = await addPhotoPin(standIn, {
    id: '410000000000000001',
    file: await photo('home-decor-2'),
    title: 'A four-poster in cream and black',
  });
  const lounge = await addPhotoPin(standIn, {
    id: '410000000000000002',
    file: await photo('home-decor-1'),
    title: 'Marble, leather, and an arc of light',
  });
  const sofa = await addPhotoPin(standIn, {
    id: '410000000000000003',
    file: await photo('product-11'),
    title: 'The old Chesterfield',
  });
  const room = await addPhotoPin(standIn, {
    id: '410000000000000004',
    file: await photo('home-decor-3'),
    title: 'Corner of a living room with a mustard armchair',
    description: 'A brass floor lamp, one good chair, and room to read.',
    interests: ['Living room', 'Armchairs', 'Reading corner'],
    board: 'Rooms to sit in',
    related: [lounge, bed, sofa],
  });
  const slow = await addPhotoPin(standIn, {
    id: '410000000000000005',
    file: await photo('coffee'),
    title: 'A picture that takes its time',
  });
  standIn.setFault(slow.imagePath, { kind: 'slow', ms: 60_000 });
  const gone = await addPhotoPin(standIn, {
    id: '410000000000000006',
    file: await photo('product-12'),
    title: 'A picture that cannot be had just now',
  });
  standIn.setFault(gone.imagePath, { kind: 'status', status: 503 });
  return { room, sofa, slow, gone, sky: await addSky(standIn) };
}

/** A picture in which there is nothing to find. */
async function addSky(standIn: StandIn): Promise<StandInPage> {
  const page: StandInPage = {
    id: '410000000000000007',
    title: 'An empty sky',
    era: 'relay',
    related: [],
    imagePath: imagePathOf('sky'),
    width: 736,
    height: 500,
  };
  const drawing =
    '<svg xmlns="http://www.w3.org/2000/svg" width="736" height="500"><linearGradient id="g" x2="0" y2="1"><stop stop-color="#6f97b5"/><stop offset="1" stop-color="#dfe6e4"/></linearGradient><rect width="736" height="500" fill="url(#g)"/></svg>';
  standIn.addImage(page.imagePath, await sharp(Buffer.from(drawing)).png().toBuffer());
  standIn.addPin(page);
  return page;
}

async function takeForReadme({ driver, pins, folder }: Studio): Promise<void> {
  const tab = await openPin(driver, pins.room);
  await openCard(tab, 'Armchair');
  await take(tab, join(folder, 'overlay.webp'), MAX_BYTES);
  const popup = await driver.openPopup(tab);
  await analysisEnd(popup);
  for (const colorScheme of THEMES) {
    await driver.setMedia({ colorScheme, reducedMotion: true });
    await takeWhole(popup, join(folder, `popup-${colorScheme}.webp`), MAX_BYTES);
  }
}

async function takeEveryView(studio: Studio): Promise<void> {
  for (const colorScheme of THEMES) {
    await studio.driver.setMedia({ colorScheme, reducedMotion: true });
    const at = (view: string) => join(studio.folder, `${view}-${colorScheme}.webp`);
    await takeOverlays(studio, at);
    await takePopups(studio, at);
    const options = await studio.driver.openExtensionPage('options.html');
    await options.find('.models li');
    await setSize(options, { width: 760, height: 900 });
    await takeWhole(options, at('options'));
    await takeSections(options, at);
    await options.close();
    await takeWelcome(studio, at);
  }
}

/** Each section of the options by itself, named by its heading. */
async function takeSections(options: Tab, at: (view: string) => string): Promise<void> {
  const titles = await options.evaluate(
    () => [...document.querySelectorAll('h2')].map((title) => title.textContent),
    null,
  );
  for (const title of titles) {
    const section = await options.find('.options > section', { text: title });
    const picture = await sharp(await section.screenshot())
      .webp({ quality: 86 })
      .toBuffer();
    await save(picture, at(`options-${title.toLowerCase().replaceAll(/\W+/g, '-')}`));
  }
}

async function takeWelcome({ driver }: Studio, at: (view: string) => string): Promise<void> {
  const welcome = await driver.openExtensionPage('welcome.html');
  for (const [view, width] of [
    ['welcome', 1100],
    ['welcome-narrow', 360],
  ] as const) {
    await setSize(welcome, { width, height: 900 });
    await takeWhole(welcome, at(view));
  }
  await setSize(welcome, PAGE);
  await welcome.click('button', { text: 'Try it' });
  await welcome.find(`${MARK}[data-status="done"]`);
  await openCard(welcome, 'Sofa');
  await take(welcome, at('welcome-tried'));
  await welcome.close();
}

async function takeOverlays({ driver, pins }: Studio, at: (view: string) => string): Promise<void> {
  const tab = await openPin(driver, pins.room);
  await tab.hover('.more');
  await take(tab, at('overlay-finds'));
  await tab.hover(HOTSPOT, { text: 'Armchair' });
  await take(tab, at('overlay-hover'));
  for (const noun of ['Armchair', 'Vase']) {
    await openCard(tab, noun);
    await take(tab, at(`overlay-card-${noun.toLowerCase()}`));
    await tab.press('Escape');
  }
  await setSize(tab, NARROW_PAGE);
  await openCard(tab, 'Armchair');
  await take(tab, at('overlay-card-narrow'));
  await tab.close();
  for (const [view, pin] of [
    ['nothing', pins.sky],
    ['failed', pins.gone],
  ] as const) {
    const other = await openPin(driver, pin);
    await other.find('magpie-overlay >>> .panel');
    await take(other, at(`overlay-${view}`));
    await other.close();
  }
}

async function takePopups({ driver, pins }: Studio, at: (view: string) => string): Promise<void> {
  for (const [view, url] of [
    ['done', pinUrlOf(pins.room)],
    ['one-find', pinUrlOf(pins.sofa)],
    ['nothing', pinUrlOf(pins.sky)],
    ['failed', pinUrlOf(pins.gone)],
    ['running', pinUrlOf(pins.slow)],
    ['no-pin', 'https://www.pinterest.com/'],
    ['not-pinterest', 'https://www.example.org/'],
  ] as const) {
    const tab = await driver.open(url);
    const popup = await driver.openPopup(tab);
    if (url.includes('/pin/') && view !== 'running') await analysisEnd(popup);
    else await popup.find(view === 'running' ? '.stages' : '.notice');
    await takeWhole(popup, at(`popup-${view}`));
    await popup.close();
    await tab.close();
  }
}

async function openPin(driver: Driver, pin: StandInPage): Promise<Tab> {
  const tab = await driver.open(pinUrlOf(pin));
  await setSize(tab, PAGE);
  await tab.front();
  await tab.find(`${MARK}:is([data-status="done"], [data-status="failed"])`);
  return tab;
}

async function openCard(tab: Tab, noun: string): Promise<void> {
  await tab.click(HOTSPOT, { text: noun });
  await tab.find(CARD);
  // The pointer leaves, so that no button under it looks pressed.
  await tab.page.mouse.move(1, 1);
}

async function setSize(tab: Tab, size: { width: number; height: number }): Promise<void> {
  await tab.page.setViewport({ ...size, deviceScaleFactor: SCALE });
}

/** The popup or the options as high as their content. */
async function takeWhole(tab: Tab, file: string, maxBytes?: number): Promise<void> {
  const width = tab.page.viewport()?.width ?? POPUP_WIDTH;
  await setSize(tab, { width, height: 100 });
  const height = await tab.evaluate(
    () => Math.ceil(document.querySelector('main')?.getBoundingClientRect().height ?? 0),
    null,
  );
  await setSize(tab, { width, height });
  await take(tab, file, maxBytes);
}

/** Saves what a tab shows, once its pictures are there, as WebP. */
async function take(tab: Tab, file: string, maxBytes = Number.POSITIVE_INFINITY): Promise<void> {
  await settled(tab);
  const picture = await sharp(await tab.page.screenshot())
    .webp({ quality: 86 })
    .toBuffer();
  if (picture.length > maxBytes) throw new Error(`${file} has ${picture.length} bytes.`);
  await save(picture, file);
}

async function save(picture: Buffer, file: string): Promise<void> {
  await writeFile(file, picture);
  console.log(`${relative('.', file)} (${Math.round(picture.length / 1000)} kB)`);
}
