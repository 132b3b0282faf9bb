/** `npm run -s analyze -- [--json] IMAGE…`: what the extension would find in image files. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { decodeImageInNode } from '../lib/engine/decode-node.ts';
import { openEyesInNode } from '../lib/engine/open-eyes-node.ts';
import { analyze } from '../lib/engine/pipeline.ts';
import { MagpieError } from '../lib/errors.ts';
import { toReport, toTable } from './analyze/report.ts';
import { sentenceFor } from './english.ts';
import { ensureModels } from './models/ensure.ts';
import { ModelError, systemErrorCode } from './models/error.ts';

const { json, paths } = readArguments();
// npm runs scripts in the repository's root; the files are meant from where the person stands.
const from = process.env.INIT_CWD ?? process.cwd();

try {
  await ensureModels({ quiet: true });
} catch (error) {
  if (!(error instanceof ModelError)) throw error;
  console.error(`Error: ${error.message}`);
  process.exit(1);
}
const eyes = openEyesInNode(new URL('../public/models/', import.meta.url));

for (const path of paths) {
  try {
    const start = performance.now();
    const image = await decodeImageInNode(await readFile(resolve(from, path)));
    const decodeMs = performance.now() - start;
    const report = toReport(path, await analyze(image, () => eyes, { decodeMs }));
    console.log(json ? JSON.stringify(report) : toTable(report));
  } catch (error) {
    console.error(`${path}: ${reasonOf(error)}`);
    process.exitCode = 1;
  }
}

function readArguments(): { json: boolean; paths: string[] } {
  try {
    const { values, positionals } = parseArgs({
      options: { json: { type: 'boolean', default: false } },
      allowPositionals: true,
    });
    if (positionals.length > 0) return { json: values.json, paths: positionals };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
  console.error('Usage: npm run -s analyze -- [--json] IMAGE…');
  process.exit(2);
}

function reasonOf(error: unknown): string {
  if (error instanceof MagpieError) return sentenceFor(error.code);
  const code = systemErrorCode(error);
  if (code === 'ENOENT') return 'there is no such file.';
  if (code === 'EISDIR') return 'this is a folder.';
  return error instanceof Error ? error.message : String(error);
}
