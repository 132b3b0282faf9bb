import { describe, expect, it } from 'vitest';
import { ModelError } from '../../../../scripts/models/error.ts';
import { halveWeights, toHalfPrecision } from '../../../../scripts/models/half-precision.ts';
import { jsonOf } from './helpers.ts';

const words = (bytes: Uint8Array | undefined) =>
  bytes && [...new Uint16Array(Uint8Array.from(bytes).buffer)];

describe('toHalfPrecision', () => {
  // Bit patterns of IEEE 754 binary16.
  it.each([
    [0, 0x0000],
    [-0, 0x8000],
    [1, 0x3c00],
    [-2, 0xc000],
    [65504, 0x7bff],
    [2 ** -24, 0x0001],
    [2 ** -26, 0x0000],
    [1 + 2 ** -11, 0x3c00],
    [1 + 3 * 2 ** -11, 0x3c02],
    [Number.NEGATIVE_INFINITY, 0xfc00],
  ])('rounds %f to %i', (value, expected) => {
    expect(words(toHalfPrecision(Float32Array.of(value)))).toEqual([expected]);
  });

  it('declines values that would overflow', () => {
    expect(toHalfPrecision(Float32Array.of(1, 65520))).toBeUndefined();
  });
});

function source(model: object, shards: Record<string, Uint8Array>) {
  return new Map([
    ['model.json', Buffer.from(JSON.stringify(model))],
    ...Object.entries(shards),
  ] as const);
}

const MODEL = {
  modelTopology: { node: [], versions: {} },
  weightsManifest: [
    {
      paths: ['a', 'b'],
      weights: [
        { name: 'kernel', shape: [2, 2], dtype: 'float32' },
        { name: 'bias', shape: [2], dtype: 'float32' },
        { name: 'axis', shape: [], dtype: 'int32' },
        { name: 'huge', shape: [1, 1], dtype: 'float32' },
      ],
    },
  ],
};
const WEIGHTS = Buffer.concat([
  Buffer.from(Float32Array.of(1, -2, 0.5, 65504).buffer),
  Buffer.from(Float32Array.of(1e-20, 3).buffer),
  Buffer.from(Int32Array.of(-7).buffer),
  Buffer.from(Float32Array.of(1e6).buffer),
]);

describe('halveWeights', () => {
  it('halves kernels, keeps vectors, integers and what would overflow, and joins the shards', () => {
    const shards = { a: WEIGHTS.subarray(0, 11), b: WEIGHTS.subarray(11) };
    const files = halveWeights(source(MODEL, shards), 'model.json');
    const { paths, weights } = jsonOf(files).weightsManifest[0] ?? { paths: [], weights: [] };
    expect(paths).toEqual(['weights.bin']);
    expect(weights.map((weight) => weight.quantization?.dtype)).toEqual([
      'float16',
      undefined,
      undefined,
      undefined,
    ]);
    const blob = files.get('weights.bin');
    expect(words(blob?.subarray(0, 8))).toEqual([0x3c00, 0xc000, 0x3800, 0x7bff]);
    expect(blob && Buffer.from(blob.subarray(8))).toEqual(WEIGHTS.subarray(16));
  });

  it('refuses shards that are cut short or not listed', () => {
    const short = { a: WEIGHTS.subarray(0, 11), b: WEIGHTS.subarray(11, 30) };
    expect(() => halveWeights(source(MODEL, short), 'model.json')).toThrow(/cut short/);
    expect(() => halveWeights(source(MODEL, { a: WEIGHTS }), 'model.json')).toThrow(/shard b/);
  });

  it('refuses what is no graph model', () => {
    expect(() => halveWeights(source({ hello: 1 }, {}), 'model.json')).toThrow(ModelError);
    expect(() => halveWeights(new Map(), 'model.json')).toThrow(ModelError);
  });
});
