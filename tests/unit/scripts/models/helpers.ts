import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { onTestFinished } from 'vitest';

const Signature = v.record(
  v.string(),
  v.object({
    name: v.string(),
    tensorShape: v.optional(v.object({ dim: v.array(v.object({ size: v.string() })) })),
  }),
);

const GraphModel = v.object({
  modelTopology: v.object({
    node: v.array(v.object({ name: v.string(), op: v.string(), attr: v.looseObject({}) })),
  }),
  userDefinedMetadata: v.optional(v.object({ labels: v.array(v.string()) })),
  signature: v.optional(v.object({ inputs: Signature, outputs: Signature })),
  weightsManifest: v.array(
    v.object({
      paths: v.array(v.string()),
      weights: v.array(
        v.object({
          name: v.string(),
          shape: v.array(v.number()),
          dtype: v.string(),
          quantization: v.optional(v.object({ dtype: v.string() })),
        }),
      ),
    }),
  ),
});

/** The parsed `model.json` of converted files. */
export function jsonOf(files: ReadonlyMap<string, Uint8Array>) {
  return v.parse(GraphModel, JSON.parse(new TextDecoder().decode(files.get('model.json'))));
}

/** A folder for the running test, removed after it. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'magpie-models-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A local HTTP server for the running test; its address ends in a slash. */
export async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}/`;
}

/** An address that refuses connections. */
export async function closedPort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}/`;
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** All files under a folder, sorted; [] where it does not exist. */
export async function listFiles(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
      .sort();
  } catch {
    return [];
  }
}
