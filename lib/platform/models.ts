import { browser } from 'wxt/browser';
import { type ModelManifest, parseModelManifest } from '../engine/model-manifest.ts';

/** The manifest of the models in this build; null where the build came without any. */
export async function readModelManifest(): Promise<ModelManifest | null> {
  try {
    const response = await fetch(browser.runtime.getURL('/models/manifest.json'));
    return parseModelManifest(await response.json());
  } catch (error) {
    console.error('Magpie: this build has no readable list of models.', error);
    return null;
  }
}
