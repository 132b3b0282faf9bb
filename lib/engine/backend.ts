import * as tf from '@tensorflow/tfjs-core';
import type { Backend, BackendChoice } from './backend-choice.ts';

/**
 * Renderers that compute on the CPU. On two cores coco-ssd takes ten times as long on one
 * of these as on wasm (measured: research/browser-extension.md).
 */
const SOFTWARE_RENDERER = /swiftshader|llvmpipe|softpipe|software|basic render|mesa offscreen/i;

/** The backends worth trying, in order, for `choice`. wasm is always the last resort. */
export async function candidateBackends(choice: BackendChoice): Promise<Backend[]> {
  if (choice !== 'auto') return choice === 'wasm' ? ['wasm'] : [choice, 'wasm'];
  const candidates: Backend[] = [];
  if (await hasHardwareWebGpu()) candidates.push('webgpu');
  if (hasHardwareWebGl()) candidates.push('webgl');
  return [...candidates, 'wasm'];
}

/** Makes `backend` the current one. False where it cannot start. */
export async function startBackend(backend: Backend): Promise<boolean> {
  try {
    if (!(await tf.setBackend(backend))) return false;
    await tf.ready();
    return true;
  } catch {
    // A backend that throws while starting is one that this machine does not have.
    return false;
  }
}

/** Frees all that `backend`, which was started, holds. It can be started again. */
export function stopBackend(backend: Backend): void {
  const factory = tf.findBackendFactory(backend);
  tf.removeBackend(backend);
  tf.registerBackend(backend, factory);
}

async function hasHardwareWebGpu(): Promise<boolean> {
  if (!('gpu' in navigator)) return false;
  const adapter = await navigator.gpu.requestAdapter().catch(() => null);
  if (!adapter) return false;
  const { isFallbackAdapter, vendor, architecture, description } = adapter.info;
  return !isFallbackAdapter && !SOFTWARE_RENDERER.test(`${vendor} ${architecture} ${description}`);
}

function hasHardwareWebGl(): boolean {
  if (typeof OffscreenCanvas === 'undefined') return false;
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (!gl) return false;
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  const renderer: unknown = gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER);
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return typeof renderer === 'string' && !SOFTWARE_RENDERER.test(renderer);
}
