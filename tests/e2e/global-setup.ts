import { readFile } from 'node:fs/promises';
import type { TestProject } from 'vitest/node';
import { parseModelManifest } from '../../lib/engine/model-manifest.ts';
import { BROWSERS, type BrowserName, findOrInstallBrowser } from '../../scripts/browsers.ts';
import { buildExtension } from '../../scripts/extension.ts';
import { type PhotoName, photo } from '../../scripts/photos.ts';

/** A browser to test in, or the reason why there is none. */
export type TestBrowser =
  | { name: BrowserName; executablePath: string; extension: string }
  | { name: BrowserName; unavailable: string };

declare module 'vitest' {
  interface ProvidedContext {
    browsers: TestBrowser[];
    /** Whether the build has all the models; with the detector alone it finds less. */
    looksCloser: boolean;
    photos: Record<Photo, string>;
  }
}

/** The photos that the tests show as pins. */
const PHOTOS = [
  'home-decor-1',
  'home-decor-2',
  'home-decor-3',
  'product-11',
] as const satisfies readonly PhotoName[];
type Photo = (typeof PHOTOS)[number];

/** Brings the browsers, the extension's test builds and the photos, once for all files. */
export default async function setup(project: TestProject): Promise<void> {
  const browsers: TestBrowser[] = [];
  for (const name of BROWSERS) {
    const search = await findOrInstallBrowser(name, { log: console.log });
    if (search.status === 'unavailable') {
      // Where it counts, a browser that was not tested is a failure.
      if (process.env.CI === 'true') throw new Error(search.reason);
      console.warn(search.reason);
      browsers.push({ name, unavailable: search.reason });
      continue;
    }
    const extension = await buildExtension(name, { e2e: true });
    browsers.push({ name, executablePath: search.executablePath, extension });
  }
  project.provide('browsers', browsers);
  // Without a browser nothing was built, and nothing is tested.
  const isBuilt = browsers.some((browser) => 'extension' in browser);
  project.provide('looksCloser', isBuilt && (await hasAllModels()));
  const files = await Promise.all(PHOTOS.map(async (name) => [name, await photo(name)] as const));
  project.provide('photos', Object.fromEntries(files) as Record<Photo, string>);
}

/** Whether the build that was made has every model; says so where it does not. */
async function hasAllModels(): Promise<boolean> {
  const file = new URL('../../public/models/manifest.json', import.meta.url);
  const { missing } = parseModelManifest(JSON.parse(await readFile(file, 'utf8')));
  if (missing.length > 0) {
    console.warn('This build lacks models: the end-to-end tests that need them are skipped.');
  }
  return missing.length === 0;
}
