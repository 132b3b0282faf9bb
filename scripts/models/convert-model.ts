import { convertTflite } from './convert-tflite.ts';
import { ModelError } from './error.ts';
import { halveWeights } from './half-precision.ts';
import { readLabels } from './labels.ts';
import type { LockedModel } from './lock.ts';
import type { SourceFiles } from './source.ts';
import type { FileTree } from './write.ts';

/**
 * Converts a model's verified source files by its rule in the lock.
 * @returns the files to ship: `model.json`, with the labels where it has any, and its weights
 * @throws ModelError
 */
export function convertModel(locked: LockedModel, sources: SourceFiles): FileTree {
  const { conversion } = locked;
  if (conversion.kind === 'half-precision') return halveWeights(sources, conversion.model);
  const { kind: _, model, labels, ...options } = conversion;
  return convertTflite(sourceFile(sources, model), {
    ...options,
    name: model,
    labels: labels && readLabels(sourceFile(sources, labels.file), labels.file, labels.entry),
  });
}

function sourceFile(sources: SourceFiles, name: string): Uint8Array {
  const bytes = sources.get(name);
  if (!bytes) throw new ModelError(`${name} is not among the files of models.lock.json: add it.`);
  return bytes;
}
