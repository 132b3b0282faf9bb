/** `npm run sizes`: whether the built extension keeps within its limits. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { BROWSERS, type BrowserName } from './browsers.ts';
import { buildExtension, extensionFolder, zipExtension } from './extension.ts';
import { ROOT } from './tool.ts';

export interface SizeCheck {
  what: string;
  measured: string;
  ok: boolean;
}

const CONTENT_SCRIPT = 'content-scripts/pinterest.js';
const RANKING_SCRIPT = 'ranking.js';
const LIMITS = { contentScript: 60_000, ranking: 30_000, popup: 60_000, chromeZip: 20_000_000 };

/** Names that tfjs's sources cannot be minified without: each stands for one of its packages. */
const TFJS_TRACES = ['tfjs', 'WebGLRenderingContext', 'GraphModel', 'loadGraphModel'];

/**
 * Measures the shipped builds, which have to be there, and packs the one for Chrome.
 *
 * @returns a check for each limit and browser; sizes in kB and MB of 1,000
 */
export async function checkSizes(): Promise<SizeCheck[]> {
  const checks: SizeCheck[] = [];
  for (const browser of BROWSERS) checks.push(...(await checkBuild(browser)));
  await zipExtension('chromium');
  checks.push(await checkChromeZip());
  return checks;
}

async function checkBuild(browser: BrowserName): Promise<SizeCheck[]> {
  const folder = extensionFolder(browser);
  const script = await readFile(join(folder, CONTENT_SCRIPT));
  const traces = TFJS_TRACES.filter((trace) => script.includes(trace));
  const ranking = await readFile(join(folder, RANKING_SCRIPT));
  const popup = await filesOfPage(folder, 'popup.html');
  return [
    atMost(`content script of ${browser}, gzipped`, gzipSync(script).length, LIMITS.contentScript),
    {
      what: `TensorFlow.js in the content script of ${browser}`,
      measured: traces.length > 0 ? traces.join(', ') : 'none',
      ok: traces.length === 0,
    },
    atMost(`ranking script of ${browser}, gzipped`, gzippedSize(ranking), LIMITS.ranking),
    atMost(`popup of ${browser}, gzipped`, sum(popup.map(gzippedSize)), LIMITS.popup),
  ];
}

async function checkChromeZip(): Promise<SizeCheck> {
  const output = join(ROOT, '.output');
  const zip = (await readdir(output)).find((name) => name.endsWith('-chrome.zip'));
  if (!zip) return { what: 'Chrome zip', measured: 'not there', ok: false };
  return atMost('Chrome zip', (await stat(join(output, zip))).size, LIMITS.chromeZip);
}

/** The bytes of an HTML page and of every script and style sheet it loads, each once. */
async function filesOfPage(folder: string, page: string): Promise<Buffer[]> {
  const files = new Map<string, Buffer>();
  const visit = async (path: string): Promise<void> => {
    if (files.has(path)) return;
    const bytes = await readFile(join(folder, path));
    files.set(path, bytes);
    for (const reference of referencesOf(path, bytes.toString('utf8'))) await visit(reference);
  };
  await visit(page);
  return [...files.values()];
}

/** Files of the extension that `text` loads: `src` and `href` of a page, static imports of a script. */
function referencesOf(path: string, text: string): string[] {
  const pattern = path.endsWith('.html')
    ? /(?:src|href)="([^":]+\.(?:js|css))"/g
    : /(?:from|import)\s*["'](\.[^"']+\.js)["']/g;
  if (!/\.(html|js)$/.test(path)) return [];
  return [...text.matchAll(pattern)].flatMap(([, reference]) =>
    reference === undefined ? [] : [relative('/', join('/', dirname(path), reference))],
  );
}

/** Scripts of the build that could turn text into code, with how often each tries. */
export async function evaluatingScripts(
  browser: BrowserName,
): Promise<{ file: string; count: number }[]> {
  const folder = extensionFolder(browser);
  const names = await readdir(folder, { recursive: true });
  const scripts = names.filter((name) => name.endsWith('.js')).sort();
  const found = await Promise.all(
    scripts.map(async (file) => {
      const text = await readFile(join(folder, file), 'utf8');
      return {
        file,
        count: [...text.matchAll(/\beval\(|\bnew Function\b|\bFunction\(["'`]/g)].length,
      };
    }),
  );
  return found.filter(({ count }) => count > 0);
}

function atMost(what: string, bytes: number, limit: number): SizeCheck {
  return { what, measured: `${inWords(bytes)} of ${inWords(limit)}`, ok: bytes <= limit };
}

function inWords(bytes: number): string {
  return bytes < 1_000_000
    ? `${(bytes / 1000).toFixed(1)} kB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function gzippedSize(bytes: Buffer): number {
  return gzipSync(bytes).length;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const browser of BROWSERS) await buildExtension(browser);
  const checks = await checkSizes();
  for (const { ok, what, measured } of checks)
    console.log(`${ok ? '✓' : '✗'} ${what}: ${measured}`);
  for (const browser of BROWSERS) {
    for (const { file, count } of await evaluatingScripts(browser)) {
      console.log(
        `  ${browser}: ${file} could evaluate text in ${count} places; the end-to-end tests prove that it never does.`,
      );
    }
  }
  process.exitCode = checks.every(({ ok }) => ok) ? 0 : 1;
}
