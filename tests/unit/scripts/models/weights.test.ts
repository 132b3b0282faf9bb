import { describe, expect, it } from 'vitest';
import { ModelError } from '../../../../scripts/models/error.ts';
import type { Quantization, Tensor, TensorType } from '../../../../scripts/models/tflite.ts';
import { readWeight } from '../../../../scripts/models/weights.ts';

function tensor(
  type: TensorType,
  shape: readonly number[],
  data: Uint8Array | undefined,
  quantization?: Quantization,
): Tensor {
  return { name: 'w', type, shape, data, quantization };
}

const bytesOf = (values: Float32Array | Int32Array | Int8Array) => new Uint8Array(values.buffer);

describe('readWeight', () => {
  it('keeps the bytes of a tensor quantised as a whole', () => {
    const stored = Uint8Array.of(0, 128, 255, 7);
    const quantization = { scales: [0.5], zeroPoints: [128], axis: 0 };
    const { shape, data } = readWeight(tensor('uint8', [2, 2], stored, quantization));
    expect(shape).toEqual([2, 2]);
    expect(data).toEqual({
      dtype: 'uint8',
      values: stored,
      quantization: { scale: 0.5, min: -64 },
    });
  });

  it('shifts signed bytes and their zero point together', () => {
    const real = [-128, -1, 0, 127].map((value) => (value - 3) * 0.25);
    const stored = bytesOf(Int8Array.of(-128, -1, 0, 127));
    const { data } = readWeight(
      tensor('int8', [4], stored, { scales: [0.25], zeroPoints: [3], axis: 0 }),
    );
    if (data.dtype !== 'uint8') throw new Error(data.dtype);
    const { scale, min } = data.quantization;
    expect([...data.values].map((byte) => byte * scale + min)).toEqual(real);
  });

  it('widens a tensor quantised slice by slice', () => {
    const stored = bytesOf(Int8Array.of(1, 2, 3, 4, 5, 6));
    const quantization = { scales: [1, 10, 100], zeroPoints: [0, 0, 1], axis: 1 };
    const { data } = readWeight(tensor('int8', [2, 3], stored, quantization));
    expect(data.dtype).toBe('float32');
    expect([...data.values]).toEqual([1, 20, 200, 4, 50, 500]);
  });

  it('widens quantised biases, and keeps plain integers', () => {
    const stored = bytesOf(Int32Array.of(-4, 1_000_000));
    const quantized = readWeight(
      tensor('int32', [2], stored, { scales: [0.5], zeroPoints: [0], axis: 0 }),
    );
    expect(quantized.data).toEqual({ dtype: 'float32', values: Float32Array.of(-2, 500_000) });
    const plain = readWeight(tensor('int32', [2], stored));
    expect(plain.data).toEqual({ dtype: 'int32', values: Int32Array.of(-4, 1_000_000) });
  });

  it('permutes the axes', () => {
    const stored = bytesOf(Float32Array.of(0, 1, 2, 3, 4, 5));
    const { shape, data } = readWeight(tensor('float32', [2, 3, 1], stored), [2, 1, 0]);
    expect(shape).toEqual([1, 3, 2]);
    expect([...data.values]).toEqual([0, 3, 1, 4, 2, 5]);
  });

  it('reads floats that are not aligned in the file', () => {
    const padded = new Uint8Array(9);
    padded.set(bytesOf(Float32Array.of(1.5, -2)), 1);
    const { data } = readWeight(tensor('float32', [2], padded.subarray(1)));
    expect([...data.values]).toEqual([1.5, -2]);
  });

  it('refuses an activation and an unknown type', () => {
    expect(() => readWeight(tensor('float32', [1], undefined))).toThrow(ModelError);
    expect(() => readWeight(tensor('other', [1], new Uint8Array(8)))).toThrow(/cannot read yet/);
  });
});
