import * as v from 'valibot';
import { field } from './field.ts';
import type { Renditions } from './images.ts';
import { camelKeys, isRecord, stringAt } from './json.ts';
import { mergePictures, type Picture, picturesIn } from './pictures.ts';
import type { Pin, PinProduct } from './pin.ts';
import { productOf } from './product.ts';
import { NOT_FOUND_TYPE, VIDEO_BLOCK, VIDEO_BLOCK_TYPE } from './selectors.ts';
import { cleanInterests, cleanText, decodeEntities, TEXT_LIMITS } from './text.ts';

/** What the page's data scripts say of one pin; `null` and empty where they say nothing. */
export interface EmbeddedPin {
  kind: Pin['kind'] | null;
  title: string | null;
  description: string | null;
  altText: string | null;
  interests: string[];
  board: string | null;
  /** Where the pin leads to, http or https. */
  link: string | null;
  product: PinProduct | null;
  /** The main picture; for a video or an idea its cover. */
  images: Renditions;
  /** md5 of the main picture. */
  signature: string | null;
  /** The main picture, then the slots of a carousel and the pages of an idea, in their order. */
  pictures: readonly Picture[];
  /** md5 of every picture that has one, in the same order. */
  signatures: string[];
  /** The kind of script that each field came from. */
  provenance: Partial<Record<keyof EmbeddedPin, StateSource>>;
}

export type StateSource = 'redux' | 'relay' | 'resource';

/** What one script says of the pin, as it says it; several may each say a part. */
export interface StatePart {
  source: StateSource;
  pin: unknown;
}

/** Deep enough for the image of a block of a page of an idea. */
const DEPTH = 9;

/** A list of which each item is taken or left by itself. */
function list<const Schema extends v.GenericSchema>(item: Schema) {
  return field(v.array(v.fallback(v.nullable(item), null)));
}

const Text = field(v.string());
const Unknowns = v.record(v.string(), v.unknown());
const NamedSchema = v.object({ name: Text });
const BlockSchema = v.object({ __typename: Text, type: Text, blockType: field(v.number()) });

/** A pin in camelCase, of whichever script. */
const PinStateSchema = v.object({
  __typename: Text,
  title: Text,
  gridTitle: Text,
  closeupUnifiedTitle: Text,
  unauthOnPageTitle: Text,
  closeupUnifiedDescription: Text,
  closeupDescription: Text,
  unauthOnPageDescription: Text,
  closeupUserNote: Text,
  description: Text,
  gridDescription: Text,
  altText: Text,
  autoAltText: Text,
  seoAltText: Text,
  link: Text,
  imageSignature: field(v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/))),
  isVideo: field(v.boolean()),
  videos: field(v.object({ videoList: field(Unknowns) })),
  board: field(NamedSchema),
  pinJoin: field(
    v.object({
      visualAnnotation: list(v.union([v.string(), NamedSchema])),
      annotationsWithLinks: field(Unknowns),
      annotationsWithLinksArray: list(NamedSchema),
    }),
  ),
  carouselData: field(v.object({ carouselSlots: list(Unknowns) })),
  storyPinData: field(
    v.object({
      pages: list(v.object({ blocks: list(BlockSchema) })),
      pageCount: field(v.number()),
      metadata: field(v.object({ pinTitle: Text })),
    }),
  ),
});
type PinState = v.InferOutput<typeof PinStateSchema>;

/** Where a pin has more pictures than its main one. */
const MorePicturesSchema = v.object({
  carouselData: field(v.object({ carouselSlots: list(Unknowns) })),
  storyPinData: field(v.object({ pages: list(Unknowns) })),
});
const BlocksSchema = v.object({ blocks: list(Unknowns) });

/** A part once it is parsed. */
interface ParsedPart {
  source: StateSource;
  state: PinState;
  product: PinProduct | null;
  mains: Picture[];
  others: Picture[];
}

/**
 * Parts as one pin. Of each field the best-named value of any part, then the first part's: an
 * `altText` that comes late goes before an `autoAltText` that came early. Never throws.
 */
