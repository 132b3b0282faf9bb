import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  boardCsv,
  exportBoard,
  importBoard,
} from '../../../../../lib/board/insights/board-file.ts';
import { entriesOf } from '../../../support/boards.ts';
import { readCsv } from '../../../support/csv.ts';

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
