import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import '@tensorflow/tfjs-backend-webgl';
import '@tensorflow/tfjs-backend-webgpu';
import { env } from '@tensorflow/tfjs-core';
import { MagpieError } from '../errors.ts';
import type { BackendChoice } from './backend-choice.ts';
import type { OpenedEyes } from './engine.ts';
import { openEyes } from './eyes.ts';
import { type ModelManifest, parseModelManifest } from './model-manifest.ts';

/** URL of the folder that holds the models of this build, with a slash at its end. */
export const MODELS_URL = new URL('/models/', self.location.origin).href;

// Extension pages may not start the blob workers that the threaded build wants.
env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
setWasmPaths(new URL('/wasm/', self.location.origin).href);

/**
 * Opens the models of this build in a worker of the extension, on a backend that fits `choice`.
 * @throws MagpieError `models-missing`, `engine-failed`
 */
export async function openEyesInWorker(choice: BackendChoice): Promise<OpenedEyes> {
  return openEyes(await loadManifest(), MODELS_URL, choice);
}

/**
 * The manifest of the models in this build.
 * @throws MagpieError `models-missing`
 */
export async function loadManifest(): Promise<ModelManifest> {
  try {
    const response = await fetch(`${MODELS_URL}manifest.json`);
    return parseModelManifest(await response.json());
  } catch (cause) {
    throw new MagpieError('models-missing', { cause, detail: 'no manifest' });
  }
}
