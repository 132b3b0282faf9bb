import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { convertTflite } from '../../../../scripts/models/convert-tflite.ts';
import { ModelError } from '../../../../scripts/models/error.ts';
import { readLabels } from '../../../../scripts/models/labels.ts';
import { ROOT } from '../../../../scripts/models/paths.ts';
import { readTflite } from '../../../../scripts/models/tflite.ts';
import { jsonOf } from './helpers.ts';

const MIRROR = join(ROOT, '../shared/models');
const NAME = 'mobilenet_v2_1.0_224_quant.tflite';
const LOCALIZER = 'mobile_object_localizer_v1.tflite';
const LABELER = 'object_labeler.tflite';
const DEEPLAB = 'deeplabv3_mobilenetv2_ade20k.tflite';
const EMBEDDING = 'module_apply_default/MobilenetV2/Logits/AvgPool';
const Ints = v.object({ list: v.object({ i: v.array(v.string()) }) });
const read = (name: string) => readFileSync(join(MIRROR, name));
const hasMirror = existsSync(join(MIRROR, NAME));

describe.skipIf(!hasMirror)('readTflite on MobileNetV2', () => {
  const model = hasMirror ? readTflite(read(NAME), NAME) : undefined;

  it('reads the graph of 66 operators from a 224 × 224 image to 1,001 classes', () => {
    expect(model?.operators).toHaveLength(66);
    expect(model?.operators.at(-1)?.name).toBe('SOFTMAX');
    const [input] = model?.inputs ?? [];
    const [output] = model?.outputs ?? [];
    expect(model?.tensors[input ?? -1]?.shape).toEqual([1, 224, 224, 3]);
    expect(model?.tensors[output ?? -1]?.shape).toEqual([1, 1001]);
  });

  it('reads types, quantisation and constants', () => {
    const kernel = model?.tensors[model.operators[0]?.inputs[1] ?? -1];
    expect(kernel?.type).toBe('uint8');
    expect(kernel?.shape).toEqual([32, 3, 3, 3]);
    expect(kernel?.data).toHaveLength(32 * 3 * 3 * 3);
    expect(kernel?.quantization?.scales).toHaveLength(1);
    expect(kernel?.quantization?.scales[0]).toBeCloseTo(0.0339689, 7);
    expect(kernel?.quantization?.zeroPoints).toEqual([122]);
  });
});

describe('readTflite on malformed files', () => {
  it.each([
    ['an empty file', new Uint8Array()],
    ['a web page', Buffer.from('<!doctype html><title>Not Found</title>')],
    ['a bare header', Buffer.from('\x1c\0\0\0TFL3')],
    ['an offset past the end', Buffer.from('\xff\xff\xff\x7fTFL3\0\0\0\0', 'latin1')],
  ])('refuses %s', (_, bytes) => {
    expect(() => readTflite(bytes, 'x.tflite')).toThrow(ModelError);
    expect(() => readTflite(bytes, 'x.tflite')).toThrow(/^x\.tflite is not a well-formed/);
  });

  it.skipIf(!hasMirror).each([100, 5_000, 400_000, 3_000_000])(
    'refuses a file cut after %i bytes',
    (length) => {
      const bytes = read(NAME).subarray(0, length);
      expect(() => readTflite(bytes, NAME)).toThrow(ModelError);
    },
  );

  it.skipIf(!hasMirror)(
    'ends in a ModelError or a model, whatever four bytes are overwritten',
    () => {
      const whole = read(NAME);
      // The graph's tables lie at the end of the file, its weights before.
      for (let at = whole.length - 60_000; at < whole.length - 4; at += 2_500) {
        const damaged = Buffer.from(whole);
        damaged.writeUInt32LE(0xfffffff0, at - (at % 4));
        try {
          convertTflite(damaged, { name: NAME, stopBefore: 'SOFTMAX' });
        } catch (error) {
          expect(error).toBeInstanceOf(ModelError);
        }
      }
    },
  );
});

