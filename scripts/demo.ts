/**
 * `npm run demo [-- --image FILE] [-- --browser firefox] [-- --headed]`: shows Magpie at work on a
 * real photo in a real browser, and what it finds. Pictures of it go to `demo-output/`.
 */
import { access, mkdir } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Driver, launch } from '../tests/e2e/driver.ts';
import { addPhotoPin, pinUrlOf } from '../tests/e2e/pins.ts';
import { type StandIn, startStandIn } from '../tests/e2e/stand-in.ts';
import type { Tab } from '../tests/e2e/tab.ts';
import { analysisEnd, readPopup, type ShownAnalysis } from '../tests/e2e/views.ts';
import { BROWSERS, type BrowserName, findOrInstallBrowser } from './browsers.ts';
import { buildExtension } from './extension.ts';
import { type PhotoName, photo } from './photos.ts';
import { ROOT } from './tool.ts';

/** A reason to stop that needs no stack trace. */
class DemoError extends Error {}

const OUTPUT = join(ROOT, 'demo-output');
const RELATED: readonly PhotoName[] = ['home-decor-1', 'home-decor-2', 'product-11'];

try {
  await demo();
} catch (error) {
  const expected = error instanceof DemoError;
  console.error(`\nThe demo stopped: ${expected ? error.message : String(error)}`);
  if (!expected) console.error(error);
  process.exitCode = 1;
}

async function demo(): Promise<void> {
  const { image, browser: name, headed } = readArguments();
  const file = image ?? (await photo('home-decor-3'));
  await access(file).catch(() => {
    throw new DemoError(`there is no image at ${file}.`);
  });

  step(`Looking for ${name}`);
  const search = await findOrInstallBrowser(name, { log: step });
  if (search.status === 'unavailable') throw new DemoError(search.reason);
  step(`Using ${search.version}`);

  step('Building the extension');
  const extension = await buildExtension(name, { e2e: true });

  step('Starting a stand-in for www.pinterest.com and i.pinimg.com');
  const standIn = await startStandIn();
  let driver: Driver | undefined;
  try {
    const { executablePath } = search;
    const { port } = standIn;
    driver = await launch(name, { executablePath, extension, port, headless: !headed });
    await show(driver, standIn, file);
  } finally {
    await driver?.close();
    await standIn.close();
  }
}

async function show(driver: Driver, standIn: StandIn, file: string): Promise<void> {
  const related = await Promise.all(
    RELATED.map(async (name, index) =>
      addPhotoPin(standIn, { id: `40000000000000000${index}`, file: await photo(name) }),
    ),
  );
  const pin = await addPhotoPin(standIn, {
    id: '400000000000000009',
    file,
    title: 'A picture worth a closer look',
    related,
  });

  step(`Opening the pin ${pinUrlOf(pin)}`);
  const tab = await driver.open(pinUrlOf(pin));
  const popup = await driver.openPopup(tab);
  step('Waiting for the analysis');
  const end = await analysisEnd(popup, 90_000);
  if (end.state === 'failed') {
    throw new DemoError(
      [`the analysis failed: ${end.words}`, ...(await driver.takeProblems())].join('\n  '),
    );
  }
  const shown = await readPopup(popup);
  print(shown, end.words);

  await mkdir(OUTPUT, { recursive: true });
  await popup.screenshot(join(OUTPUT, 'popup.png'), { fullPage: true });
  await showOverlay(tab, shown.finds.length);
  await tab.screenshot(join(OUTPUT, 'overlay.png'));
  const problems = await driver.takeProblems();
  if (problems.length > 0) throw new DemoError(`the browser reported: ${problems.join(' | ')}`);
  console.log(`\nPictures: ${relative('.', join(OUTPUT, 'overlay.png'))}, popup.png beside it.`);
}

/** Opens the card of the first find, where there is one. */
async function showOverlay(tab: Tab, finds: number): Promise<void> {
  // A tab in the background draws nothing.
  await tab.front();
  await tab.find('magpie-overlay >>> .mark');
  if (finds === 0) return;
  await tab.click('magpie-overlay >>> .hotspot');
  await tab.find('magpie-overlay >>> .card');
}

function print({ palette, finds }: ShownAnalysis, words: string): void {
  console.log(`\n${words}\n\nPalette`);
  for (const { hex, name, share } of palette)
    console.log(`  ${hex}  ${share.padStart(4)}  ${name}`);
  for (const { label, confidence, colors, links } of finds) {
    console.log(`\n${label} (${confidence}): ${colors.join(', ')}`);
    const width = Math.max(...links.map(({ shop }) => shop.length));
    for (const { shop, url } of links) console.log(`  ${shop.padEnd(width)}  ${url}`);
  }
}

function readArguments(): { image: string | undefined; browser: BrowserName; headed: boolean } {
  const { values } = parseArgs({
    options: {
      image: { type: 'string' },
      browser: { type: 'string', default: 'chromium' },
      headed: { type: 'boolean', default: false },
    },
  });
  const browser = BROWSERS.find((one) => one === values.browser);
  if (!browser)
    throw new DemoError(`--browser is ${BROWSERS.join(' or ')}, not ${values.browser}.`);
  // npm runs scripts in the repository's root; the file is meant from where the person stands.
  const from = process.env.INIT_CWD ?? process.cwd();
  const image = values.image === undefined ? undefined : resolve(from, values.image);
  return { image, browser, headed: values.headed };
}

function step(line: string): void {
  console.log(`• ${line}`);
}
