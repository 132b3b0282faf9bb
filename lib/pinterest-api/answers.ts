import * as v from 'valibot';
import { field } from '../pin/field.ts';
import { imageLadder, isWholePicture, pinimgUrl, sizeOf, unmeasured } from '../pin/images.ts';
import type { Pin, PinImage } from '../pin/pin.ts';
import { webLink } from '../pin/pin-state.ts';
import { cleanText, decodeEntities, TEXT_LIMITS } from '../pin/text.ts';
import { canonicalPinUrl } from '../pin/url.ts';

/**
 * What Pinterest's API v5 answers, by its published description (OpenAPI, as of 2025): `Paginated`
 * lists of `Board` and `Pin`. Of a member that does not fit only what Magpie cannot do without is
 * missed; the rest is read.
 */

/** One page of a list; a null bookmark ends it. */
export interface ApiPart<Item> {
  items: Item[];
  bookmark: string | null;
}

/** A board of the user's. */
export const ApiBoardSchema = v.object({
  id: v.pipe(v.string(), v.regex(/^\d{1,30}$/)),
  name: v.string(),
  /** How many pins it has; null where the API does not say. */
  pinCount: v.nullable(v.number()),
});
export type ApiBoard = v.InferOutput<typeof ApiBoardSchema>;

const LONGEST_BOOKMARK = 10_000;

/** As many items as the API puts into one page at most. */
const MOST_ITEMS = 250;

const Text = field(v.string());
const Pixels = field(v.pipe(v.number(), v.integer(), v.minValue(1)));
const ImagesSchema = field(
  v.record(v.string(), field(v.object({ url: v.string(), width: Pixels, height: Pixels }))),
);

const PartSchema = v.object({
  items: v.pipe(
    v.array(v.unknown()),
    v.transform((items) => items.slice(0, MOST_ITEMS)),
  ),
  bookmark: field(v.pipe(v.string(), v.minLength(1), v.maxLength(LONGEST_BOOKMARK))),
});

const BoardSchema = v.object({
  id: ApiBoardSchema.entries.id,
  name: v.string(),
  pin_count: field(v.pipe(v.number(), v.integer(), v.minValue(0))),
});

/** A picture, or of a video its cover. */
const PictureSchema = v.object({ images: ImagesSchema, cover_image_url: Text });

const PinSchema = v.object({
  id: ApiBoardSchema.entries.id,
  title: Text,
  description: Text,
  alt_text: Text,
  link: Text,
  media: field(
    v.object({
      media_type: Text,
      ...PictureSchema.entries,
      /** Of a carousel its slides, in their order. */
      items: field(v.array(field(PictureSchema))),
    }),
  ),
});
type ApiPin = v.InferOutput<typeof PinSchema>;

/** What the answer of a list holds; null where it is no such answer. Never throws. */
export function readPart<Item>(
  answer: unknown,
  read: (item: unknown) => Item | null,
): ApiPart<Item> | null {
  const part = v.safeParse(PartSchema, answer);
  if (!part.success) return null;
  const { items, bookmark } = part.output;
  return { items: items.map(read).filter((item) => item !== null), bookmark };
}

/** A `Board` of the API; null where it is none, or has no name. Never throws. */
export function readBoard(value: unknown): ApiBoard | null {
  const board = v.safeParse(BoardSchema, value);
  const name = board.success ? cleanText(board.output.name, TEXT_LIMITS.board) : null;
  if (!board.success || name === null) return null;
  return { id: board.output.id, name, pinCount: board.output.pin_count };
}

/**
 * A `Pin` of the API as Magpie's; null where it is none. Never throws.
 *
 * @param board the name of the board that it is on
 */
export function readPin(value: unknown, board: string): Pin | null {
  const parsed = v.safeParse(PinSchema, value);
  if (!parsed.success) return null;
  const { id, title, description, alt_text: altText, link, media } = parsed.output;
  const [image = null, ...fallbackImages] = picturesOf(media);
  const said = {
    title: line(title, TEXT_LIMITS.title),
    description: line(description, TEXT_LIMITS.description),
    altText: line(altText, TEXT_LIMITS.altText),
    board: cleanText(board, TEXT_LIMITS.board),
    link: webLink(link),
    image,
  };
  const told = Object.entries(said).filter(([, value]) => value !== null);
  return {
    id,
    url: canonicalPinUrl(id),
    kind: kindOf(media),
    ...said,
    interests: [],
    product: null,
    fallbackImages,
    provenance: Object.fromEntries([['kind', 'api'], ...told.map(([key]) => [key, 'api'])]),
  };
}

/** Types other than `image` and `video` begin with `multiple_` and hold what they are made of. */
function kindOf(media: ApiPin['media']): Pin['kind'] {
  if (media?.media_type === 'video') return 'video';
  return (media?.items?.length ?? 0) > 1 ? 'carousel' : 'image';
}

/** The addresses of the main picture: of a carousel the first slide's, of a video its cover's. */
function picturesOf(media: ApiPin['media']): PinImage[] {
  const holders = media ? [media, ...(media.items ?? [])] : [];
  return holders.map((holder) => (holder ? ladderOf(holder) : [])).find(isFilled) ?? [];
}

/**
 * The addresses to try, the best first: as everywhere 736x, which the API does not name, then what
 * it names (600x, 1200x), then the other sizes that Pinterest makes. Where it names crops only
 * (150x150, 400x300), the whole picture is derived from their address.
 */
function ladderOf({ images, cover_image_url: cover }: v.InferOutput<typeof PictureSchema>) {
  const named = Object.values(images ?? {}).flatMap((image) => {
    const url = pinimgUrl(image?.url);
    return image && url !== null ? [{ ...image, url }] : [];
  });
  const coverUrl = pinimgUrl(cover);
  const covers = coverUrl === null ? [] : [unmeasured(coverUrl)];
  const whole = named.filter(({ url }) => isWholePicture(url));
  const renditions: Record<string, PinImage> = {};
  for (const image of whole) {
    const size = sizeOf(image.url);
    if (size !== null) renditions[size === 'originals' ? 'orig' : size] = image;
  }
  const cropped = [...covers, ...named].find(({ url }) => sizeOf(url) !== null);
  if (whole.length === 0 && cropped) renditions['736x'] = unmeasured(wholeUrl(cropped.url));
  const { orig: _, ...sizes } = renditions;
  const [best, ...lesser] = imageLadder(renditions, null);
  return distinct([...(best ? [best] : []), ...Object.values(sizes), ...covers, ...lesser]);
}

function wholeUrl(url: string): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname.replace(/^\/[^/]+\//, '/736x/')}`;
}

function distinct(images: readonly PinImage[]): PinImage[] {
  return [...new Map(images.map((image) => [image.url, image])).values()];
}

function isFilled<Item>(list: readonly Item[]): boolean {
  return list.length > 0;
}

function line(value: string | null, limit: number): string | null {
  return cleanText(decodeEntities(value?.slice(0, limit * 8) ?? null), limit);
}
