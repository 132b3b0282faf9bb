import * as v from 'valibot';
import { correctionsKey } from '../corrections.ts';
import { FindSchema } from '../find.ts';
import { pinimgUrl } from '../pin/images.ts';
import { pinIdFromUrl } from '../pin/url.ts';
import { OPTIONAL_ROLES } from '../query/roles.ts';
import { QUERY_LANGUAGES, QUERY_ROLES } from '../query/translate.ts';

/** The most characters of a note. */
export const LONGEST_NOTE = 2_000;

const Words = v.pipe(v.string(), v.maxLength(300));
const Pixels = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000));

const WebAddress = v.pipe(
  v.string(),
  v.maxLength(4_000),
  v.check((url) => {
    const { protocol, username, password } = URL.parse(url) ?? {};
    return protocol === 'https:' && username === '' && password === '';
  }, 'not a plain https address'),
);

/** The words of a search as the shopper left them; what `QueryEdit` is. */
const QueryEditSchema = v.object({
  on: v.object(v.entriesFromList(OPTIONAL_ROLES, v.exactOptional(v.boolean()))),
  values: v.object(v.entriesFromList(QUERY_ROLES, v.exactOptional(Words))),
  text: v.nullable(Words),
});

/** A search as it was when the find was saved. */
export const SavedQuerySchema = v.object({
  /** What the first shop was to be searched for, and in which language. */
  text: Words,
  language: v.picklist(QUERY_LANGUAGES),
  edit: QueryEditSchema,
});

/** A search at a shop as it was when the find was saved. */
export const SavedShopSchema = v.object({
  id: v.pipe(v.string(), v.maxLength(60)),
  name: v.pipe(v.string(), v.maxLength(100)),
  /** Null for a search by picture. */
  text: v.nullable(Words),
  href: WebAddress,
});

/** At most the shops of ours and of the user's own. */
export const SavedShopsSchema = v.pipe(v.array(SavedShopSchema), v.maxLength(60));

/** Where a find was saved. */
const SavedPinSchema = v.pipe(
  v.object({
    id: v.pipe(v.string(), v.maxLength(200)),
    url: WebAddress,
    title: v.nullable(Words),
    board: v.nullable(Words),
  }),
  v.check(({ id, url }) => pinIdFromUrl(url) === id, 'not the address of the pin'),
);

/** The picture that a find is in. Its size is that of the analysis, in pixels. */
const SavedImageSchema = v.object({
  url: v.pipe(
    v.string(),
    v.check((url) => pinimgUrl(url) === url, 'not a picture of Pinterest'),
  ),
  width: Pixels,
  height: Pixels,
});

/** A find that the user keeps. Its crop lies beside it. */
export const SavedFindSchema = v.object({
  /** Of pin, picture, place and noun: the same find has the same id on every machine. */
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(2_000)),
  /** In UTC, so that the order of the texts is that of the times. */
  savedAt: v.pipe(
    v.string(),
    v.isoTimestamp(),
    v.check((time) => !Number.isNaN(Date.parse(time)), 'not a time'),
    v.transform((time) => new Date(time).toISOString()),
  ),
  /** The noun as corrected, what was seen (null for what only words name), and the pin's words. */
  find: FindSchema,
  query: SavedQuerySchema,
  shops: SavedShopsSchema,
  /** Null for a picture that the user picked. */
  pin: v.nullable(SavedPinSchema),
  image: SavedImageSchema,
  note: v.pipe(v.string(), v.maxLength(LONGEST_NOTE)),
});
export type SavedFind = v.InferOutput<typeof SavedFindSchema>;

/** The pictures that crops are kept as. */
export const CROP_TYPES = ['image/jpeg', 'image/webp', 'image/png'] as const;

/** More bytes than this are no crop of at most 320 pixels. */
export const MAX_CROP_BYTES = 400_000;

/** A small picture of a find: the bytes of a file. */
export const CropSchema = v.object({
  type: v.picklist(CROP_TYPES),
  bytes: v.custom<Uint8Array<ArrayBuffer>>(
    (bytes) => bytes instanceof Uint8Array && bytes.length <= MAX_CROP_BYTES,
  ),
});
export type Crop = v.InferOutput<typeof CropSchema>;

/** Which pin and picture a saved find is of: its `correctionsKey`. */
export function subjectOf({ pin, image }: Pick<SavedFind, 'pin' | 'image'>): string {
  return correctionsKey(pin?.id ?? null, image.url);
}

/** The id of a find that was not saved before. */
export function newIdOf(
  subject: string,
  { noun, object }: Pick<SavedFind['find'], 'noun' | 'object'>,
): string {
  const { x, y, width, height } = object?.box ?? { x: 0, y: 0, width: 0, height: 0 };
  const place = [x, y, width, height].map((side) => side.toFixed(3)).join(' ');
  return `${subject} ${place} ${noun}`;
}
