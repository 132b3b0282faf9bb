import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { ModelError, systemErrorCode } from './error.ts';
import { removeStaleTemporaries, writeFileAtomic } from './write.ts';

/**
 * The build that Magpie ships. Every browser that Magpie supports has wasm SIMD, and extension pages
 * cannot start tfjs's threads, so neither of the other two builds is ever asked for.
 */
const WASM_FILE = 'tfjs-backend-wasm-simd.wasm';

/**
 * Copies tfjs's wasm binary from the installed package, when it is not the same already.
 * @throws ModelError when the package is not installed
 */
export async function ensureWasm(folder: string): Promise<void> {
  const require = createRequire(import.meta.url);
  let original: Buffer;
  try {
    const main = require.resolve('@tensorflow/tfjs-backend-wasm');
    original = await readFile(join(dirname(main), WASM_FILE));
  } catch (cause) {
    throw new ModelError('@tensorflow/tfjs-backend-wasm is not installed: run "npm ci".', {
      cause,
    });
  }
  const target = join(folder, WASM_FILE);
  await removeStaleTemporaries(target);
  if (!(await isSame(target, original))) await writeFileAtomic(target, original);
}

async function isSame(path: string, bytes: Buffer): Promise<boolean> {
  try {
    return bytes.equals(await readFile(path));
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return false;
    throw error;
  }
}
