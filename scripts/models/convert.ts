import { ModelError } from './error.ts';
import { type Attribute, attribute, GraphBuilder } from './graph-builder.ts';
import { type Operator, readTflite, type Tensor, type TfliteModel } from './tflite.ts';
import { readWeight } from './weights.ts';
import type { FileTree } from './write.ts';

/** What the caller may decide about a conversion. */
export interface ConvertOptions {
  /** The file's name, for messages. */
  readonly name: string;
  /** Leave out this operator and all after it; its first input becomes the result. */
  readonly stopBefore?: string | undefined;
  /** Tensor name to node name, for nodes that callers look up by name. */
  readonly rename?: Readonly<Record<string, string>> | undefined;
}

/** TensorFlow's size of a dimension that the input decides: TFLite fixes the batch at 1. */
const ANY_BATCH = -1;

/** Converts one operator: adds its nodes to the graph. */
type OperatorConverter = (graph: Conversion, operator: Operator) => void;

const OPERATORS: Readonly<Record<string, OperatorConverter>> = {
  ADD: convertAdd,
  AVERAGE_POOL_2D: convertAveragePool,
  CONV_2D: (graph, operator) => convertConvolution(graph, operator, CONV_2D),
  DEPTHWISE_CONV_2D: (graph, operator) => convertConvolution(graph, operator, DEPTHWISE_CONV_2D),
  RESHAPE: convertReshape,
};

/**
 * Converts a TensorFlow Lite model into a TensorFlow.js graph model with float activations:
 * kernels are transposed to TensorFlow's layout, fused activations become fused operations, and
 * eight-bit weights keep their bytes.
 * @returns `model.json` and its weights
 * @throws ModelError for a malformed file or an operator without a rule
 */
export function convertTflite(bytes: Uint8Array, options: ConvertOptions): FileTree {
  const model = readTflite(bytes, options.name);
  const graph = new Conversion(model, options);
  for (const operator of model.operators) {
    if (operator.name === options.stopBefore) {
      return graph.builder.files([graph.input(operator, 0)]);
    }
    const convert = OPERATORS[operator.name];
    if (!convert) {
      const shown = operator.custom ? `${operator.name} (${operator.custom})` : operator.name;
      throw new ModelError(
        `${options.name} uses the operator ${shown}, which the converter does not know: add it to scripts/models/convert.ts.`,
      );
    }
    convert(graph, operator);
  }
  if (options.stopBefore) {
    throw new ModelError(
      `${options.name} has no operator ${options.stopBefore} to stop before: correct models.lock.json.`,
    );
  }
  return graph.builder.files(model.outputs.map((index) => graph.nodeName(index)));
}

/** The state of one conversion: which node stands for which tensor. */
class Conversion {
  readonly builder = new GraphBuilder();
  readonly #model: TfliteModel;
  readonly #options: ConvertOptions;
  readonly #nodeNames = new Map<number, string>();

  constructor(model: TfliteModel, options: ConvertOptions) {
    this.#model = model;
    this.#options = options;
    for (const index of model.inputs) {
      const { shape } = this.#tensorAt(index);
      this.builder.placeholder(this.nodeName(index), [ANY_BATCH, ...shape.slice(1)]);
    }
  }

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
    const tensor = this.tensor(operator, 'inputs', position);
    const { shape, data } = readWeight(tensor, permutation);
    return this.builder.constant(this.#readableName(tensor), shape, data);
  }

