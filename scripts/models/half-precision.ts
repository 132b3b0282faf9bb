import { Float16Array } from '@petamoriken/float16';
import * as v from 'valibot';
import { ModelError } from './error.ts';
import { modelFiles } from './graph-model.ts';
import type { SourceFiles } from './source.ts';
import type { FileTree } from './write.ts';

const Weight = v.strictObject({
  name: v.string(),
  shape: v.array(v.pipe(v.number(), v.integer(), v.minValue(0))),
  dtype: v.picklist(['float32', 'int32']),
});

/** A TensorFlow.js graph model with plain float32 and int32 weights. */
const PlainModel = v.object({
  modelTopology: v.looseObject({}),
  weightsManifest: v.array(v.object({ paths: v.array(v.string()), weights: v.array(Weight) })),
});

/** Largest finite half-precision number (IEEE 754 binary16). */
const MAX_HALF = 65504;

/**
 * Rounds float32 values to half precision, to nearest, ties to even.
 * @returns the little-endian bytes, or undefined when a value would overflow to infinity
 */
export function toHalfPrecision(values: Float32Array): Uint8Array | undefined {
  const halves = new Float16Array(values);
  for (const [index, half] of halves.entries()) {
    const value = values[index] ?? 0;
    if (Math.abs(half) > MAX_HALF && Number.isFinite(value)) return undefined;
  }
  return new Uint8Array(halves.buffer, halves.byteOffset, halves.byteLength);
}

/**
 * Halves a graph model's size: the float32 weights of two or more dimensions become float16, which
 * tfjs widens again on loading. Vectors (biases, batch-norm statistics) stay as they are: they are
 * 1 % of the bytes, and small variances would vanish.
 * @param modelName which of the files is the model's JSON; its shards are the others
 * @throws ModelError when the model has another form than expected
 */
export function halveWeights(files: SourceFiles, modelName: string): FileTree {
  const json = new TextDecoder().decode(files.get(modelName));
  const parsed = v.safeParse(PlainModel, parseJson(json));
  if (!parsed.success) {
    throw new ModelError(
      `${modelName} is not a plain TensorFlow.js graph model (${v.summarize(parsed.issues)}): correct models.lock.json.`,
    );
  }
  const { modelTopology, weightsManifest } = parsed.output;

  const weights: object[] = [];
  const blobs: Uint8Array[] = [];
  for (const group of weightsManifest) {
    const stored = Buffer.concat(group.paths.map((path) => shard(files, path)));
    let offset = 0;
    for (const weight of group.weights) {
      const length = weight.shape.reduce((product, size) => product * size, 4);
      const bytes = Uint8Array.from(stored.subarray(offset, offset + length));
      if (bytes.byteLength < length)
        throw new ModelError(`The shards of ${modelName} are cut short.`);
      offset += length;
      const halves =
        weight.dtype === 'float32' && weight.shape.length >= 2
          ? toHalfPrecision(new Float32Array(bytes.buffer))
          : undefined;
      blobs.push(halves ?? bytes);
      weights.push(
        halves
          ? { ...weight, quantization: { dtype: 'float16', original_dtype: 'float32' } }
          : weight,
      );
    }
  }
  return modelFiles({ modelTopology }, weights, blobs);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function shard(files: SourceFiles, path: string): Uint8Array {
  const bytes = files.get(path);
  if (!bytes) throw new ModelError(`The shard ${path} is not listed in models.lock.json: add it.`);
  return bytes;
}
