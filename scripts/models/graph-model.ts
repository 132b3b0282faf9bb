import type { FileTree } from './write.ts';

const WEIGHTS_FILE = 'weights.bin';

/** What tells a graph model apart from others, beside its weights. */
export interface GraphModelHead {
  readonly modelTopology: object;
  readonly signature?: object;
  readonly generatedBy?: string;
  /** What tfjs hands on as the model's `metadata`. */
  readonly userDefinedMetadata?: object;
}

/**
 * Lays out a TensorFlow.js graph model: `model.json` and one file of weights. The bytes depend on
 * the arguments alone, so that a build from source gives the same files.
 * @param weights the weight specs, in the order of their bytes
 */
export function modelFiles(
  head: GraphModelHead,
  weights: readonly object[],
  blobs: readonly Uint8Array[],
): FileTree {
  const model = {
    format: 'graph-model',
    ...head,
    weightsManifest: [{ paths: [WEIGHTS_FILE], weights }],
  };
  return new Map([
    ['model.json', Buffer.from(JSON.stringify(model))],
    [WEIGHTS_FILE, Buffer.concat(blobs)],
  ]);
}
