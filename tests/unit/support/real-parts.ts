import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { vi } from 'vitest';
import { decodeImageInNode } from '../../../lib/engine/decode-node.ts';
import type { ModelManifest } from '../../../lib/engine/model-manifest.ts';
import type { RgbaImage } from '../../../lib/vision/detector.ts';
import { ensureModels } from '../../../scripts/models/ensure.ts';
import { ModelError } from '../../../scripts/models/error.ts';
import { MODELS_DIR, ROOT } from '../../../scripts/models/paths.ts';
import { type PhotoName, photo } from '../../../scripts/photos.ts';

// Real models take their time on a machine that is busy with something else.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** Null for what the network does not bring and need not: with MODELS_REQUIRED=1 it must. */
async function ifReachable<T>(bringing: Promise<T>): Promise<T | null> {
  try {
    return await bringing;
  } catch (error) {
    const mayBeAbsent = process.env.MODELS_REQUIRED !== '1';
    if (mayBeAbsent && error instanceof ModelError && error.unavailable) return null;
    throw error;
  }
}

/** The path of a real photo; null where it cannot be had. */
export function photoPath(name: PhotoName): Promise<string | null> {
  return ifReachable(photo(name));
}

/** A real photo, decoded; null where it cannot be had. */
export async function photoImage(name: PhotoName): Promise<RgbaImage | null> {
  const path = await photoPath(name);
  return path === null ? null : decodeImageInNode(await readFile(path));
}

/** The manifest of the converted models; null where there are none. */
export function builtModels(): Promise<ModelManifest | null> {
  return ifReachable(ensureModels({ quiet: true, required: false, warn: () => {} }));
}

/** The folder of the converted models, with a slash at its end. */
export const MODELS_URL = new URL(`${pathToFileURL(MODELS_DIR).href}/`);

/** The path of a file that lies beside the repository; null where it is absent. */
export function sharedFile(path: string): string | null {
  const file = join(ROOT, '../shared', path);
  return existsSync(file) ? file : null;
}
