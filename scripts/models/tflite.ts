import { ModelError } from './error.ts';
import { Table } from './flatbuffer.ts';

/**
 * Builtin operator names by code, as far as Magpie's models use them.
 * Source: `BuiltinOperator` of the TensorFlow Lite schema (schema.fbs, version 3).
 */
const OPERATOR_NAMES: Readonly<Record<number, string>> = {
  0: 'ADD',
  1: 'AVERAGE_POOL_2D',
  2: 'CONCATENATION',
  3: 'CONV_2D',
  4: 'DEPTHWISE_CONV_2D',
  6: 'DEQUANTIZE',
  9: 'FULLY_CONNECTED',
  14: 'LOGISTIC',
  17: 'MAX_POOL_2D',
  18: 'MUL',
  19: 'RELU',
  21: 'RELU6',
  22: 'RESHAPE',
  23: 'RESIZE_BILINEAR',
  25: 'SOFTMAX',
  32: 'CUSTOM',
  34: 'PAD',
  37: 'BATCH_TO_SPACE_ND',
  38: 'SPACE_TO_BATCH_ND',
  39: 'TRANSPOSE',
  40: 'MEAN',
  41: 'SUB',
  43: 'SQUEEZE',
  45: 'STRIDED_SLICE',
  114: 'QUANTIZE',
  117: 'HARD_SWISH',
};

/** Element types by code. Source: `TensorType` of the same schema. */
const TENSOR_TYPES = {
  0: 'float32',
  1: 'float16',
  2: 'int32',
  3: 'uint8',
  9: 'int8',
} as const;

/** Element type of a tensor; "other" for those that no conversion here reads. */
export type TensorType = (typeof TENSOR_TYPES)[keyof typeof TENSOR_TYPES] | 'other';

/** real = scale × (stored − zeroPoint); one pair for the tensor, or one per slice of `axis`. */
export interface Quantization {
  readonly scales: readonly number[];
  readonly zeroPoints: readonly number[];
  readonly axis: number;
}

/** One tensor of the graph. */
export interface Tensor {
  readonly name: string;
  readonly type: TensorType;
  readonly shape: readonly number[];
  readonly quantization: Quantization | undefined;
  /** The stored bytes of a constant, little-endian and row-major; undefined for an activation. */
  readonly data: Uint8Array | undefined;
}

/** One operator of the graph, in execution order. */
export interface Operator {
  /** "CONV_2D", or the code in decimal when Magpie does not know it. */
  readonly name: string;
  /** Name of a custom operator, else empty. */
  readonly custom: string;
  /** Tensor indices; −1 for an optional input that is absent. */
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  /** The operator's builtin options, by field number of its own schema table. */
  readonly options: Table | undefined;
}

/** A TensorFlow Lite model's main graph. */
export interface TfliteModel {
  readonly tensors: readonly Tensor[];
  readonly operators: readonly Operator[];
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
}

/**
 * Reads a `.tflite` file.
 * @param name the file's name, for messages
 * @throws ModelError when the bytes are not a well-formed TensorFlow Lite model
 */
export function readTflite(bytes: Uint8Array, name: string): TfliteModel {
  try {
    // Bytes 4 to 7 hold the FlatBuffers file identifier.
    const identifier = new TextDecoder('latin1').decode(bytes.subarray(4, 8));
    if (identifier !== 'TFL3') throw new RangeError(`identifier is ${JSON.stringify(identifier)}`);
    return readModel(Table.root(bytes));
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new ModelError(
      `${name} is not a well-formed TensorFlow Lite model (${cause.message}): get the file again from the address in models.lock.json.`,
      { cause },
    );
  }
}

function readModel(model: Table): TfliteModel {
  const codes = model.tables(1).map((code) => {
    // Old files have only the int8 field 0; new ones field 3, with 0 capped at 127.
    const builtin = Math.max(code.int8(0), code.int32(3));
    return { name: OPERATOR_NAMES[builtin] ?? String(builtin), custom: code.string(1) };
  });
  const buffers = model.tables(4).map((buffer) => buffer.bytes(0));
  const graph = model.tables(2)[0];
  if (!graph) throw new RangeError('no graph');

  const tensors = graph.tables(0).map((table) => readTensor(table, buffers));
  const inRange = (index: number) => {
    if (index < -1 || index >= tensors.length) throw new RangeError(`no tensor ${index}`);
    return index;
  };
  const operators = graph.tables(3).map((table): Operator => {
    const code = codes[table.uint32(0)];
    if (!code) throw new RangeError(`no operator code ${table.uint32(0)}`);
    return {
      ...code,
      inputs: table.int32s(1).map(inRange),
      outputs: table.int32s(2).map(inRange),
      options: table.table(4),
    };
  });
  return {
    tensors,
    operators,
    inputs: graph.int32s(1).map(inRange),
    outputs: graph.int32s(2).map(inRange),
  };
}

const BYTES_PER_ELEMENT = { float32: 4, float16: 2, int32: 4, uint8: 1, int8: 1 } as const;

function readTensor(table: Table, buffers: readonly Uint8Array[]): Tensor {
  const name = table.string(3);
  const shape = table.int32s(0);
  const type = tensorType(table.int8(1));
  const buffer = buffers[table.uint32(2)];
  if (!buffer) throw new RangeError(`no buffer for ${name}`);
  if (buffer.byteLength > 0 && type !== 'other') {
    const expected = shape.reduce((product, size) => product * size, BYTES_PER_ELEMENT[type]);
    if (buffer.byteLength !== expected) throw new RangeError(`wrong size of ${name}`);
  }
  const quantization = table.table(4);
  const scales = quantization?.float32s(2) ?? [];
  return {
    name,
    type,
    shape,
    quantization:
      quantization && scales.length > 0
        ? { scales, zeroPoints: quantization.int64s(3), axis: quantization.int32(6) }
        : undefined,
    data: buffer.byteLength > 0 ? buffer : undefined,
  };
}

function tensorType(code: number): TensorType {
  return isKnownType(code) ? TENSOR_TYPES[code] : 'other';
}

function isKnownType(code: number): code is keyof typeof TENSOR_TYPES {
  return code in TENSOR_TYPES;
}
