import { afterEach, describe, expect, it, vi } from 'vitest';
import { candidateBackends, startBackend } from '../../../../lib/engine/backend.ts';
import { loadTfNode } from '../../../../lib/engine/tf-node.ts';

interface Adapter {
  vendor: string;
  architecture: string;
  description: string;
  isFallbackAdapter: boolean;
}

const HARDWARE: Adapter = {
  vendor: 'intel',
  architecture: 'gen-12lp',
  description: '',
  isFallbackAdapter: false,
};

/** The graphics of a machine: an adapter for WebGPU, a renderer for WebGL. */
function machine({ adapter, renderer }: { adapter?: Adapter | Error; renderer?: string | null }) {
  const requestAdapter = async () => {
    if (adapter instanceof Error) throw adapter;
    return adapter ? { info: adapter } : null;
  };
  vi.stubGlobal('navigator', adapter === undefined ? {} : { gpu: { requestAdapter } });
  if (renderer === undefined) return vi.stubGlobal('OffscreenCanvas', undefined);
  const loseContext = vi.fn();
  const extensions: Record<string, object> = {
    WEBGL_debug_renderer_info: { UNMASKED_RENDERER_WEBGL: 0x9246 },
    WEBGL_lose_context: { loseContext },
  };
  vi.stubGlobal(
    'OffscreenCanvas',
    class {
      getContext() {
        if (renderer === null) return null;
        return {
          RENDERER: 0x1f01,
          getExtension: (name: string) => extensions[name] ?? null,
          getParameter: (name: number) => (name === 0x9246 ? renderer : 'WebKit WebGL'),
        };
      }
    },
  );
  return loseContext;
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('the backends to try', () => {
  it('are WebGPU, WebGL, wasm on a machine that has all', async () => {
    machine({ adapter: HARDWARE, renderer: 'ANGLE (Intel, Mesa Intel(R) Xe Graphics)' });
    expect(await candidateBackends('auto')).toEqual(['webgpu', 'webgl', 'wasm']);
  });

  it('are wasm alone without any graphics', async () => {
    machine({});
    expect(await candidateBackends('auto')).toEqual(['wasm']);
    machine({ renderer: null });
    expect(await candidateBackends('auto')).toEqual(['wasm']);
  });

  it.each([
    'ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)',
    'llvmpipe (LLVM 15.0.6, 256 bits)',
    'llvmpipe, or similar',
    'Mesa OffScreen',
    'ANGLE (Microsoft, Microsoft Basic Render Driver (0x0000008C) Direct3D11)',
    'Apple Software Renderer',
    'softpipe',
  ])('leave out WebGL on %s', async (renderer) => {
    machine({ renderer });
    expect(await candidateBackends('auto')).toEqual(['wasm']);
  });

  it.each<[string, Adapter | Error]>([
    ['a fallback adapter', { ...HARDWARE, isFallbackAdapter: true }],
    ['SwiftShader', { ...HARDWARE, vendor: 'google', architecture: 'swiftshader' }],
    ['lavapipe', { ...HARDWARE, description: 'llvmpipe (LLVM 15.0.6, 256 bits)' }],
    ['an adapter that fails', new DOMException('lost', 'OperationError')],
  ])('leave out WebGPU on %s', async (_, adapter) => {
    machine({ adapter });
    expect(await candidateBackends('auto')).toEqual(['wasm']);
  });

  it('include WebGL where the real renderer is hidden', async () => {
    machine({ renderer: 'WebKit WebGL' });
    expect(await candidateBackends('auto')).toEqual(['webgl', 'wasm']);
  });

  it('are led by what the user asked for', async () => {
    machine({});
    expect(await candidateBackends('webgl')).toEqual(['webgl', 'wasm']);
    expect(await candidateBackends('webgpu')).toEqual(['webgpu', 'wasm']);
    expect(await candidateBackends('wasm')).toEqual(['wasm']);
  });

  it('give the context of the check back', async () => {
    const loseContext = machine({ renderer: 'ANGLE (Intel)' });
    await candidateBackends('auto');
    expect(loseContext).toHaveBeenCalledOnce();
  });
});

describe('startBackend', () => {
  it('says whether a backend starts', async () => {
    await loadTfNode();
    expect(await startBackend('wasm')).toBe(true);
    expect(await startBackend('webgpu')).toBe(false);
  });
});
