import type { Conversion } from './conversion.ts';
import { ModelError } from './error.ts';
import { ANY_BATCH, type Attribute, attribute } from './graph-builder.ts';
import type { Operator, Tensor } from './tflite.ts';

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
        'The operator DEPTHWISE_CONV_2D has a depth multiplier over 1, which the converter does not know: add it to scripts/models/operators.ts.',
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
  if (activation) {
    throw new ModelError(
      `The operator AVERAGE_POOL_2D is fused with ${activation}, which the converter does not know: add it to scripts/models/operators.ts.`,
    );
  }
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

/** Converts one operator: adds its nodes to the graph. */
export type OperatorConverter = (graph: Conversion, operator: Operator) => void;

/** The operators that can be converted, by their TensorFlow Lite names. */
export const OPERATORS: Readonly<Record<string, OperatorConverter>> = {
  ADD: convertAdd,
  AVERAGE_POOL_2D: convertAveragePool,
  CONV_2D: (graph, operator) => convertConvolution(graph, operator, CONV_2D),
  DEPTHWISE_CONV_2D: (graph, operator) => convertConvolution(graph, operator, DEPTHWISE_CONV_2D),
  RESHAPE: convertReshape,
};
