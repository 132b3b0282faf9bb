import { Conversion, type ConvertOptions } from './conversion.ts';
import { ModelError } from './error.ts';
import { OPERATORS } from './operators.ts';
import { readTflite } from './tflite.ts';
import type { FileTree } from './write.ts';

/**
 * Converts a TensorFlow Lite model into a TensorFlow.js graph model with float activations:
 * kernels are transposed to TensorFlow's layout, fused activations become fused operations, and
 * eight-bit weights keep their bytes. The batch may have any size.
 * @returns `model.json` and its weights
 * @throws ModelError for a malformed file or an operator without a rule
 */
export function convertTflite(bytes: Uint8Array, options: ConvertOptions): FileTree {
  const model = readTflite(bytes, options.name);
  const graph = new Conversion(model, options);
  for (const operator of model.operators) {
    if (graph.stopsBefore(operator)) return graph.files(graph.activations(operator));
    const convert = OPERATORS[operator.name];
    if (!convert) {
      const shown = operator.custom ? `${operator.name} (${operator.custom})` : operator.name;
      throw new ModelError(
        `${options.name} uses the operator ${shown}, which the converter does not know: add it to scripts/models/operators.ts.`,
      );
    }
    convert(graph, operator);
  }
  if (options.stopBefore) {
    throw new ModelError(
      `${options.name} has no operator ${options.stopBefore} to stop before: correct models.lock.json.`,
    );
  }
  return graph.files(model.outputs);
}
