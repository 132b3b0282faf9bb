import { convertTflite } from './convert-tflite.ts';
import { ModelError } from './error.ts';
import { halveWeights } from './half-precision.ts';
import type { LockedModel } from './lock.ts';
import type { SourceFiles } from './source.ts';
import type { FileTree } from './write.ts';

/**
 * Converts a model's verified source files by its rule in the lock.
 * @returns the files to ship: `model.json`, its weights, and `labels.txt` where it has labels
 * @throws ModelError
 */
export function convertModel(locked: LockedModel, sources: SourceFiles): FileTree {
  const { conversion } = locked;
  if (conversion.kind === 'half-precision') return halveWeights(sources, conversion.model);
  const { model, labels, stopBefore, rename } = conversion;
  const files = convertTflite(sourceFile(sources, model), { name: model, stopBefore, rename });
  if (!labels) return files;
  return new Map([...files, ['labels.txt', sourceFile(sources, labels)]]);
}

function sourceFile(sources: SourceFiles, name: string): Uint8Array {
  const bytes = sources.get(name);
  if (!bytes) throw new ModelError(`${name} is not among the files of models.lock.json: add it.`);
  return bytes;
}
