import { ModelError } from './error.ts';
import type { Table } from './flatbuffer.ts';
import { ANY_BATCH, GraphBuilder } from './graph-builder.ts';
import type { Operator, Tensor, TfliteModel } from './tflite.ts';
import { readWeight } from './weights.ts';

/** What the caller may decide about a conversion. */
export interface ConvertOptions {
  /** The file's name, for messages. */
  readonly name: string;
  /** Leave out this operator and all after it; its first input becomes the result. */
  readonly stopBefore?: string | undefined;
  /** Tensor name to node name, for nodes that callers look up by name. */
  readonly rename?: Readonly<Record<string, string>> | undefined;
}

/** The state of one conversion: which node stands for which tensor. */
export class Conversion {
  readonly builder = new GraphBuilder();
  readonly #model: TfliteModel;
  readonly #options: ConvertOptions;
  readonly #nodeNames = new Map<number, string>();
  /** Weights already added, by tensor index and permutation. */
  readonly #weights = new Map<string, string>();

  constructor(model: TfliteModel, options: ConvertOptions) {
    this.#model = model;
    this.#options = options;
    for (const index of model.inputs) {
      const { shape } = this.#tensorAt(index);
      this.builder.placeholder(this.nodeName(index), [ANY_BATCH, ...shape.slice(1)]);
    }
  }

  /** The tensor at an operator's input or output position. */
  tensor(operator: Operator, side: 'inputs' | 'outputs', position: number): Tensor {
    return this.#tensorAt(this.#index(operator, side, position));
  }

  /** The node that gives an operator's input: an activation's, or a new constant. */
  input(operator: Operator, position: number): string {
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
    const known = this.#nodeNames.get(index);
    if (known) return known;
    const name = this.builder.uniqueName(this.#readableName(this.#tensorAt(index)));
    this.#nodeNames.set(index, name);
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
    return index;
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
