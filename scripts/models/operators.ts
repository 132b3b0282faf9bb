import type { Blocks, Conversion } from './conversion.ts';
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
  const blocks = graph.blocksAt(operator);
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
      blocks?.whole ?? graph.input(operator, 0),
      graph.weight(operator, 1, KERNEL_TO_HWIO),
      graph.weight(operator, 2),
    ],
    {
      T: attribute.float,
      strides: attribute.ints([1, options.int32(2), options.int32(1), 1]),
      padding: blocks ? SAME : paddingOf(options.int8(0)),
      data_format: attribute.string('NHWC'),
      dilations: attribute.ints([
        1,
        blocks?.height ?? options.int32(schema.dilationHeight, 1),
        blocks?.width ?? options.int32(schema.dilationWidth, 1),
        1,
      ]),
      fused_ops: attribute.strings(activation ? ['BiasAdd', activation] : ['BiasAdd']),
      num_args: attribute.int(1),
      epsilon: { f: 0 },
      explicit_paddings: { list: {} },
    },
  );
  if (blocks) {
    assertDilates(graph, operator, blocks);
    graph.setBlocks(operator, blocks);
  }
}

/** The blocks of a 3 × 3 kernel, say, make up for its reach of one dilation on each side. */
function assertDilates(graph: Conversion, operator: Operator, blocks: Blocks) {
  const options = graph.options(operator);
  const [, height = 1, width = 1] = graph.tensor(operator, 'inputs', 1).shape;
  const dilates =
    paddingOf(options.int8(0)) === VALID &&
    options.int32(1) === 1 &&
    options.int32(2) === 1 &&
    blocks.top * 2 === blocks.height * (height - 1) &&
    blocks.left * 2 === blocks.width * (width - 1);
  if (!dilates) throw graph.malformed(`${operator.name} on blocks that dilate nothing`);
}

function convertSpaceToBatch(graph: Conversion, operator: Operator) {
  const [height = 1, width = 1] = graph.integers(operator, 1);
  const [top = 0, _bottom, left = 0] = graph.integers(operator, 2);
  const { shape } = graph.tensor(operator, 'inputs', 0);
  const whole = graph.input(operator, 0);
  graph.setBlocks(operator, { whole, shape, height, width, top, left });
}

function convertBatchToSpace(graph: Conversion, operator: Operator) {
  const [top, _bottom, left] = graph.integers(operator, 2);
  const before = graph.blocksAt(operator)?.shape.slice(0, 3).join();
  const after = graph.tensor(operator, 'outputs', 0).shape.slice(0, 3).join();
  if (before !== after || top !== 0 || left !== 0) {
    throw graph.malformed(`${operator.name} of other blocks than were cut`);
  }
  graph.passThrough(operator);
}

function activationOf(graph: Conversion, operator: Operator, code: number): string | undefined {
  if (!(code in ACTIVATIONS)) throw graph.malformed(`${operator.name} has activation ${code}`);
  return ACTIVATIONS[code];
}

