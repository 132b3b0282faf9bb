import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import '@tensorflow/tfjs-backend-webgl';
import '@tensorflow/tfjs-backend-webgpu';
import { env } from '@tensorflow/tfjs-core';
import { expose } from 'comlink';
import { MagpieError } from '../errors.ts';
import { Engine } from './engine.ts';
import { openEyes } from './eyes.ts';
import { type ModelManifest, parseModelManifest } from './model-manifest.ts';

const MODELS = new URL('/models/', self.location.origin).href;

// Extension pages may not start the blob workers that the threaded build wants.
env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
setWasmPaths(new URL('/wasm/', self.location.origin).href);

async function loadManifest(): Promise<ModelManifest> {
  try {
    const response = await fetch(`${MODELS}manifest.json`);
    return parseModelManifest(await response.json());
  } catch (cause) {
    throw new MagpieError('models-missing', { cause, detail: 'no manifest' });
  }
}

expose(new Engine(async (choice) => openEyes(await loadManifest(), MODELS, choice)));
