import { ModelError } from './error.ts';
import type { Table } from './flatbuffer.ts';
import { ANY_BATCH, GraphBuilder } from './graph-builder.ts';
import type { Operator, Tensor, TfliteModel } from './tflite.ts';
import { readWeight } from './weights.ts';
import type { FileTree } from './write.ts';

/** What the caller may decide about a conversion. */
export interface ConvertOptions {
  /** The file's name, for messages. */
  readonly name: string;
  /**
   * Leave out this operator and all after it; what it computes from becomes the result. The name of
   * an operator, of a custom one, or of the tensor that it makes.
   */
  readonly stopBefore?: string | undefined;
  /** Constant tensors that stay as weights although only operators left out use them. */
  readonly keep?: readonly string[] | undefined;
  /** Side of the square input, pixels, for a fully convolutional model; default its own. */
  readonly inputSide?: number | undefined;
  /** The names of the classes, for the model's metadata. */
  readonly labels?: readonly string[] | undefined;
  /** Tensor name to node name, for nodes that callers look up by name. */
  readonly rename?: Readonly<Record<string, string>> | undefined;
}

/**
 * A tensor that TFLite cuts into interleaved blocks along the batch, which is how it dilates a
 * convolution: TensorFlow.js dilates by itself, on the whole tensor.
 */
export interface Blocks {
  /** The node that gives the whole tensor. */
  readonly whole: string;
  readonly shape: readonly number[];
  readonly height: number;
  readonly width: number;
  /** Zeros put above and to the left before the cut. */
  readonly top: number;
  readonly left: number;
}

/** The state of one conversion: which node stands for which tensor. */
export class Conversion {
  readonly builder = new GraphBuilder();
  readonly #model: TfliteModel;
  readonly #options: ConvertOptions;
  readonly #nodeNames = new Map<number, string>();
  /** Weights already added, by tensor index and permutation. */
  readonly #weights = new Map<string, string>();
  /** Tensors that another one stands for. */
  readonly #aliases = new Map<number, number>();
  /** The tensors that TFLite holds cut into blocks. */
  readonly #blocks = new Map<number, Blocks>();

  constructor(model: TfliteModel, options: ConvertOptions) {
    this.#model = model;
    this.#options = options;
    for (const index of model.inputs) {
      const { shape } = this.#tensorAt(index);
      const [, height = 1, width = 1, ...channels] = shape;
      const sides = [this.side(height), this.side(width)];
      this.builder.placeholder(this.nodeName(index), [ANY_BATCH, ...sides, ...channels]);
    }
  }

  /** The tensor at an operator's input or output position. */
  tensor(operator: Operator, side: 'inputs' | 'outputs', position: number): Tensor {
    return this.#tensorAt(this.#index(operator, side, position));
  }

