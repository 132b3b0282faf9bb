/**
 * Takes pictures of every view in every state and checks each:
 * `node tests/gallery/screenshot.ts [--locale de] [--variant narrow] [part of a scene's name]…`
 * Pictures go to .output/gallery. Ends with exit code 1 when axe-core, or one of our own rules, finds fault.
 */
import { execFileSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { createServer } from 'vite';
import { inspect } from './inspect.ts';

const OUT = fileURLToPath(new URL('../../.output/gallery/', import.meta.url));

interface Variant {
  name: string;
  colorScheme: 'light' | 'dark';
  width: number;
  height: number;
  /** Text size in percent of the user's. */
  text: number;
  forcedColors?: 'active';
  /** As on paper. */
  print?: boolean;
}

const VARIANTS: Record<string, Variant[]> = {
  popup: [
    { name: 'light', colorScheme: 'light', width: 380, height: 600, text: 100 },
    { name: 'dark', colorScheme: 'dark', width: 380, height: 600, text: 100 },
    { name: '320', colorScheme: 'light', width: 320, height: 600, text: 100 },
    { name: '200', colorScheme: 'dark', width: 380, height: 600, text: 200 },
    { name: '320-200', colorScheme: 'light', width: 320, height: 600, text: 200 },
    {
      name: 'forced',
      colorScheme: 'dark',
      width: 380,
      height: 600,
      text: 100,
      forcedColors: 'active',
    },
  ],
  overlay: [
    { name: 'light', colorScheme: 'light', width: 1280, height: 900, text: 100 },
    { name: 'dark', colorScheme: 'dark', width: 1280, height: 900, text: 100 },
    { name: 'narrow', colorScheme: 'light', width: 360, height: 740, text: 100 },
    { name: 'zoomed', colorScheme: 'light', width: 640, height: 450, text: 200 },
    {
      name: 'forced',
      colorScheme: 'dark',
      width: 1280,
      height: 900,
      text: 100,
      forcedColors: 'active',
    },
  ],
  saved: [
    { name: 'light', colorScheme: 'light', width: 1280, height: 900, text: 100 },
    { name: 'dark', colorScheme: 'dark', width: 800, height: 900, text: 100 },
    { name: 'narrow', colorScheme: 'light', width: 360, height: 740, text: 100 },
    { name: '320-200', colorScheme: 'dark', width: 320, height: 900, text: 200 },
    {
      name: 'forced',
      colorScheme: 'dark',
      width: 800,
      height: 900,
      text: 100,
      forcedColors: 'active',
    },
  ],
  options: [
    { name: 'light', colorScheme: 'light', width: 800, height: 900, text: 100 },
    { name: 'dark', colorScheme: 'dark', width: 800, height: 900, text: 100 },
    { name: '320-200', colorScheme: 'light', width: 320, height: 900, text: 200 },
  ],
  boards: [
    { name: 'light', colorScheme: 'light', width: 1280, height: 900, text: 100 },
    { name: 'dark', colorScheme: 'dark', width: 1280, height: 900, text: 100 },
    { name: '768', colorScheme: 'light', width: 768, height: 900, text: 100 },
    { name: '360', colorScheme: 'dark', width: 360, height: 740, text: 100 },
    { name: '320-200', colorScheme: 'light', width: 320, height: 900, text: 200 },
    {
      name: 'forced',
      colorScheme: 'dark',
      width: 1280,
      height: 900,
      text: 100,
      forcedColors: 'active',
    },
    { name: 'print', colorScheme: 'light', width: 794, height: 1123, text: 100, print: true },
  ],
};

const { values, positionals: filters } = parseArgs({
  options: { locale: { type: 'string', default: 'en' }, variant: { type: 'string' } },
  allowPositionals: true,
});
const server = await createServer({
  configFile: fileURLToPath(new URL('./vite.config.ts', import.meta.url)),
  server: { port: 0, host: '127.0.0.1' },
  logLevel: 'error',
});
await server.listen();
const address = server.resolvedUrls?.local[0] ?? '';
const browser = await chromium.launch({
  executablePath: execFileSync('which', ['chromium'], { encoding: 'utf8' }).trim(),
  args: ['--no-sandbox'],
});
try {
  await mkdir(OUT, { recursive: true });
  const faults = await takeAll(browser);
  for (const fault of faults) console.error(fault);
  console.log(`${faults.length} faults`);
  process.exitCode = faults.length > 0 ? 1 : 0;
} finally {
  await browser.close();
  await server.close();
}

async function takeAll(browser: Browser): Promise<string[]> {
  const faults: string[] = [];
  const list = await browser.newPage();
  await list.goto(address);
  await list.waitForSelector('li');
  const names = await list.locator('li').allTextContents();
  await list.close();
  const wanted = names.filter((name) => !filters.length || filters.some((f) => name.includes(f)));
  for (const name of wanted) {
    for (const variant of VARIANTS[name.split('-')[0] ?? ''] ?? []) {
      if (values.variant && variant.name !== values.variant) continue;
      const page = await browser.newPage({
        viewport: { width: variant.width, height: variant.height },
        colorScheme: variant.colorScheme,
        forcedColors: variant.forcedColors ?? 'none',
        reducedMotion: 'reduce',
      });
      if (variant.print) await page.emulateMedia({ media: 'print' });
      page.on('pageerror', (error) => faults.push(`${name} ${variant.name}: ${error.message}`));
      const found = await take(page, name, variant);
      faults.push(...found.map((fault) => `${name} ${variant.name}: ${fault}`));
      await page.close();
    }
  }
  return faults;
}

async function take(page: Page, name: string, variant: Variant): Promise<string[]> {
  const isOverlay = name.startsWith('overlay');
  await page.goto(`${address}?scene=${name}&locale=${values.locale}`);
  if (!isOverlay) await page.addStyleTag({ content: `html { font-size: ${variant.text}% }` });
  await page.waitForSelector('.magpie');
  await page.waitForFunction(() =>
    [...document.images].every((image) => {
      // The picture is of the whole page.
      image.loading = 'eager';
      return image.complete;
    }),
  );
  const label = await page.evaluate(() => document.body.dataset.press);
  if (label) {
    const pressed = isOverlay ? `.hotspot[aria-label^="${label}"]` : `button:has-text("${label}")`;
    await page.locator(pressed).first().focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('.query, .custom-shop');
  }
  const steps = await page.evaluate(() => document.body.dataset.steps);
  for (const step of JSON.parse(steps ?? '[]') as string[]) await follow(page, step);
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 150))),
  );
  if (name.startsWith('boards')) await unfold(page, variant.width);
  await page.screenshot({
    path: `${OUT}${name}-${variant.name}${values.locale === 'en' ? '' : `-${values.locale}`}.png`,
    fullPage: !isOverlay,
  });
  await page.evaluate(axe.source);
  const forced = variant.forcedColors === 'active';
  const { violations } = await page.evaluate(
    (forced) =>
      (globalThis as unknown as { axe: typeof axe }).axe.run({
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        // Forced colours are the user's own; axe reads the page's.
        rules: { 'color-contrast': { enabled: !forced } },
      }),
    forced,
  );
  return [
    ...violations.map(
      ({ id, nodes }) =>
        `axe ${id}: ${nodes
          .map((node) => node.html)
          .join(' | ')
          .slice(0, 300)}`,
    ),
    ...(await page.evaluate(inspect)),
  ];
}

