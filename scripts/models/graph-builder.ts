import { modelFiles } from './graph-model.ts';
import type { FileTree } from './write.ts';

/** An attribute of a TensorFlow NodeDef in its JSON form. */
export type Attribute = Readonly<Record<string, unknown>>;

/** How a constant is stored: value = stored × scale + min. */
interface Uint8Quantization {
  readonly scale: number;
  readonly min: number;
}

/** A constant's values, row-major. */
export type ConstantData =
  | { readonly dtype: 'float32'; readonly values: Float32Array }
  | { readonly dtype: 'int32'; readonly values: Int32Array }
  | {
      readonly dtype: 'uint8';
      readonly values: Uint8Array;
      readonly quantization: Uint8Quantization;
    };

interface NodeDef {
  readonly name: string;
  readonly op: string;
  readonly input: readonly string[];
  readonly attr: Readonly<Record<string, Attribute>>;
}

/** TensorFlow's size of a dimension that the input decides: TFLite fixes the batch at 1. */
export const ANY_BATCH = -1;

const DT_FLOAT = { type: 'DT_FLOAT' } as const;
const DT_INT32 = { type: 'DT_INT32' } as const;

/** Attribute values as tfjs-converter reads them (int64 as decimal text, strings as base64). */
export const attribute = {
  float: DT_FLOAT,
  int32: DT_INT32,
  bool: (value: boolean): Attribute => ({ b: value }),
  int: (value: number): Attribute => ({ i: String(value) }),
  ints: (values: readonly number[]): Attribute => ({ list: { i: values.map(String) } }),
  string: (value: string): Attribute => ({ s: base64(value) }),
  strings: (values: readonly string[]): Attribute => ({ list: { s: values.map(base64) } }),
};

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

function shapeOf(shape: readonly number[]) {
  return { dim: shape.map((size) => ({ size: String(size) })) };
}

/**
 * Collects the nodes and weights of a TensorFlow.js graph model, then lays out its files.
 * Node names are unique: a taken name gets a number.
 */
export class GraphBuilder {
  readonly #nodes: NodeDef[] = [];
  readonly #names = new Set<string>();
  readonly #weights: object[] = [];
  readonly #blobs: Uint8Array[] = [];
  readonly #inputs: [name: string, shape: readonly number[]][] = [];

  /** Reserves a name like the wished one: itself, or with the first free number. */
  uniqueName(wished: string): string {
    let name = wished;
    for (let count = 1; this.#names.has(name); count += 1) name = `${wished}_${count}`;
    this.#names.add(name);
    return name;
  }

  /** Adds a float32 input. */
  placeholder(name: string, shape: readonly number[]): void {
    this.#inputs.push([name, shape]);
    this.node(name, 'Placeholder', [], { dtype: DT_FLOAT, shape: { shape: shapeOf(shape) } });
  }

  /** Adds an operation; `name` comes from {@link uniqueName}, `inputs` are names of nodes. */
  node(
    name: string,
    op: string,
    input: readonly string[],
    attr: Readonly<Record<string, Attribute>>,
  ): void {
    this.#nodes.push({ name, op, input, attr });
  }

  /** Adds a constant under a name like the wished one, and returns its name. */
  constant(wished: string, shape: readonly number[], data: ConstantData): string {
    const name = this.uniqueName(wished);
    const dtype = data.dtype === 'int32' ? DT_INT32 : DT_FLOAT;
    const value = { tensor: { dtype: dtype.type, tensorShape: shapeOf(shape) } };
    this.node(name, 'Const', [], { dtype, value });
    const { values } = data;
    this.#blobs.push(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    this.#weights.push(
      data.dtype === 'uint8'
        ? {
            name,
            shape,
            dtype: 'float32',
            quantization: { dtype: 'uint8', ...data.quantization, original_dtype: 'float32' },
          }
        : { name, shape, dtype: data.dtype },
    );
    return name;
  }

  /**
   * The files of the model whose results are the given nodes.
   * @param labels the names of the classes, for the model's metadata
   */
  files(outputs: readonly string[], labels?: readonly string[]): FileTree {
    const inputSignature = this.#inputs.map(([name, shape]) => [
      name,
      { name: `${name}:0`, dtype: DT_FLOAT.type, tensorShape: shapeOf(shape) },
    ]);
    const outputSignature = outputs.map((name) => [
      name,
      { name: `${name}:0`, dtype: DT_FLOAT.type },
    ]);
    const head = {
      generatedBy: 'magpie scripts/models',
      signature: {
        inputs: Object.fromEntries(inputSignature),
        outputs: Object.fromEntries(outputSignature),
      },
      ...(labels ? { userDefinedMetadata: { labels } } : {}),
      modelTopology: { node: this.#nodes, library: {}, versions: { producer: 440 } },
    };
    return modelFiles(head, this.#weights, this.#blobs);
  }
}
