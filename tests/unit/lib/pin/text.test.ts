import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanInterests, cleanText } from '../../../../lib/pin/text.ts';

describe('cleanText', () => {
  it('makes one line of what is said', () => {
    expect(cleanText('  A chair,\n\n  and\ta\u00a0lamp ', 100)).toBe('A chair, and a lamp');
  });

  it.each([[' '], [''], ['\u0000\u0007'], [null], [undefined], [42], [{}]])(
    'finds nothing said in %j',
    (value) => {
      expect(cleanText(value, 100)).toBeNull();
    },
  );

  it('drops control characters and marks that turn the reading direction', () => {
    expect(cleanText('a\u0000b\u202Ec \u0007 d\u2066', 100)).toBe('abc d');
  });

  it('keeps emoji and scripts whole', () => {
    expect(cleanText('फोटोग्राफी 101 👩‍👩‍👧', 100)).toBe('फोटोग्राफी 101 👩‍👩‍👧');
    expect(cleanText('👗'.repeat(9), 4)).toBe('👗👗👗👗');
  });

  it('leaves markup as text', () => {
    expect(cleanText('<img src=x onerror=alert(1)>', 100)).toBe('<img src=x onerror=alert(1)>');
  });

  it('never gives more than the limit, nor a lone surrogate', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.integer({ min: 1, max: 50 }),
        (text, limit) => {
          const line = cleanText(text, limit);
          expect([...(line ?? '')].length).toBeLessThanOrEqual(limit);
          expect(line ?? '').not.toMatch(/\p{Cs}|\p{Cc}/u);
        },
      ),
    );
  });
});

describe('cleanInterests', () => {
  it('names each once and skips what is no text', () => {
    expect(cleanInterests(['Chairs', ' Chairs ', '', null, 7, 'Lamps'])).toEqual([
      'Chairs',
      'Lamps',
    ]);
  });
});
