import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCsv } from '../../../lib/csv.ts';
import { readCsv } from '../support/csv.ts';

describe('CSV', () => {
  it.each(['=1+1', '+cmd', '-cmd', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1', '\u00a0=1'])(
    'gives a spreadsheet no formula: %j',
    (text) => {
      const [[cell] = []] = readCsv(toCsv([[text, 'x']]));
      expect(cell).toBe(`'${text}`);
    },
  );

  it('leaves numbers as they are', () => {
    expect(toCsv([[-1.5, '-2', null, Number.NaN]])).toBe('\uFEFF-1.5,-2,,\r\n');
  });

  it('gives back what was written, whatever that is', () => {
    const text = fc.string({ unit: 'grapheme' }).filter((each) => !each.includes('\0'));
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { minLength: 1 }), (rows) => {
        const filled = rows.map(([a, b]) => [`a${a}`, `b${b}`]);
        expect(readCsv(toCsv(filled))).toEqual(filled);
      }),
    );
  });
});
