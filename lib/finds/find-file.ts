import * as v from 'valibot';
import { fromBase64, toBase64 } from '../base64.ts';
import { toCsv } from '../csv.ts';
import { type NoSuchFile, readJsonFile } from '../json-file.ts';
import type { KeptFind } from './find-store.ts';
import { CROP_TYPES, type Crop, MAX_CROP_BYTES, SavedFindSchema } from './saved-find.ts';

/** What every file of finds begins with. */
const FORMAT = 'magpie-finds';

/** Raised when a file of the former version could not be read any more. */
const VERSION = 1;

/** The most finds of a file, and its length in characters: far above what Magpie writes. */
const MOST_FINDS = 20_000;
export const LONGEST_FILE = 450_000_000;

const DATA_URL = new RegExp(`^data:(${CROP_TYPES.join('|')});base64,([A-Za-z0-9+/]*={0,2})$`);

/** How the files of pictures begin, so that nothing else is kept as one. */
const SIGNATURES: Readonly<Record<Crop['type'], RegExp>> = {
  'image/jpeg': /^\xFF\xD8\xFF/,
  'image/png': /^\x89PNG\r\n/,
  'image/webp': /^RIFF[\s\S]{4}WEBP/,
};

const CropUrlSchema = v.pipe(
  v.string(),
  v.maxLength(Math.ceil((MAX_CROP_BYTES * 4) / 3) + 64),
  v.check((url) => cropOf(url) !== null, 'not a small picture'),
);

/** A find of a file. The shape is described in docs/finds-file.md. */
const FileFindSchema = v.object({
  ...SavedFindSchema.entries,
  /** A data URL. */
  crop: v.nullable(CropUrlSchema),
});

const FileSchema = v.object({
  format: v.literal(FORMAT),
  version: v.literal(VERSION),
  /** ISO 8601. */
  exportedAt: v.pipe(v.string(), v.isoTimestamp()),
  finds: v.pipe(v.array(FileFindSchema), v.maxLength(MOST_FINDS)),
});

/**
 * Finds as JSON, in parts, since all of it may be too long for one string.
 *
 * @param kept in the order in which they are written
 */
export async function exportFinds(kept: AsyncIterable<KeptFind>, now: Date): Promise<string[]> {
  const head = { format: FORMAT, version: VERSION, exportedAt: now.toISOString() };
  const parts = [`${JSON.stringify(head).slice(0, -1)},"finds":[`];
  let isFirst = true;
  for await (const { find, crop } of kept) {
    const entry = { ...find, crop: crop && urlOf(crop) };
    parts.push(`${isFirst ? '' : ','}\n${JSON.stringify(entry)}`);
    isFirst = false;
  }
  parts.push('\n]}\n');
  return parts;
}

/** Why a file is not taken. Of a damaged one, `at` says which find is the first that makes no sense. */
export type FileFault =
  | { reason: NoSuchFile }
  | { reason: 'damaged'; at: number | null; what: string };

/** What became of a file: its finds, to be handed to `keptFindOf` one by one, or why it is none. */
export type ReadFinds = { ok: true; finds: unknown[] } | ({ ok: false } & FileFault);

/** Reads what {@link exportFinds} wrote. A find that is there twice is taken once. Never throws. */
export function readFindsFile(text: string): ReadFinds {
  const read = readJsonFile(text, { format: FORMAT, version: VERSION, longest: LONGEST_FILE });
  if (!read.ok) return read;
  const file = v.safeParse(FileSchema, read.json, { abortEarly: true });
  if (!file.success) {
    const [, index] = file.issues[0].path ?? [];
    return {
      ok: false,
      reason: 'damaged',
      at: typeof index?.key === 'number' ? index.key + 1 : null,
      what: v.getDotPath(file.issues[0])?.replace(/^finds\.\d+\.?/, '') || 'finds',
    };
  }
  return {
    ok: true,
    finds: [...new Map(file.output.finds.map((find) => [find.id, find])).values()],
  };
}

/** A find of a file as it is kept. @throws ValiError where it makes no sense */
export function keptFindOf(entry: unknown): KeptFind {
  const { crop, ...find } = v.parse(FileFindSchema, entry);
  return { find, crop: crop === null ? null : cropOf(crop) };
}

function urlOf({ type, bytes }: Crop): string {
  return `data:${type};base64,${toBase64(bytes)}`;
}

function cropOf(url: string): Crop | null {
  const [, named, base64 = ''] = DATA_URL.exec(url) ?? [];
  const type = CROP_TYPES.find((known) => known === named);
  if (!type) return null;
  const bytes = fromBase64(base64);
  if (!bytes || bytes.length > MAX_CROP_BYTES) return null;
  const start = String.fromCharCode(...bytes.subarray(0, 16));
  return SIGNATURES[type].test(start) ? { type, bytes } : null;
}

/** The columns of the CSV, in their order; new ones only ever come at the end. */
const COLUMNS = [
  'id',
  'saved_at',
  'object',
  'seen',
  'color',
  'color_hex',
  'colors',
  'material',
  'query',
  'query_language',
  'shops',
  'pin_url',
  'title',
  'board',
  'image_url',
  'note',
] as const;

/** Finds as CSV: a row for each, in their order. */
export function findsCsv(finds: readonly KeptFind['find'][]): string {
  const rows = finds.map(({ id, savedAt, find, query, shops, pin, image, note }) => {
    const { noun, object, terms } = find;
    const colors = object?.colors ?? [];
    const said = (role: string) => terms.find((term) => term.role === role)?.value ?? null;
    return [
      id,
      savedAt,
      noun,
      object ? 'yes' : 'no',
      colors[0]?.name ?? said('color'),
      colors[0]?.hex ?? null,
      colors.map(({ name, hex }) => `${name} ${hex}`).join('; '),
      said('material') ?? object?.material ?? null,
      query.text,
      query.language,
      shops.map(({ name, href }) => `${name} ${href}`).join('; '),
      pin?.url ?? null,
      pin?.title ?? null,
      pin?.board ?? null,
      image.url,
      note,
    ];
  });
  return toCsv([COLUMNS, ...rows]);
}