export function mergeParts(parts: readonly StatePart[]): EmbeddedPin {
  const provenance: EmbeddedPin['provenance'] = {};
  const parsed = parts.map(parsePart);

  /** The first of the readings, each tried on every part, that says something. */
  const pick = <Value>(
    key: keyof EmbeddedPin,
    readings: readonly ((part: ParsedPart) => Value | null)[],
  ): Value | null => {
    for (const read of readings) {
      for (const part of parsed) {
        const value = read(part);
        if (value === null || (Array.isArray(value) && value.length === 0)) continue;
        provenance[key] = part.source;
        return value;
      }
    }
    return null;
  };
  const text = (limit: number, ...keys: readonly TextKey[]) =>
    keys.map(
      (key) =>
        ({ state }: ParsedPart) =>
          line(state[key], limit),
    );

  const { title, description, altText } = TEXT_LIMITS;
  const signature = pick('signature', [({ state }) => state.imageSignature]);
  const mains = mergePictures(parsed.flatMap((part) => part.mains));
  pick('images', [(part) => part.mains]);
  const main =
    mains.find((picture) => signature !== null && picture.signature === signature) ?? mains[0];
  const pictures = mergePictures([
    ...(main ? [main] : []),
    ...parsed.flatMap(({ others }) => others),
    ...mains,
  ]);
  return {
    kind: pick('kind', KINDS_BY_EVIDENCE),
    title: pick('title', [
      // Not seoTitle: like og:title it often describes another pin with the same picture [V].
      ...text(title, 'title', 'gridTitle', 'closeupUnifiedTitle'),
      ({ state }) => line(state.storyPinData?.metadata?.pinTitle, title),
      ...text(title, 'unauthOnPageTitle'),
    ]),
    description: pick(
      'description',
      text(
        description,
        'closeupUnifiedDescription',
        'description',
        'unauthOnPageDescription',
        'closeupDescription',
        'closeupUserNote',
        'gridDescription',
      ),
    ),
    altText: pick('altText', text(altText, 'altText', 'autoAltText', 'seoAltText')),
    interests: pick('interests', INTERESTS) ?? [],
    board: pick('board', [({ state }) => line(state.board?.name, TEXT_LIMITS.board)]),
    link: pick('link', [({ state }) => webLink(state.link)]),
    product: pick('product', [
      ({ product }) => (product?.price == null ? null : product),
      ({ product }) => product,
    ]),
    images: main?.images ?? {},
    signature: signature ?? main?.signature ?? null,
    pictures,
    signatures: [
      ...new Set(
        [signature, ...pictures.map((picture) => picture.signature)].filter((md5) => md5 !== null),
      ),
    ],
    provenance,
  };
}

type TextKey = {
  [Key in keyof PinState]: PinState[Key] extends string | null ? Key : never;
}[keyof PinState];

/**
 * What a pin is, the surest evidence first. Any part that has it decides: a pin that one script
 * calls a video is one, whatever another leaves out.
 */
const KINDS_BY_EVIDENCE: readonly ((part: ParsedPart) => Pin['kind'] | null)[] = [
  // Since 2023 a plain picture or video may be stored as an idea of one page.
  ({ state: { storyPinData } }) =>
    Math.max(present(storyPinData?.pages).length, storyPinData?.pageCount ?? 0) > 1 ? 'idea' : null,
  ({ state: { carouselData } }) =>
    present(carouselData?.carouselSlots).length > 1 ? 'carousel' : null,
  ({ state }) => (isVideo(state) ? 'video' : null),
  ({ state }) => (state.__typename === NOT_FOUND_TYPE ? null : 'image'),
  () => 'not-found',
];

const INTERESTS: readonly ((part: ParsedPart) => string[])[] = [
  ({ state: { pinJoin } }) => names(present(pinJoin?.visualAnnotation)),
  ({ state: { pinJoin } }) => names(present(pinJoin?.annotationsWithLinksArray)),
  ({ state: { pinJoin } }) => names(Object.values(pinJoin?.annotationsWithLinks ?? {})),
];

function parsePart({ source, pin }: StatePart): ParsedPart {
  const raw = camelKeys(pin, DEPTH);
  const fields = isRecord(raw) ? raw : {};
  const { carouselData, storyPinData } = v.parse(MorePicturesSchema, fields);
  const pages = present(storyPinData?.pages);
  return {
    source,
    state: v.parse(PinStateSchema, fields),
    product: productOf(fields),
    mains: picturesIn(fields),
    others: [
      ...present(carouselData?.carouselSlots),
      ...pages.flatMap((page) => [page, ...present(v.parse(BlocksSchema, page).blocks)]),
    ].flatMap(picturesIn),
  };
}

function isVideo({ isVideo: flag, videos, storyPinData }: PinState): boolean {
  const [page] = present(storyPinData?.pages);
  const plays = present(page?.blocks).some(
    ({ __typename, type, blockType }) =>
      VIDEO_BLOCK.test(__typename ?? type ?? '') || blockType === VIDEO_BLOCK_TYPE,
  );
  return flag === true || plays || Object.keys(videos?.videoList ?? {}).length > 0;
}

function names(annotations: readonly unknown[]): string[] {
  return cleanInterests(
    annotations.map((annotation) =>
      decodeEntities(
        typeof annotation === 'string' ? annotation : (stringAt(annotation, 'name') ?? null),
      ),
    ),
  );
}

function line(value: string | null | undefined, limit: number): string | null {
  return cleanText(decodeEntities(value?.slice(0, limit * 8) ?? null), limit);
}

/** A link out of Pinterest as the page gives it; `null` unless it is http or https. */
export function webLink(value: string | null): string | null {
  if (value === null || value.length > 2048 || !URL.canParse(value)) return null;
  const url = new URL(value);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
}

function present<Item>(items: readonly (Item | null)[] | null | undefined): Item[] {
  return (items ?? []).filter((item) => item !== null);
}
