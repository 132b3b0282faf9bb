import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The repository's root folder. */
export const ROOT = resolve(import.meta.dirname, '../..');

/** Downloads are kept here, so that a second run needs no network. Git ignores it. */
export const CACHE_DIR = join(ROOT, '.cache');

/** The converted models and their manifest, as the extension ships them. */
export const MODELS_DIR = join(ROOT, 'public/models');

/** tfjs's wasm binaries, as the extension ships them. */
export const WASM_DIR = join(ROOT, 'public/wasm');

/**
 * The offline mirror of the files that are not on the npm registry: $MODELS_MIRROR, else
 * `../shared/models` beside the repository when it exists, else none.
 */
export function mirrorDir(env: NodeJS.ProcessEnv = process.env): string | undefined {
  if (env.MODELS_MIRROR) return resolve(env.MODELS_MIRROR);
  const shared = resolve(ROOT, '../shared/models');
  return existsSync(shared) ? shared : undefined;
}
