import { describe, expect, it } from 'vitest';
import { cleanQuery } from '../../../../lib/query/clean-text.ts';

describe('cleanQuery', () => {
  it.each([
    ['turns the direction', 'a\u202Eb\u2066c\u200Fd\u061Ce', 'abcde'],
    ['controls', 'a\u0000b\u001Bc\nd', 'abc d'],
    ['is half a character', 'a\uD800b', 'ab'],
    ['is only space', ' \t\n ', ''],
  ])('takes out what %s', (_, text, clean) => {
    expect(cleanQuery(text)).toBe(clean);
  });

  it('keeps every script, joined emoji, quotes and ampersands', () => {
    const text = '24" salt & pepper – マスタード色の椅子 👩‍👩‍👧';
    expect(cleanQuery(text)).toBe(text);
  });

  it('keeps 300 characters', () => {
    expect(cleanQuery('x'.repeat(300))).toHaveLength(300);
    expect(cleanQuery('x'.repeat(3000))).toHaveLength(300);
  });
});