/** Makes the window as high as the page: what is off the screen is not drawn. */
async function unfold(page: Page, width: number): Promise<void> {
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height: Math.min(height, 6_000) });
  await page.waitForTimeout(300);
}

/** One step of a scene: a control to press by its name, "Focus …", "Choose …: …", "Type …", "Key …", or a drag. */
async function follow(page: Page, step: string): Promise<void> {
  const [verb, ...rest] = step.split(' ');
  if (verb === 'Type') return page.keyboard.type(rest.join(' '));
  if (verb === 'Focus') return page.getByLabel(rest.join(' ')).focus();
  if (verb === 'Choose') {
    const [label = '', option = ''] = rest.join(' ').split(': ');
    await page.getByLabel(label).selectOption({ label: option });
    return;
  }
  if (verb === 'Key') {
    // What the key walks comes with an answer.
    await page.waitForSelector('[role="option"]');
    return page.keyboard.press(rest.join(' '));
  }
  if (verb === 'Drag') {
    const field = await page.locator('.picking__field').boundingBox();
    if (!field) throw new Error('there is nothing to drag over');
    const reach = rest.length > 0 ? 0.01 : 0.35;
    const at = (share: number): [number, number] => [
      field.x + field.width * (0.2 + share),
      field.y + field.height * (0.4 + share),
    ];
    await page.mouse.move(...at(0));
    await page.mouse.down();
    await page.mouse.move(...at(reach), { steps: 4 });
    if (rest.length > 0) await page.mouse.up();
    return;
  }
  await page.getByRole('button', { name: step, exact: true }).first().click();
}
