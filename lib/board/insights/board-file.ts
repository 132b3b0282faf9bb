import * as v from 'valibot';
import { toCsv } from '../../csv.ts';
import { type NoSuchFile, readJsonFile } from '../../json-file.ts';
import { pinimgUrl } from '../../pin/images.ts';
import { PinSchema } from '../../pin/pin.ts';
import { pinIdFromUrl } from '../../pin/url.ts';
import { BoardPageSchema, boardKey } from '../board-page.ts';
import { PinLookSchema } from '../pin-look.ts';
import type { BoardEntry } from './board-entry.ts';

/** What every exported board begins with. */
const FORMAT = 'magpie-board';

/** Raised when a file of the former version could not be read any more. */
const VERSION = 1;

/** The most pins of a file, and its length in characters: far above what Magpie writes. */
const MOST_PINS = 5_000;
const LONGEST_FILE = 200_000_000;

/** Files are handed around: what a page of Magpie would link to or load must be what it seems. */
const SafePin = v.pipe(
  PinSchema,
  v.check(({ id, url }) => pinIdFromUrl(url) === id, 'not the address of the pin'),
  v.check(({ link }) => link === null || /^https?:\/\//i.test(link), 'not a link to the web'),
  v.check(
    ({ image, fallbackImages }) =>
      [...(image ? [image] : []), ...fallbackImages].every(({ url }) => pinimgUrl(url) !== null),
    'not a picture of Pinterest',
  ),
);

/** A board as it is exported. The shape is described in docs/board-file.md. */
const BoardFileSchema = v.object({
  format: v.literal(FORMAT),
  version: v.literal(VERSION),
  /** ISO 8601. */
  exportedAt: v.pipe(v.string(), v.isoTimestamp()),
  board: v.object({ page: BoardPageSchema, title: v.nullable(v.string()) }),
  pins: v.pipe(v.array(v.object({ pin: SafePin, look: PinLookSchema })), v.maxLength(MOST_PINS)),
});
export type BoardFile = v.InferOutput<typeof BoardFileSchema>;

/** A board with what was found in it, as JSON. */
export function exportBoard(
  board: BoardFile['board'],
  entries: readonly BoardEntry[],
  now: Date,
): string {
  const file: BoardFile = {
    format: FORMAT,
    version: VERSION,
    exportedAt: now.toISOString(),
    board,
    pins: entries.map(({ pin, look }) => ({ pin, look })),
  };
  return JSON.stringify(file, null, 1);
}

/** What became of a file: the board in it, or why it is none. */
export type ImportedBoard =
  | { ok: true; file: BoardFile; id: string }
  | { ok: false; reason: NoSuchFile | 'damaged' };

/** Reads what `exportBoard` wrote. Of a pin that is there twice the first is taken. Never throws. */
export function importBoard(text: string): ImportedBoard {
  const read = readJsonFile(text, { format: FORMAT, version: VERSION, longest: LONGEST_FILE });
  if (!read.ok) return read;
  const parsed = v.safeParse(BoardFileSchema, read.json);
  if (!parsed.success) return { ok: false, reason: 'damaged' };
  const pins = new Map<string, BoardFile['pins'][number]>();
  for (const each of parsed.output.pins) if (!pins.has(each.pin.id)) pins.set(each.pin.id, each);
  const file = { ...parsed.output, pins: [...pins.values()] };
  return { ok: true, file, id: boardKey(file.board.page) };
}

/** The columns of the CSV, in their order; new ones only ever come at the end. */
const COLUMNS = [
  'pin_id',
  'pin_url',
  'title',
  'image_url',
  'scene',
  'object',
  'seen',
  'confidence',
  'color',
  'color_hex',
  'material',
  'styles',
  'patterns',
] as const;

/** A board as CSV: a row for every find, and one for a pin without finds. */
export function boardCsv(entries: readonly BoardEntry[]): string {
  const rows = entries.flatMap(({ pin, look }) => {
    const ofPin = [pin.id, pin.url, pin.title, pin.image?.url ?? null, look.scene];
    const said = (role: string, terms = look.terms) => [
      ...new Set(terms.filter((term) => term.role === role).map(({ value }) => value)),
    ];
    const styles = [...new Set([...look.styles, ...said('style')])].join('; ');
    if (look.finds.length === 0) {
      return [[...ofPin, null, null, null, null, null, null, styles, null]];
    }
    return look.finds.map(({ noun, object, terms }) => {
      const [color] = object?.colors ?? [];
      return [
        ...ofPin,
        noun,
        object ? 'yes' : 'no',
        object ? Number(object.score.toFixed(3)) : null,
        color?.name ?? said('color', [...terms])[0] ?? null,
        color?.hex ?? null,
        said('material', [...terms])[0] ?? object?.material ?? null,
        styles,
        said('pattern', [...terms]).join('; '),
      ];
    });
  });
  return toCsv([COLUMNS, ...rows]);
}
