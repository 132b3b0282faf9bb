import { readFile } from 'node:fs/promises';
import type { OpenedEyes } from './engine.ts';
import { openEyes } from './eyes.ts';
import { parseModelManifest } from './model-manifest.ts';
import { loadTfNode } from './tf-node.ts';

/**
 * Opens the models that `npm run models` wrote, on wasm in Node.
 * @param modelsUrl `file:` URL of the models' folder, with a slash at its end
 */
export async function openEyesInNode(modelsUrl: URL): Promise<OpenedEyes> {
  await loadTfNode();
  const manifest: unknown = JSON.parse(await readFile(new URL('manifest.json', modelsUrl), 'utf8'));
  return openEyes(parseModelManifest(manifest), modelsUrl.href, 'wasm');
}
