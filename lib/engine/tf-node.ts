import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import * as v from 'valibot';

const Weight = v.object({
  name: v.string(),
  shape: v.array(v.number()),
  dtype: v.picklist(['float32', 'int32']),
  quantization: v.optional(
    v.object({
      dtype: v.picklist(['uint8', 'float16']),
      scale: v.exactOptional(v.number()),
      min: v.exactOptional(v.number()),
      original_dtype: v.exactOptional(v.literal('float32')),
    }),
  ),
});

/** A TensorFlow.js graph model's `model.json`. */
const GraphModel = v.object({
  modelTopology: v.looseObject({}),
  signature: v.exactOptional(v.looseObject({})),
  userDefinedMetadata: v.exactOptional(v.object({ labels: v.exactOptional(v.array(v.string())) })),
  weightsManifest: v.array(v.object({ paths: v.array(v.string()), weights: v.array(Weight) })),
});

/**
 * Loads a graph model from a local folder that holds `model.json` and its weights.
 * @param folder path of the folder
 */
function fileModelHandler(folder: string): tf.io.IOHandler {
  return { load: () => readModel(folder) };
}

async function readModel(folder: string): Promise<tf.io.ModelArtifacts> {
  const json: unknown = JSON.parse(await readFile(join(folder, 'model.json'), 'utf8'));
  const { weightsManifest, ...head } = v.parse(GraphModel, json);
  const shards = await Promise.all(
    weightsManifest.flatMap((group) => group.paths).map((path) => readFile(join(folder, path))),
  );
  return {
    ...head,
    weightSpecs: weightsManifest.flatMap((group) => group.weights.map(weightSpec)),
    weightData: Uint8Array.from(Buffer.concat(shards)).buffer,
  };
}

function weightSpec({ quantization, ...spec }: v.InferOutput<typeof Weight>) {
  return quantization ? { ...spec, quantization } : spec;
}

let started: Promise<typeof tf> | undefined;

/**
 * Starts TensorFlow.js on the wasm backend in Node, once, and lets model URLs with the scheme
 * `file:` load from disk, as `https:` ones do in a browser. tfjs-backend-wasm finds its binary in
 * its own package, and starts no threads in Node.
 * @returns tfjs-core, the one instance that the model packages use too
 */
export function loadTfNode(): Promise<typeof tf> {
  started ??= start();
  return started;
}

async function start(): Promise<typeof tf> {
  tf.io.registerLoadRouter(fileRouter);
  if (!(await tf.setBackend('wasm'))) throw new Error('The wasm backend does not start in Node.');
  await tf.ready();
  return tf;
}

function fileRouter(url: string | string[]): tf.io.IOHandler {
  if (typeof url === 'string' && url.startsWith('file:')) {
    return fileModelHandler(dirname(fileURLToPath(url)));
  }
  // tfjs asks each router in turn and takes null for "not mine", which its type leaves out.
  return null as unknown as tf.io.IOHandler;
}