/** Refuses a fused activation, where no model has one. */
function assertPlain(graph: Conversion, operator: Operator, code: number) {
  const activation = activationOf(graph, operator, code);
  if (!activation) return;
  throw new ModelError(
    `The operator ${operator.name} is fused with ${activation}, which the converter does not know: add it to scripts/models/operators.ts.`,
  );
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

const SAME = attribute.string('SAME');
const VALID = attribute.string('VALID');

function paddingOf(code: number): Attribute {
  return code === 0 ? SAME : VALID;
}

function convertArithmetic(graph: Conversion, operator: Operator, op: 'AddV2' | 'Mul') {
  const activation = activationOf(graph, operator, graph.options(operator).int8(0));
  const output = graph.output(operator);
  const result = activation ? graph.builder.uniqueName(`${output}/${op}`) : output;
  const inputs = [graph.input(operator, 0), graph.input(operator, 1)];
  graph.builder.node(result, op, inputs, { T: attribute.float });
  if (activation) graph.builder.node(output, activation, [result], { T: attribute.float });
}

function convertAveragePool(graph: Conversion, operator: Operator) {
  const options = graph.options(operator);
  assertPlain(graph, operator, options.int8(5));
  const [, inputHeight, inputWidth] = graph.tensor(operator, 'inputs', 0).shape;
  const [height, width] = [options.int32(4), options.int32(3)];
  const isGlobal = height === inputHeight && width === inputWidth;
  const window = isGlobal ? [graph.side(height), graph.side(width)] : [height, width];
  graph.builder.node(graph.output(operator), 'AvgPool', [graph.input(operator, 0)], {
    T: attribute.float,
    ksize: attribute.ints([1, ...window, 1]),
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

function convertConcatenation(graph: Conversion, operator: Operator) {
  const options = graph.options(operator);
  assertPlain(graph, operator, options.int8(1));
  const output = graph.output(operator);
  const axis = graph.builder.constant(`${output}/axis`, [], {
    dtype: 'int32',
    values: Int32Array.of(options.int32(0)),
  });
  const parts = operator.inputs.map((_, position) => graph.input(operator, position));
  graph.builder.node(output, 'ConcatV2', [...parts, axis], {
    T: attribute.float,
    N: attribute.int(parts.length),
    Tidx: attribute.int32,
  });
}

function convertFullyConnected(graph: Conversion, operator: Operator) {
  assertPlain(graph, operator, graph.options(operator).int8(0));
  const output = graph.output(operator);
  const features = graph.tensor(operator, 'inputs', 1).shape[1] ?? 1;
  // TFLite flattens what comes in by itself.
  const flat = graph.builder.uniqueName(`${output}/flat`);
  const shape = graph.builder.constant(`${flat}/shape`, [2], {
    dtype: 'int32',
    values: Int32Array.of(ANY_BATCH, features),
  });
  graph.builder.node(flat, 'Reshape', [graph.input(operator, 0), shape], {
    T: attribute.float,
    Tshape: attribute.int32,
  });
  // TFLite stores [out, in]. The wasm backend of tfjs 4.22 adds a fused bias wrongly where the
  // multiplication transposes, so the weights are transposed here and the bias is a node of its own.
  const product = graph.builder.uniqueName(`${output}/MatMul`);
  graph.builder.node(product, 'MatMul', [flat, graph.weight(operator, 1, [1, 0])], {
    T: attribute.float,
    transpose_a: attribute.bool(false),
    transpose_b: attribute.bool(false),
  });
  graph.builder.node(output, 'BiasAdd', [product, graph.weight(operator, 2)], {
    T: attribute.float,
    data_format: attribute.string('NHWC'),
  });
}

function convertLogistic(graph: Conversion, operator: Operator) {
  const inputs = [graph.input(operator, 0)];
  graph.builder.node(graph.output(operator), 'Sigmoid', inputs, { T: attribute.float });
}

function convertResizeBilinear(graph: Conversion, operator: Operator) {
  const options = graph.options(operator);
  const [, height = 1, width = 1] = graph.tensor(operator, 'outputs', 0).shape;
  const [, inputHeight, inputWidth] = graph.tensor(operator, 'inputs', 0).shape;
  if (height === inputHeight && width === inputWidth) {
    graph.passThrough(operator);
    return;
  }
  const output = graph.output(operator);
  const size = graph.builder.constant(`${output}/size`, [2], {
    dtype: 'int32',
    values: Int32Array.of(graph.side(height), graph.side(width)),
  });
  graph.builder.node(output, 'ResizeBilinear', [graph.input(operator, 0), size], {
    T: attribute.float,
    align_corners: attribute.bool(options.bool(2)),
    half_pixel_centers: attribute.bool(options.bool(3)),
  });
}

/** Converts one operator: adds its nodes to the graph. */
export type OperatorConverter = (graph: Conversion, operator: Operator) => void;

/** The operators that can be converted, by their TensorFlow Lite names. */
export const OPERATORS: Readonly<Record<string, OperatorConverter>> = {
  ADD: (graph, operator) => convertArithmetic(graph, operator, 'AddV2'),
  AVERAGE_POOL_2D: convertAveragePool,
  BATCH_TO_SPACE_ND: convertBatchToSpace,
  CONCATENATION: convertConcatenation,
  CONV_2D: (graph, operator) => convertConvolution(graph, operator, CONV_2D),
  DEPTHWISE_CONV_2D: (graph, operator) => convertConvolution(graph, operator, DEPTHWISE_CONV_2D),
  // Weights keep their stored bytes and activations are float: there is nothing to convert.
  DEQUANTIZE: (graph, operator) => graph.passThrough(operator),
  FULLY_CONNECTED: convertFullyConnected,
  LOGISTIC: convertLogistic,
  MUL: (graph, operator) => convertArithmetic(graph, operator, 'Mul'),
  RESHAPE: convertReshape,
  RESIZE_BILINEAR: convertResizeBilinear,
  SPACE_TO_BATCH_ND: convertSpaceToBatch,
};
