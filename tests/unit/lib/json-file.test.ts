import { describe, expect, it } from 'vitest';
import { readJsonFile } from '../../../lib/json-file.ts';

const KIND = { format: 'magpie-test', version: 2, longest: 60 };

describe('readJsonFile', () => {
  it.each(['', '\uFEFF'])('reads a file that begins with %j', (start) => {
    const text = `${start}{"format":"magpie-test","version":2,"more":[1]}`;
    const json = { format: 'magpie-test', version: 2, more: [1] };
    expect(readJsonFile(text, KIND)).toEqual({ ok: true, json });
  });

  it.each([
    ['too-large', `"${'x'.repeat(60)}"`],
    ['not-json', '{"format":'],
    ['other-format', '{"format":"else","version":2}'],
    ['other-format', '[]'],
    ['other-format', '{"format":"magpie-test","version":"2"}'],
    ['other-version', '{"format":"magpie-test","version":3}'],
  ])('says %s of %s', (reason, text) => {
    expect(readJsonFile(text, KIND)).toEqual({ ok: false, reason });
  });
});
