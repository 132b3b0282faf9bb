import { describe, expect, it } from 'vitest';
import {
  exportFinds,
  findsCsv,
  keptFindOf,
  readFindsFile,
} from '../../../../lib/finds/find-file.ts';
import type { KeptFind } from '../../../../lib/finds/find-store.ts';
import { JPEG, savedFind } from '../../support/finds.ts';

const NOW = new Date('2026-11-23T09:00:00.000Z');
const kept: KeptFind[] = [
  { find: savedFind({ note: 'for the hall' }), crop: { type: 'image/jpeg', bytes: JPEG } },
  { find: savedFind({ pin: null }, 'vase'), crop: null },
];

async function fileOf(finds: readonly KeptFind[]): Promise<string> {
  const each = async function* () {
    yield* finds;
  };
  return (await exportFinds(each(), NOW)).join('');
}

/** The file after a change to its first find. */
async function changed(change: object): Promise<string> {
  const file = JSON.parse(await fileOf(kept));
  Object.assign(file.finds[0], change);
  return JSON.stringify(file);
}

describe('a file of finds', () => {
  it('comes back as it went, crops included', async () => {
    const text = await fileOf(kept);
    expect(JSON.parse(text)).toMatchObject({
      format: 'magpie-finds',
      version: 1,
      exportedAt: NOW.toISOString(),
    });
    const read = readFindsFile(`\uFEFF${text}`);
    expect(read.ok && read.finds.map(keptFindOf)).toEqual(kept);
    const none = readFindsFile(await fileOf([]));
    expect(none).toEqual({ ok: true, finds: [] });
  });

  it('has each find once', async () => {
    const read = readFindsFile(await fileOf([...kept, ...kept]));
    expect(read.ok && read.finds).toHaveLength(2);
  });

  it.each([
    ['not-json', 'finds'],
    ['other-format', '[]'],
    ['other-format', '{"format":"magpie-board","version":1}'],
    ['other-version', '{"format":"magpie-finds","version":2}'],
  ])('is refused as %s: %s', (reason, text) => {
    expect(readFindsFile(text)).toMatchObject({ ok: false, reason });
  });

  it('is refused where its frame is damaged', () => {
    const text = JSON.stringify({ format: 'magpie-finds', version: 1, exportedAt: 'x', finds: [] });
    expect(readFindsFile(text)).toEqual({
      ok: false,
      reason: 'damaged',
      at: null,
      what: 'exportedAt',
    });
  });

  it.each<[string, object]>([
    ['savedAt', { savedAt: 'yesterday' }],
    ['find.noun', { find: { noun: 7, object: null, terms: [] } }],
    ['image.url', { image: { url: 'https://evil.example/a.jpg', width: 1, height: 1 } }],
    ['image.width', { image: { ...kept[0]?.find.image, width: -1 } }],
    ['shops.0.href', { shops: [{ id: 'x', name: 'X', text: 'a', href: 'javascript:alert(1)' }] }],
    [
      'shops.0.href',
      { shops: [{ id: 'x', name: 'X', text: 'a', href: 'https://a:b@c.example/' }] },
    ],
    ['pin', { pin: { ...kept[0]?.find.pin, url: 'https://www.pinterest.com/pin/1/' } }],
    ['pin', { pin: { ...kept[0]?.find.pin, url: 'https://evil.example/pin/260000000000000001/' } }],
    ['note', { note: 'x'.repeat(2_001) }],
    ['crop', { crop: 'data:image/svg+xml;base64,PHN2Zz4=' }],
    ['crop', { crop: 'data:image/jpeg;base64,PHN2Zz4=' }],
    ['crop', { crop: 'https://i.pinimg.com/736x/a.jpg' }],
    ['id', { id: '' }],
  ])('is refused, with the find and its part, where %s makes no sense', async (what, change) => {
    expect(readFindsFile(await changed(change))).toEqual({
      ok: false,
      reason: 'damaged',
      at: 1,
      what,
    });
  });

  it('of what came by a message is parsed again', () => {
    expect(() => keptFindOf({ ...savedFind(), crop: 'data:,x' })).toThrow();
    expect(() => keptFindOf({ crop: null })).toThrow();
  });
});

describe('finds as CSV', () => {
  it('have a row each, and no cell that a spreadsheet would run', () => {
    const csv = findsCsv([
      savedFind({ note: '=HYPERLINK("https://evil.example")' }),
      savedFind({ pin: null }, 'vase'),
    ]);
    const [head = '', first = '', second = ''] = csv.split('\r\n');
    expect(head).toMatch(/^\uFEFFid,saved_at,object,seen,color,/);
    expect(first).toContain(',armchair,yes,mustard,#e3ad1c,mustard #e3ad1c,,yellow armchair,en,');
    expect(first).toContain('Etsy https://www.etsy.com/search?q=yellow+armchair');
    expect(first).toContain(`"'=HYPERLINK(""https://evil.example"")"`);
    expect(second.split(',').slice(11, 14)).toEqual(['', '', '']);
  });
});
