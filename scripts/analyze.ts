/** `npm run -s analyze -- [--json] IMAGE…`: what the extension would find in image files. */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { decodeImageInNode } from '../lib/engine/decode-node.ts';
import { openEyesInNode } from '../lib/engine/open-eyes-node.ts';
import { analyze } from '../lib/engine/pipeline.ts';
import { MagpieError, sentenceFor } from '../lib/errors.ts';
import { toReport, toTable } from './analyze/report.ts';
import { ensureModels } from './models/ensure.ts';

const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean', default: false } },
  allowPositionals: true,
});
if (positionals.length === 0) {
  console.error('Usage: npm run -s analyze -- [--json] IMAGE…');
  process.exit(2);
}

await ensureModels({ quiet: true });
const eyes = openEyesInNode(new URL('../public/models/', import.meta.url));

for (const path of positionals) {
  try {
    const start = performance.now();
    const image = await decodeImageInNode(await readFile(path));
    const decodeMs = performance.now() - start;
    const report = toReport(path, await analyze(image, () => eyes, { decodeMs }));
    console.log(values.json ? JSON.stringify(report) : toTable(report));
  } catch (error) {
    console.error(`${path}: ${reasonOf(error)}`);
    process.exitCode = 1;
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof MagpieError) return sentenceFor(error.code);
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
    return 'there is no such file.';
  }
  return error instanceof Error ? error.message : String(error);
}
