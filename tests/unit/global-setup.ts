import type { TestProject } from 'vitest/node';
import type { ModelManifest } from '../../lib/engine/model-manifest.ts';
import { ensureModels } from '../../scripts/models/ensure.ts';
import { ModelError } from '../../scripts/models/error.ts';
import { PHOTO_NAMES, photo } from '../../scripts/photos.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The converted models; null where they cannot be had. */
    models: ModelManifest | null;
    /** Whether every photo of scripts/photos.ts is there. */
    hasPhotos: boolean;
  }
}

/**
 * Brings models and photos, where they can be had, before the first test: files that run side by
 * side would each make the models, swap them under one another, and each wait for the network.
 */
export default async function setup(project: TestProject): Promise<void> {
  project.provide('models', await ifReachable(ensureModels({ quiet: true, required: false })));
  let hasPhotos = true;
  for (const name of PHOTO_NAMES) {
    hasPhotos &&= (await ifReachable(photo(name))) !== null;
    if (!hasPhotos) break;
  }
  project.provide('hasPhotos', hasPhotos);
}

/** Null for what the network does not bring and need not: with MODELS_REQUIRED=1 it must. */
async function ifReachable<T>(bringing: Promise<T>): Promise<T | null> {
  try {
    return await bringing;
  } catch (error) {
    const mayBeAbsent = process.env.MODELS_REQUIRED !== '1';
    if (!mayBeAbsent || !(error instanceof ModelError) || !error.unavailable) throw error;
    console.warn(`Tests on real models or photos are skipped. ${error.message}`);
    return null;
  }
}