  /** The node that gives an operator's first output. */
  output(operator: Operator): string {
    return this.nodeName(this.#index(operator, 'outputs', 0));
  }

  nodeName(index: number): string {
    const known = this.#nodeNames.get(index);
    if (known) return known;
    const name = this.builder.uniqueName(this.#readableName(this.#tensorAt(index)));
    this.#nodeNames.set(index, name);
    return name;
  }

  /** The operator's options. */
  options(operator: Operator) {
    if (operator.options) return operator.options;
    throw this.malformed(`${operator.name} has no options`);
  }

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

/** Fused activations by code. Source: `ActivationFunctionType` of the TensorFlow Lite schema. */
const ACTIVATIONS: Readonly<Record<number, string | undefined>> = {
  0: undefined,
  1: 'Relu',
  3: 'Relu6',
};

/** Field numbers of an operator's options, and its kernel's layout, in the TensorFlow Lite schema. */
interface ConvolutionSchema {
  readonly op: string;
  readonly activation: number;
  readonly dilationWidth: number;
  readonly dilationHeight: number;
}

const CONV_2D: ConvolutionSchema = {
  op: '_FusedConv2D',
  activation: 3,
  dilationWidth: 4,
  dilationHeight: 5,
};

const DEPTHWISE_CONV_2D: ConvolutionSchema = {
  op: 'FusedDepthwiseConv2dNative',
  activation: 4,
  dilationWidth: 5,
  dilationHeight: 6,
};

// Both kernels become HWIO: CONV_2D stores [out, h, w, in], DEPTHWISE_CONV_2D [1, h, w, channels],
// which with a depth multiplier of 1 is TensorFlow's [h, w, channels, 1].
const KERNEL_TO_HWIO = [1, 2, 3, 0];

function convertConvolution(graph: Conversion, operator: Operator, schema: ConvolutionSchema) {
  const options = graph.options(operator);
  if (schema === DEPTHWISE_CONV_2D) {
    const channels = graph.tensor(operator, 'inputs', 0).shape[3];
    const kernels = graph.tensor(operator, 'inputs', 1).shape[3];
    if (channels !== kernels) {
      throw new ModelError(
        'The operator DEPTHWISE_CONV_2D has a depth multiplier over 1, which the converter does not know: add it to scripts/models/convert.ts.',
      );
    }
  }
  const activation =
    activationOf(graph, operator, options.int8(schema.activation)) ??
    activationOfRange(graph.tensor(operator, 'outputs', 0));
  graph.builder.node(
    graph.output(operator),
    schema.op,
    [
      graph.input(operator, 0),
      graph.weight(operator, 1, KERNEL_TO_HWIO),
      graph.weight(operator, 2),
    ],
    {
      T: attribute.float,
      strides: attribute.ints([1, options.int32(2), options.int32(1), 1]),
      padding: paddingOf(options.int8(0)),
      data_format: attribute.string('NHWC'),
      dilations: attribute.ints([
        1,
        options.int32(schema.dilationHeight, 1),
        options.int32(schema.dilationWidth, 1),
        1,
      ]),
      fused_ops: attribute.strings(activation ? ['BiasAdd', activation] : ['BiasAdd']),
      num_args: attribute.int(1),
      epsilon: { f: 0 },
      explicit_paddings: { list: {} },
    },
  );
}

function activationOf(graph: Conversion, operator: Operator, code: number): string | undefined {
  if (!(code in ACTIVATIONS)) throw graph.malformed(`${operator.name} has activation ${code}`);
  return ACTIVATIONS[code];
}

/**
 * The converter of quantised models drops a Relu6 that the output's range [0, 6] already implies;
 * with float activations it must come back. 6.05 allows for the rounding of the scale.
 */
function activationOfRange(output: Tensor): string | undefined {
  const { quantization, type } = output;
  if (type !== 'uint8' || !quantization) return undefined;
  const top = (quantization.scales[0] ?? Number.POSITIVE_INFINITY) * 255;
  return quantization.zeroPoints[0] === 0 && top < 6.05 ? 'Relu6' : undefined;
}

function paddingOf(code: number): Attribute {
  return attribute.string(code === 0 ? 'SAME' : 'VALID');
}

function convertAdd(graph: Conversion, operator: Operator) {
  const activation = activationOf(graph, operator, graph.options(operator).int8(0));
  const output = graph.output(operator);
  const sum = activation ? graph.builder.uniqueName(`${output}/sum`) : output;
  const inputs = [graph.input(operator, 0), graph.input(operator, 1)];
  graph.builder.node(sum, 'AddV2', inputs, { T: attribute.float });
  if (activation) graph.builder.node(output, activation, [sum], { T: attribute.float });
}

function convertAveragePool(graph: Conversion, operator: Operator) {
  const options = graph.options(operator);
  const activation = activationOf(graph, operator, options.int8(5));
  if (activation) throw graph.malformed(`AVERAGE_POOL_2D has activation ${activation}`);
  graph.builder.node(graph.output(operator), 'AvgPool', [graph.input(operator, 0)], {
    T: attribute.float,
    ksize: attribute.ints([1, options.int32(4), options.int32(3), 1]),
    strides: attribute.ints([1, options.int32(2), options.int32(1), 1]),
    padding: paddingOf(options.int8(0)),
    data_format: attribute.string('NHWC'),
  });
}

function convertReshape(graph: Conversion, operator: Operator) {
  const output = graph.output(operator);
  const { shape } = graph.tensor(operator, 'outputs', 0);
  const [batch, ...rest] = shape;
  const isPerImage = batch === 1 && graph.tensor(operator, 'inputs', 0).shape[0] === 1;
  const target = graph.builder.constant(`${output}/shape`, [shape.length], {
    dtype: 'int32',
    values: Int32Array.from(isPerImage ? [ANY_BATCH, ...rest] : shape),
  });
  graph.builder.node(output, 'Reshape', [graph.input(operator, 0), target], {
    T: attribute.float,
    Tshape: attribute.int32,
  });
}
