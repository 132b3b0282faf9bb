/**
 * `npm run store [-- --no-pictures]`: everything that the two stores ask for, in `.output/store/`:
 * the archives with the sources for addons.mozilla.org, answers to every question of their forms,
 * the privacy policy, screenshots and promotional pictures. Fails where a text is too long, a
 * permission has no reason, or web-ext's linter has anything to say.
 */
import { copyFile, cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { launch } from '../tests/e2e/driver.ts';
import { startStandIn } from '../tests/e2e/stand-in.ts';
import { BROWSERS, findOrInstallBrowser } from './browsers.ts';
import { buildExtension, extensionFolder, zipExtension } from './extension.ts';
import { chromeAnswers, firefoxAnswers } from './store/answers.ts';
import { faultsOf, readListing, readManifest } from './store/listing.ts';
import { takePictures } from './store/pictures.ts';
import { ROOT, runTool } from './tool.ts';

const OUT = join(ROOT, '.output', 'store');

const { values } = parseArgs({
  options: { pictures: { type: 'boolean', default: true } },
  allowNegative: true,
});
try {
  await rm(OUT, { recursive: true, force: true });
  await mkdir(OUT, { recursive: true });
  await writeArchives();
  await writeTexts();
  await lint();
  if (values.pictures) await writePictures();
  for (const file of await readdir(OUT)) console.log(relative('.', join(OUT, file)));
} catch (error) {
  console.error(`Error: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}

async function writeArchives(): Promise<void> {
  const output = join(ROOT, '.output');
  for (const file of await archivesIn(output)) await rm(join(output, file));
  for (const browser of BROWSERS) await zipExtension(browser);
  for (const file of await archivesIn(output)) await copyFile(join(output, file), join(OUT, file));
}

async function archivesIn(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((file) => file.endsWith('.zip'));
}

async function writeTexts(): Promise<void> {
  const listing = await readListing();
  for (const browser of BROWSERS) {
    const manifest = await readManifest(extensionFolder(browser));
    const faults = faultsOf(listing, manifest);
    if (faults.length > 0) throw new Error(faults.join(' '));
    const [file, answers] =
      browser === 'chromium'
        ? ['chrome.md', chromeAnswers(listing, manifest)]
        : ['firefox.md', firefoxAnswers(listing, manifest)];
    await writeFile(join(OUT, file), answers);
  }
  await writeFile(join(OUT, 'privacy.md'), listing.privacyPolicy);
  await cp(join(ROOT, 'public', 'icon', '128.png'), join(OUT, 'icon-128.png'));
}

async function lint(): Promise<void> {
  const code = await runTool('web-ext', [
    'lint',
    '--source-dir',
    extensionFolder('firefox'),
    '--warnings-as-errors',
    '--no-config-discovery',
  ]);
  if (code !== 0) throw new Error("web-ext's linter is not content.");
}

async function writePictures(): Promise<void> {
  const search = await findOrInstallBrowser('chromium', { log: console.log });
  if (search.status === 'unavailable') throw new Error(search.reason);
  const { executablePath } = search;
  const extension = await buildExtension('chromium', { e2e: true });
  const standIn = await startStandIn();
  try {
    const driver = await launch('chromium', { executablePath, extension, port: standIn.port });
    await takePictures(driver, standIn, OUT).finally(() => driver.close());
  } finally {
    await standIn.close();
  }
}
