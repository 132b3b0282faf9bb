import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { inject, vi } from 'vitest';
import { decodeImageInNode } from '../../../lib/engine/decode-node.ts';
import type { ModelManifest } from '../../../lib/engine/model-manifest.ts';
import type { RgbaImage } from '../../../lib/vision/detector.ts';
import { MODELS_DIR } from '../../../scripts/models/paths.ts';
import { type PhotoName, photo } from '../../../scripts/photos.ts';

// Real models take their time on a machine that is busy with something else.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** The path of a real photo; null where it cannot be had. */
export async function photoPath(name: PhotoName): Promise<string | null> {
  return inject('hasPhotos') ? photo(name) : null;
}

/** A real photo, decoded; null where it cannot be had. */
export async function photoImage(name: PhotoName): Promise<RgbaImage | null> {
  const path = await photoPath(name);
  return path === null ? null : decodeImageInNode(await readFile(path));
}

/** The manifest of the converted models; null where there are none. */
export function builtModels(): ModelManifest | null {
  return inject('models');
}

/** The folder of the converted models, with a slash at its end. */
export const MODELS_URL = new URL(`${pathToFileURL(MODELS_DIR).href}/`);