describe.skipIf(!hasMirror)('convertTflite', () => {
  const convert = () =>
    convertTflite(read(NAME), {
      name: NAME,
      stopBefore: 'SOFTMAX',
      rename: { 'MobilenetV2/Logits/AvgPool': EMBEDDING },
    });

  it('stops before the softmax, keeps the embedding under its known name, takes batches', () => {
    const model = jsonOf(convert());
    const ops = model.modelTopology.node.map((node) => node.op);
    expect(ops).not.toContain('Softmax');
    expect(model.modelTopology.node.find((node) => node.name === EMBEDDING)?.op).toBe('AvgPool');
    const outputs = Object.keys(model.signature?.outputs ?? {});
    expect(outputs).toEqual([model.modelTopology.node.at(-1)?.name]);
    expect(model.signature?.inputs.input?.tensorShape?.dim.map((dim) => dim.size)).toEqual([
      '-1',
      '224',
      '224',
      '3',
    ]);
  });

  it('keeps every stored byte of the kernels', () => {
    const files = convert();
    const weights = jsonOf(files).weightsManifest[0]?.weights ?? [];
    const kernels = weights.filter((weight) => weight.quantization?.dtype === 'uint8');
    expect(kernels).toHaveLength(53);
    const first = kernels[0];
    expect(first?.shape).toEqual([3, 3, 3, 32]);

    const source = readTflite(read(NAME), NAME);
    const stored = source.tensors[source.operators[0]?.inputs[1] ?? -1]?.data ?? new Uint8Array();
    const blob = files.get('weights.bin')?.subarray(0, stored.length) ?? new Uint8Array();
    // [out, h, w, in] to [h, w, in, out]: the first output channel is every 32nd byte.
    expect([...blob.filter((_, index) => index % 32 === 0)]).toEqual([...stored.subarray(0, 27)]);
  });

  it('gives the same bytes each time', () => {
    expect([...convert()]).toEqual([...convert()]);
  });

  it('names an operator that it does not know', () => {
    expect(() => convertTflite(read(LOCALIZER), { name: LOCALIZER })).toThrow(
      /^mobile_object_localizer_v1\.tflite uses the operator CUSTOM \(TFLite_Detection_PostProcess\), which the converter does not know/,
    );
  });

  it('says when the operator to stop before is not there', () => {
    expect(() => convertTflite(read(NAME), { name: NAME, stopBefore: 'LOGISTIC' })).toThrow(
      ModelError,
    );
  });
});

describe.skipIf(!hasMirror)('convertTflite on the localizer', () => {
  const convert = (keep: string[]) =>
    convertTflite(read(LOCALIZER), {
      name: LOCALIZER,
      stopBefore: 'TFLite_Detection_PostProcess',
      keep,
      rename: { Squeeze: 'boxes', convert_scores: 'scores' },
    });

  it('gives what the left-out operator computes from, and keeps its anchors as a weight', () => {
    const model = jsonOf(convert(['anchors']));
    expect(Object.keys(model.signature?.outputs ?? {})).toEqual(['boxes', 'scores']);
    const anchors = model.weightsManifest[0]?.weights.find((weight) => weight.name === 'anchors');
    expect(anchors?.shape).toEqual([738, 4]);
    expect(anchors?.quantization?.dtype).toBe('uint8');
  });

  it('says when the constant to keep is not there', () => {
    expect(() => convert(['boxes of tea'])).toThrow(/no constant boxes of tea to keep/);
  });
});

describe.skipIf(!hasMirror)('convertTflite on the labeler', () => {
  it('stores the labels with the model', () => {
    const labels = readLabels(read(LABELER), LABELER, 'probability-labels-en.txt');
    const model = jsonOf(convertTflite(read(LABELER), { name: LABELER, labels }));
    expect(model.userDefinedMetadata?.labels).toEqual(labels);
    const weights = model.weightsManifest[0]?.weights ?? [];
    expect(
      weights.find((weight) => weight.shape.join() === '1024,631')?.quantization,
    ).toBeDefined();
  });
});

describe.skipIf(!hasMirror)('convertTflite on DeepLab', () => {
  const convert = (inputSide: number) =>
    convertTflite(read(DEEPLAB), { name: DEEPLAB, stopBefore: 'ResizeBilinear_2', inputSide });

  it('dilates its convolutions where TFLite cuts tensors into blocks', () => {
    const nodes = jsonOf(convert(321)).modelTopology.node;
    expect(nodes.filter((node) => /Batch/.test(node.op))).toEqual([]);
    const dilations = nodes
      .filter((node) => node.op === 'FusedDepthwiseConv2dNative')
      .map((node) => v.parse(Ints, node.attr.dilations).list.i.join());
    expect(dilations.filter((one) => one === '1,2,2,1')).toHaveLength(7);
    expect(dilations.filter((one) => one === '1,4,4,1')).toHaveLength(3);
    expect(dilations.filter((one) => one === '1,1,1,1')).toHaveLength(9);
  });

  it('pools and enlarges to the grids of the wanted input', () => {
    const model = jsonOf(convert(321));
    const [input] = Object.values(model.signature?.inputs ?? {});
    expect(input?.tensorShape?.dim.map((dim) => dim.size)).toEqual(['-1', '321', '321', '3']);
    const pool = model.modelTopology.node.find((node) => node.op === 'AvgPool');
    expect(v.parse(Ints, pool?.attr.ksize).list.i).toEqual(['1', '41', '41', '1']);
  });

  it('keeps every signed byte as an unsigned one', () => {
    const weights = jsonOf(convert(321)).weightsManifest[0]?.weights ?? [];
    const large = weights.filter((weight) => weight.shape.reduce((a, b) => a * b, 1) > 1024);
    expect(large.map((weight) => weight.quantization?.dtype)).toEqual(large.map(() => 'uint8'));
  });

  it('refuses an input whose grids would not be whole', () => {
    expect(() => convert(320)).toThrow(/no input side 320/);
  });
});
