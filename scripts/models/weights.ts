import { ModelError } from './error.ts';
import type { ConstantData } from './graph-builder.ts';
import type { Tensor } from './tflite.ts';

/**
 * Reads a constant tensor as a TensorFlow.js weight. Tensors quantised as a whole to eight bits keep
 * their stored bytes, so nothing is lost; all others become float32 (int32 without quantisation
 * stays int32).
 * @param permutation the axes of the result in terms of the tensor's own; default as stored
 * @throws ModelError for a tensor that is no constant or of a type without a rule
 */
export function readWeight(
  tensor: Tensor,
  permutation?: readonly number[],
): { shape: readonly number[]; data: ConstantData } {
  const { data, quantization, shape } = tensor;
  if (!data) throw new ModelError(`The tensor ${tensor.name} is not a constant.`);
  const order = permutation ?? shape.map((_, axis) => axis);
  const result = order.map((axis) => shape[axis] ?? 1);

  const perTensor = quantization?.scales.length === 1 ? quantization : undefined;
  if (perTensor && (tensor.type === 'uint8' || tensor.type === 'int8')) {
    // tfjs knows unsigned bytes alone: signed ones are shifted, and the zero point with them.
    const shift = tensor.type === 'int8' ? 128 : 0;
    const bytes = tensor.type === 'int8' ? data.map((byte) => byte ^ 0x80) : data;
    const scale = perTensor.scales[0] ?? 1;
    const zero = (perTensor.zeroPoints[0] ?? 0) + shift;
    return {
      shape: result,
      data: {
        dtype: 'uint8',
        values: transpose(bytes, new Uint8Array(bytes.length), shape, order),
        quantization: { scale, min: -zero * scale },
      },
    };
  }
  const stored = storedValues(tensor, data);
  if (stored instanceof Int32Array && !quantization) {
    const values = transpose(stored, new Int32Array(stored.length), shape, order);
    return { shape: result, data: { dtype: 'int32', values } };
  }
  const real = dequantize(stored, tensor);
  const values = transpose(real, new Float32Array(real.length), shape, order);
  return { shape: result, data: { dtype: 'float32', values } };
}

type Stored = Float32Array | Int32Array | Uint8Array | Int8Array;

function storedValues(tensor: Tensor, data: Uint8Array): Stored {
  // A copy, because tensors in the file need not be aligned to their element size.
  const { buffer } = Uint8Array.from(data);
  switch (tensor.type) {
    case 'float32':
      return new Float32Array(buffer);
    case 'int32':
      return new Int32Array(buffer);
    case 'uint8':
      return new Uint8Array(buffer);
    case 'int8':
      return new Int8Array(buffer);
    default:
      throw new ModelError(
        `The constant ${tensor.name} has the element type ${tensor.type}, which the converter cannot read yet: add it to scripts/models/weights.ts.`,
      );
  }
}

function dequantize(stored: Stored, tensor: Tensor): Float32Array {
  const { quantization, shape } = tensor;
  if (!quantization) return Float32Array.from(stored);
  const { scales, zeroPoints, axis } = quantization;
  const inner = shape.slice(axis + 1).reduce((product, size) => product * size, 1);
  return Float32Array.from(stored, (value, index) => {
    const channel = scales.length > 1 ? Math.floor(index / inner) % scales.length : 0;
    return (value - (zeroPoints[channel] ?? 0)) * (scales[channel] ?? 1);
  });
}

/** Copies a row-major array into `target` with its axes in another order. */
function transpose<A extends Stored>(
  source: Stored,
  target: A,
  shape: readonly number[],
  order: readonly number[],
): A {
  const strides = shape.map((_, axis) =>
    shape.slice(axis + 1).reduce((product, size) => product * size, 1),
  );
  const sizes = order.map((axis) => shape[axis] ?? 1);
  const steps = order.map((axis) => strides[axis] ?? 1);
  const counter = sizes.map(() => 0);
  let from = 0;
  for (let to = 0; to < target.length; to += 1) {
    target[to] = source[from] ?? 0;
    for (let axis = sizes.length - 1; axis >= 0; axis -= 1) {
      const step = steps[axis] ?? 0;
      const next = (counter[axis] ?? 0) + 1;
      from += step;
      if (next < (sizes[axis] ?? 1)) {
        counter[axis] = next;
        break;
      }
      counter[axis] = 0;
      from -= step * next;
    }
  }
  return target;
}
