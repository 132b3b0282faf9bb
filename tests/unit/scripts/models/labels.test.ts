import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ModelError } from '../../../../scripts/models/error.ts';
import { readLabels } from '../../../../scripts/models/labels.ts';
import { ROOT } from '../../../../scripts/models/paths.ts';

const MIRROR = join(ROOT, '../shared/models');
const LABELER = 'object_labeler.tflite';
const ENTRY = 'probability-labels-en.txt';
const hasMirror = existsSync(join(MIRROR, LABELER));
const read = (name: string) => readFileSync(join(MIRROR, name));

describe('readLabels', () => {
  it('takes one label a line, with or without an end to the last', () => {
    const labels = ['bed', 'coffee table'];
    expect(readLabels(Buffer.from('bed\ncoffee table'), 'x')).toEqual(labels);
    expect(readLabels(Buffer.from('bed\r\ncoffee table\r\n'), 'x')).toEqual(labels);
  });

  it.skipIf(!hasMirror)('finds the 631 labels in the archive behind a model', () => {
    const labels = readLabels(read(LABELER), LABELER, ENTRY);
    expect(labels).toHaveLength(631);
    expect(labels).toEqual(readLabels(read('object_labeler.labels.txt'), 'x'));
  });

  it.skipIf(!hasMirror)('refuses an entry that is not there', () => {
    expect(() => readLabels(read(LABELER), LABELER, 'labels.txt')).toThrow(
      /^object_labeler\.tflite holds no uncompressed labels\.txt \(not listed\)/,
    );
  });

  it.skipIf(!hasMirror)('ends in a ModelError whatever byte of the archive is cut off', () => {
    const whole = read(LABELER);
    for (const cut of [1, 22, 100, 200, 5_000]) {
      const bytes = whole.subarray(0, whole.length - cut);
      expect(() => readLabels(bytes, LABELER, ENTRY)).toThrow(ModelError);
    }
  });

  it('refuses a file that is no archive', () => {
    expect(() => readLabels(new Uint8Array(), 'x', 'y')).toThrow(ModelError);
    expect(() => readLabels(Buffer.alloc(70_000), 'x', 'y')).toThrow(/no zip archive/);
  });
});
