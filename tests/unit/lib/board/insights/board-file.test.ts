import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  boardCsv,
  exportBoard,
  importBoard,
} from '../../../../../lib/board/insights/board-file.ts';
import { toCsv } from '../../../../../lib/board/insights/csv.ts';
import { entriesOf } from '../../../support/boards.ts';

const BOARD = {
  page: { kind: 'board', user: 'anna', slug: 'lamps' } as const,
  title: 'Lamps',
};
const NOW = new Date('2026-11-23T05:00:00Z');

const ENTRIES = entriesOf([
  {
    title: '=HYPERLINK("http://evil.example")',
    things: [{ noun: 'lamp', hex: '#d9a514', said: [['material', 'brass']] }],
    styles: ['boho', 'art deco'],
    scene: 'bedroom',
  },
  { title: 'Quote " and, comma' },
]);

/** Cells of a CSV, read by the rules of RFC 4180. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text
    .replace(/^\uFEFF/, '')
    .matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\r\n') rows.push([]);
    if (end === '') break;
  }
  return rows.filter((row) => row.length > 1 || row[0] !== '');
}

describe('CSV', () => {
  it('has a row for each find, under stable columns', () => {
    const [head, first, second] = readCsv(boardCsv(ENTRIES));
    expect(head?.join()).toBe(
      'pin_id,pin_url,title,image_url,scene,object,seen,confidence,color,color_hex,material,styles,patterns',
    );
    expect(first).toEqual([
      '1',
      'https://www.pinterest.com/pin/1/',
      `'=HYPERLINK("http://evil.example")`,
      'https://i.pinimg.com/736x/p0.jpg',
      'bedroom',
      'lamp',
      'yes',
      '0.9',
      expect.any(String),
      '#d9a514',
      'brass',
      'boho; art deco',
      '',
    ]);
    expect(second?.slice(0, 3)).toEqual(['2', expect.any(String), 'Quote " and, comma']);
  });

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

describe('the file of a board', () => {
  it('is read as it was written', () => {
    const text = exportBoard(BOARD, ENTRIES, NOW);
    expect(importBoard(text)).toEqual({
      ok: true,
      id: 'board /anna/lamps/',
      file: {
        format: 'magpie-board',
        version: 1,
        exportedAt: '2026-11-23T05:00:00.000Z',
        board: BOARD,
        pins: ENTRIES,
      },
    });
    expect(importBoard(`\uFEFF${text}`).ok).toBe(true);
  });

  const file = JSON.parse(exportBoard(BOARD, ENTRIES, NOW));
  const changed = (change: (copy: typeof file) => void) => {
    const copy = structuredClone(file);
    change(copy);
    return importBoard(JSON.stringify(copy));
  };

  it.each<[string, string, string]>([
    ['no JSON', '{', 'not-json'],
    ['of another program', '{"format":"other"}', 'other-format'],
    ['a list', '[]', 'other-format'],
    ['of a later version', JSON.stringify({ ...file, version: 2 }), 'other-version'],
    ['without pins', JSON.stringify({ ...file, pins: 3 }), 'damaged'],
  ])('is refused where it is %s', (_, text, reason) => {
    expect(importBoard(text)).toEqual({ ok: false, reason });
  });

  it('is refused where it leads or loads from elsewhere than it seems', () => {
    const reasonOf = (result: ReturnType<typeof importBoard>) => !result.ok && result.reason;
    expect(reasonOf(changed(({ pins }) => (pins[0].pin.link = 'javascript:alert(1)')))).toBe(
      'damaged',
    );
    expect(reasonOf(changed(({ pins }) => (pins[0].pin.url = 'https://evil.example/pin/1/')))).toBe(
      'damaged',
    );
    expect(
      reasonOf(changed(({ pins }) => (pins[0].pin.image.url = 'https://evil.example/a.jpg'))),
    ).toBe('damaged');
  });

  it('has each pin once', () => {
    const result = changed(({ pins }) => pins.push(pins[0]));
    expect(result.ok && result.file.pins.map(({ pin }) => pin.id)).toEqual(['1', '2']);
  });

  it('is told apart from anything else without throwing', () => {
    fc.assert(fc.property(fc.string(), (text) => void importBoard(text)));
    fc.assert(fc.property(fc.json(), (text) => importBoard(text).ok === false));
  });
});
