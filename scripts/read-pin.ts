/** `npm run -s read-pin -- --url URL FILE.html`: what the extension would read of a saved page. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Pin } from '../lib/pin/pin.ts';
import { readPin } from '../lib/pin/read-pin.ts';
import { pinIdFromUrl } from '../lib/pin/url.ts';
import { systemErrorCode } from './models/error.ts';

const { url, path } = readArguments();
// npm runs scripts in the repository's root; the file is meant from where the person stands.
const from = process.env.INIT_CWD ?? process.cwd();

try {
  const page = await readFile(resolve(from, path));
  const pin = pinIdFromUrl(url) === null ? null : readPin(await parse(page), url);
  console.log(JSON.stringify(pin && toReport(pin)));
} catch (error) {
  console.error(`${path}: ${reasonOf(error)}`);
  process.exitCode = 2;
}

/** The page's document. Nothing of the page is run or fetched. */
async function parse(page: Uint8Array): Promise<Document> {
  // It takes a second to load, which who has mistyped need not wait for.
  const { JSDOM, VirtualConsole } = await import('jsdom');
  const { window } = new JSDOM(page, {
    url: url.href,
    contentType: 'text/html; charset=utf-8',
    // What the page does wrong is not for this command to tell.
    virtualConsole: new VirtualConsole(),
  });
  return window.document;
}

/** The pin by the command's contract: others parse it, so it may grow, and nothing of it may change. */
function toReport(pin: Pin) {
  const { id, kind, title, description, altText, interests, board, link, image, product } = pin;
  return {
    id,
    url: pin.url,
    kind,
    title,
    description,
    altText,
    interests,
    board,
    link,
    image,
    product,
  };
}

function readArguments(): { url: URL; path: string } {
  try {
    const { values, positionals } = parseArgs({
      options: { url: { type: 'string' } },
      allowPositionals: true,
    });
    const [path, ...others] = positionals;
    if (values.url !== undefined && !URL.canParse(values.url)) {
      console.error(`${values.url}: this is no URL.`);
    } else if (values.url !== undefined && path !== undefined && others.length === 0) {
      return { url: new URL(values.url), path };
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
  console.error('Usage: npm run -s read-pin -- --url URL FILE.html');
  process.exit(2);
}

function reasonOf(error: unknown): string {
  const code = systemErrorCode(error);
  if (code === 'ENOENT') return 'there is no such file.';
  if (code === 'EISDIR') return 'this is a folder.';
  return error instanceof Error ? error.message : String(error);
}