  /** Whether this operator and all after it are left out. */
  stopsBefore(operator: Operator): boolean {
    const { stopBefore } = this.#options;
    if (stopBefore === undefined) return false;
    const made = operator.outputs.map((index) => this.#tensorAt(index).name);
    return [operator.name, operator.custom, ...made].includes(stopBefore);
  }

  /** The tensors that an operator computes from, without its constants. */
  activations(operator: Operator): readonly number[] {
    return operator.inputs.filter((index) => !this.#tensorAt(index).data);
  }

  /** The files of the model whose results are the given tensors. */
  files(results: readonly number[]): FileTree {
    const { tensors } = this.#model;
    for (const name of this.#options.keep ?? []) {
      const tensor = tensors.find((candidate) => candidate.name === name && candidate.data);
      if (!tensor) throw this.malformed(`no constant ${name} to keep`);
      const { shape, data } = readWeight(tensor);
      this.builder.constant(this.#readableName(tensor), shape, data);
    }
    const nodes = results.map((index) => this.nodeName(index));
    return this.builder.files(nodes, this.#options.labels);
  }

  /**
   * A height or width of the graph, for the input side that the caller asked for. Strides keep the
   * corners of the grid in place, so lengths scale by their count of steps.
   */
  side(length: number): number {
    const own = this.#tensorAt(this.#model.inputs[0] ?? -1).shape[1] ?? 1;
    const wanted = this.#options.inputSide ?? own;
    const scaled = own === wanted ? length : 1 + ((length - 1) * (wanted - 1)) / (own - 1);
    if (!Number.isInteger(scaled)) throw this.malformed(`no input side ${wanted}`);
    return scaled;
  }

  /** Lets an operator's first input stand for its output. */
  passThrough(operator: Operator): void {
    const index = this.#index(operator, 'outputs', 0);
    this.#aliases.set(index, this.#index(operator, 'inputs', 0));
  }

  /** The blocks that an operator's first input is, if it is any. */
  blocksAt(operator: Operator): Blocks | undefined {
    return this.#blocks.get(operator.inputs[0] ?? -1);
  }

  /** Marks an operator's output as blocks of a tensor. */
  setBlocks(operator: Operator, blocks: Blocks): void {
    this.#blocks.set(this.#index(operator, 'outputs', 0), blocks);
  }

  /** The values of a constant int32 input. */
  integers(operator: Operator, position: number): readonly number[] {
    const { data } = readWeight(this.tensor(operator, 'inputs', position));
    if (data.dtype !== 'int32') throw this.malformed(`${operator.name} without integers`);
    return [...data.values];
  }

  /** The node that gives an operator's input: an activation's, or a new constant. */
  input(operator: Operator, position: number): string {
    if (this.#blocks.has(operator.inputs[position] ?? -1)) {
      throw this.malformed(`${operator.name} on blocks`);
    }
    const index = this.#index(operator, 'inputs', position);
    return this.#tensorAt(index).data ? this.weight(operator, position) : this.nodeName(index);
  }

  /** Adds an operator's constant input as a weight, and returns its node. */
  weight(operator: Operator, position: number, permutation?: readonly number[]): string {
    const key = `${this.#index(operator, 'inputs', position)} ${permutation ?? ''}`;
    const known = this.#weights.get(key);
    if (known) return known;
    const tensor = this.tensor(operator, 'inputs', position);
    const { shape, data } = readWeight(tensor, permutation);
    const name = this.builder.constant(this.#readableName(tensor), shape, data);
    this.#weights.set(key, name);
    return name;
  }

  /** The node that gives an operator's first output. */
  output(operator: Operator): string {
    return this.nodeName(this.#index(operator, 'outputs', 0));
  }

  /** The node that gives a tensor. */
  nodeName(index: number): string {
    const source = this.#aliases.get(index) ?? index;
    const known = this.#nodeNames.get(source);
    if (known) return known;
    const name = this.builder.uniqueName(this.#readableName(this.#tensorAt(source)));
    this.#nodeNames.set(source, name);
    return name;
  }

  /** The operator's options, which it must have. */
  options(operator: Operator): Table {
    if (operator.options) return operator.options;
    throw this.malformed(`${operator.name} has no options`);
  }

  /** The error for a graph that no conversion can be right for. */
  malformed(reason: string): ModelError {
    return new ModelError(
      `${this.#options.name} cannot be converted (${reason}): get the file again from the address in models.lock.json.`,
    );
  }

  #index(operator: Operator, side: 'inputs' | 'outputs', position: number): number {
    const index = operator[side][position];
    if (index === undefined || index < 0) {
      throw this.malformed(`${operator.name} lacks ${side.slice(0, -1)} ${position}`);
    }
    return this.#aliases.get(index) ?? index;
  }

  #tensorAt(index: number): Tensor {
    const tensor = this.#model.tensors[index];
    if (!tensor) throw this.malformed(`no tensor ${index}`);
    return tensor;
  }

  // TFLite joins the names of merged operations with ";": the first is the result's own. tfjs reads
  // "name:1" as the second output of a node, so colons must go.
  #readableName(tensor: Tensor): string {
    const first = (tensor.name.split(';')[0] ?? '').replaceAll(':', '_') || 'tensor';
    return this.#options.rename?.[tensor.name] ?? first;
  }
}
