import * as v from 'valibot';
import { pinimgUrl, type Renditions, signatureOf } from './images.ts';
import type { Pin, PinImage } from './pin.ts';
import {
  COMPLETED_REQUEST_CALL,
  NOT_FOUND_TYPE,
  PIN_QUERIES,
  SIZE,
  SIZE_KEY,
  STATE_SCRIPTS,
  VIDEO_BLOCK,
  VIDEO_BLOCK_TYPE,
} from './selectors.ts';
import { cleanInterests, cleanText, TEXT_LIMITS } from './text.ts';

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
  images: Renditions;
  /** md5 of the pin's main picture. */
  signature: string | null;
  /** md5 of every picture of the pin: the main one, the slots of a carousel, the pages of an idea. */
  signatures: string[];
  /** The kind of script that each field came from. */
  provenance: Partial<Record<keyof EmbeddedPin, StateSource>>;
}

export type StateSource = 'redux' | 'relay' | 'resource';

/** What one script says of the pin; several may each say a part. */
interface Part {
  source: StateSource;
  pin: unknown;
}

/** No data script of Pinterest's comes near this many characters; a longer one is not worth the time. */
const LONGEST_SCRIPT = 8_000_000;

/** A pin that one script calls a video is one, whatever another leaves out. */
const KINDS = ['video', 'carousel', 'idea', 'image', 'not-found'] as const;

/**
 * What the page's data scripts say of the pin with this id. After a navigation within the page
 * they mostly describe the former pin, so only parts that name this id are taken.
 *
 * @returns null when no script speaks of this pin. Never throws, whatever the scripts hold.
 */
export function readEmbeddedState(document: Document, id: string): EmbeddedPin | null {
  const parts = [
    ...scripts(document, STATE_SCRIPTS.redux, id).flatMap((text) => reduxPart(text, id)),
    ...scripts(document, STATE_SCRIPTS.relayCompleted, id).flatMap((text) =>
      completedRequestPart(text, id),
    ),
    ...scripts(document, STATE_SCRIPTS.relayResponse, id).flatMap((text) => relayPart(text, id)),
    ...scripts(document, STATE_SCRIPTS.resource, id).flatMap((text) => resourcePart(text, id)),
  ];
  return parts.length === 0 ? null : merge(parts.map(understand));
}

/** How many scripts the page has: while its data is still arriving, the number grows. */
export function countScripts(document: Document): number {
  return document.getElementsByTagName('script').length;
}

/** The texts of the scripts that mention the id at all: parsing the others would be in vain. */
function scripts(document: Document, selector: string, id: string): string[] {
  return [...document.querySelectorAll(selector)]
    .map((script) => script.textContent ?? '')
    .filter((text) => text.length <= LONGEST_SCRIPT && text.includes(id));
}

const Unknowns = v.record(v.string(), v.unknown());

const ReduxSchema = v.object({ initialReduxState: v.object({ pins: Unknowns }) });

function reduxPart(text: string, id: string): Part[] {
  const state = v.safeParse(ReduxSchema, jsonAt(text, 0)?.value);
  if (!state.success) return [];
  const { pins } = state.output.initialReduxState;
  const pin = Object.hasOwn(pins, id) ? pins[id] : undefined;
  return isRecord(pin) && namesPin(id, [id, stringAt(pin, 'id')]) ? [{ source: 'redux', pin }] : [];
}

const ResourceSchema = v.object({ resource_response: v.object({ data: Unknowns }) });

function resourcePart(text: string, id: string): Part[] {
  const resource = v.safeParse(ResourceSchema, jsonAt(text, 0)?.value);
  if (!resource.success) return [];
  const pin = resource.output.resource_response.data;
  return namesPin(id, [stringAt(pin, 'id')]) ? [{ source: 'resource', pin }] : [];
}

const VariablesSchema = v.object({ variables: v.object({ pinId: v.string() }) });

const RelaySchema = v.object({ response: v.object({ data: Unknowns }) });

function relayPart(text: string, id: string): Part[] {
  const value = jsonAt(text, 0)?.value;
  const request = v.safeParse(VariablesSchema, value);
  const relay = v.safeParse(RelaySchema, value);
  if (!relay.success) return [];
  const asked = request.success ? request.output.variables.pinId : undefined;
  return queryParts(relay.output.response.data, asked, id);
}

const CompletedSchema = v.object({ data: Unknowns });

function completedRequestPart(text: string, id: string): Part[] {
  const call = text.indexOf(COMPLETED_REQUEST_CALL);
  if (call === -1) return [];
  const argument = jsonAt(text, call + COMPLETED_REQUEST_CALL.length);
  const request = v.safeParse(VariablesSchema, jsonAt(unescaped(argument?.value), 0)?.value);
  if (!argument || !request.success) return [];
  const comma = text.indexOf(',', argument.end);
  const response = v.safeParse(CompletedSchema, jsonAt(text, comma + 1)?.value);
  if (comma === -1 || !response.success) return [];
  return queryParts(response.output.data, request.output.variables.pinId, id);
}

const QuerySchema = v.object({
  __typename: v.fallback(v.optional(v.string()), undefined),
  data: v.fallback(v.optional(v.unknown()), undefined),
});

/** The pins among the answers of a relay request for the pin `asked`. */
function queryParts(
  answers: Record<string, unknown>,
  asked: string | undefined,
  id: string,
): Part[] {
  return PIN_QUERIES.flatMap((key) => {
    const query = v.safeParse(QuerySchema, answers[key]);
    if (!query.success) return [];
    const { __typename, data } = query.output;
    const missing = __typename === NOT_FOUND_TYPE;
    if (!missing && !isRecord(data)) return [];
    const pin = missing ? { __typename } : data;
    return namesPin(id, [asked, stringAt(pin, 'entityId')]) ? [{ source: 'relay', pin }] : [];
  });
}

/**
 * Whether a part that goes by these names is the pin of the URL: all names it has must agree. A
 * promoted pin's opaque id stands beside its numeric one, so there one agreement is enough.
 */
function namesPin(id: string, names: readonly (string | undefined)[]): boolean {
  const given = names.filter((name) => name !== undefined);
  if (!/^\d+$/.test(id)) return given.includes(id);
  return given.length > 0 && given.every((name) => name === id);
}

/** One field that the page may leave out, or fill with anything: then it is null, the rest stays. */
function field<const Schema extends v.GenericSchema>(schema: Schema) {
  return v.fallback(v.nullish(schema, null), null);
}

/** A list of which each item is taken or left by itself. */
function list<const Schema extends v.GenericSchema>(item: Schema) {
  return field(v.array(v.fallback(v.nullable(item), null)));
}

const Text = field(v.string());
const NamedSchema = v.object({ name: Text });
const ImageSchema = v.object({
  url: v.string(),
  width: field(v.number()),
  height: field(v.number()),
});
const BlockSchema = v.object({
  __typename: Text,
  blockType: field(v.number()),
  image: field(Unknowns),
});

/** A pin in camelCase, of whichever script. */
const PinStateSchema = v.object({
  __typename: Text,
  title: Text,
  gridTitle: Text,
  closeupUnifiedTitle: Text,
  unauthOnPageTitle: Text,
  closeupUnifiedDescription: Text,
  unauthOnPageDescription: Text,
  description: Text,
  altText: Text,
  autoAltText: Text,
  seoAltText: Text,
  link: Text,
  imageSignature: Text,
  isVideo: field(v.boolean()),
  videos: field(v.object({ videoList: field(Unknowns) })),
  board: field(NamedSchema),
  pinJoin: field(
    v.object({
      visualAnnotation: list(v.string()),
      annotationsWithLinks: field(Unknowns),
      annotationsWithLinksArray: list(NamedSchema),
    }),
  ),
  carouselData: field(v.object({ carouselSlots: list(Unknowns) })),
  storyPinData: field(v.object({ pages: list(v.object({ blocks: list(BlockSchema) })) })),
});
type PinState = v.InferOutput<typeof PinStateSchema>;

type Understood = Omit<EmbeddedPin, 'provenance'> & { source: StateSource };

function understand({ source, pin }: Part): Understood {
  const raw = camelKeys(pin, 8);
  const state = v.parse(PinStateSchema, isRecord(raw) ? raw : {});
  const slots = present(state.carouselData?.carouselSlots);
  const blocks = storyPages(state).flat();
  const images = renditions(raw);
  const signature =
    asSignature(state.imageSignature) ??
    Object.values(images)
      .map(({ url }) => signatureOf(url))
      .find((md5) => md5 !== null) ??
    null;
  const others = [...slots, ...blocks.map(({ image }) => image)].flatMap((picture) =>
    Object.values(renditions(picture)).map(({ url }) => signatureOf(url)),
  );
  return {
    source,
    kind: kindOf(state, slots.length),
    // Not seoTitle: like og:title it often describes another pin with the same picture [V].
    title: first(
      TEXT_LIMITS.title,
      state.title,
      state.gridTitle,
      state.closeupUnifiedTitle,
      state.unauthOnPageTitle,
    ),
    description: first(
      TEXT_LIMITS.description,
      state.closeupUnifiedDescription,
      state.description,
      state.unauthOnPageDescription,
    ),
    altText: first(TEXT_LIMITS.altText, state.altText, state.autoAltText, state.seoAltText),
    interests: interestsOf(state),
    board: first(TEXT_LIMITS.board, state.board?.name),
    link: webLink(state.link),
    images,
    signature,
    signatures: [signature, ...others].filter((md5) => md5 !== null),
  };
}

function storyPages(state: PinState): v.InferOutput<typeof BlockSchema>[][] {
  return present(state.storyPinData?.pages).map(({ blocks }) => present(blocks));
}

function kindOf(state: PinState, slots: number): Pin['kind'] {
  if (state.__typename === NOT_FOUND_TYPE) return 'not-found';
  const pages = storyPages(state);
  const plays = (pages[0] ?? []).some(
    ({ __typename, blockType }) =>
      (__typename !== null && VIDEO_BLOCK.test(__typename)) || blockType === VIDEO_BLOCK_TYPE,
  );
  const hasVideo = Object.keys(state.videos?.videoList ?? {}).length > 0;
  if (state.isVideo === true || hasVideo || plays) return 'video';
  if (slots > 1) return 'carousel';
  // Since 2023 a plain picture may be stored as an idea of one page.
  return pages.length > 1 ? 'idea' : 'image';
}

function interestsOf({ pinJoin }: PinState): string[] {
  const annotations = cleanInterests(present(pinJoin?.visualAnnotation));
  if (annotations.length > 0) return annotations;
  const linked = [
    ...present(pinJoin?.annotationsWithLinksArray),
    ...Object.values(pinJoin?.annotationsWithLinks ?? {}),
  ];
  return cleanInterests(linked.map((annotation) => stringAt(annotation, 'name')));
}

/** The sizes that a pin, a slot or a block has, under any of the page's names for them. */
function renditions(picture: unknown): Renditions {
  if (!isRecord(picture)) return {};
  const { images } = picture;
  const entries = [picture, isRecord(images) ? images : {}].flatMap((source, n) =>
    Object.entries(source).flatMap(([key, value]): [string, PinImage][] => {
      const size = n === 1 && SIZE.test(key) ? key : SIZE_KEY.exec(key)?.[1]?.toLowerCase();
      const image = size === undefined ? null : pinImage(value);
      return size !== undefined && image ? [[size, image]] : [];
    }),
  );
  return Object.fromEntries(entries);
}

function pinImage(value: unknown): PinImage | null {
  const image = v.safeParse(ImageSchema, value);
  const url = image.success ? pinimgUrl(image.output.url) : null;
  if (!image.success || url === null) return null;
  return { url, width: pixels(image.output.width), height: pixels(image.output.height) };
}

function pixels(value: number | null): number | null {
  return value !== null && Number.isInteger(value) && value > 0 ? value : null;
}

/** Parts as one pin: of each field the first part that has it, of each size the first with its pixels. */
function merge(parts: readonly Understood[]): EmbeddedPin {
  const provenance: EmbeddedPin['provenance'] = {};
  const pick = <Key extends 'title' | 'description' | 'altText' | 'board' | 'link' | 'signature'>(
    key: Key,
  ) => {
    const part = parts.find((candidate) => candidate[key] !== null);
    if (part) provenance[key] = part.source;
    return part?.[key] ?? null;
  };
  const kind = KINDS.find((name) => parts.some((part) => part.kind === name)) ?? null;
  const withKind = parts.find((part) => part.kind === kind);
  if (withKind) provenance.kind = withKind.source;
  const withInterests = parts.find(({ interests }) => interests.length > 0);
  if (withInterests) provenance.interests = withInterests.source;
  const withImages = parts.find(({ images }) => Object.keys(images).length > 0);
  if (withImages) provenance.images = withImages.source;
  const images: Record<string, PinImage> = {};
  for (const [size, image] of parts.flatMap((part) => Object.entries(part.images))) {
    const known = images[size];
    if (!known || (known.width === null && image.width !== null)) images[size] = image;
  }
  return {
    kind,
    title: pick('title'),
    description: pick('description'),
    altText: pick('altText'),
    interests: withInterests?.interests ?? [],
    board: pick('board'),
    link: pick('link'),
    images,
    signature: pick('signature'),
    signatures: [...new Set(parts.flatMap(({ signatures }) => signatures))],
    provenance,
  };
}

function first(limit: number, ...values: (string | null | undefined)[]): string | null {
  for (const value of values) {
    const line = cleanText(value, limit);
    if (line !== null) return line;
  }
  return null;
}

function asSignature(value: string | null): string | null {
  return value !== null && /^[0-9a-f]{32}$/.test(value) ? value : null;
}

/** A link out of Pinterest as the page gives it; `null` unless it is http or https. */
function webLink(value: string | null): string | null {
  if (value === null || value.length > 2048 || !URL.canParse(value)) return null;
  const url = new URL(value);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
}

function present<Item>(items: readonly (Item | null)[] | null | undefined): Item[] {
  return (items ?? []).filter((item) => item !== null);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function stringAt(value: unknown, key: string): string | undefined {
  const member = isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return typeof member === 'string' ? member : undefined;
}

/** The same value with its keys in camelCase, down to `depth` levels. */
function camelKeys(value: unknown, depth: number): unknown {
  if (depth === 0) return value;
  if (Array.isArray(value)) return value.map((item) => camelKeys(item, depth - 1));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key.replace(/(?<=[a-z\d])_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      camelKeys(member, depth - 1),
    ]),
  );
}

function unescaped(value: unknown): string {
  if (typeof value !== 'string') return '';
  try {
    return decodeURIComponent(value);
  } catch {
    return '';
  }
}

/**
 * The first JSON value at or after `from`, whatever text follows it, and where it ends. Only
 * parsed, never run. Undefined when there is none that is whole and well-formed.
 */
function jsonAt(text: string, from: number): { value: unknown; end: number } | undefined {
  const rest = text.slice(from).trim();
  const whole = parsed(rest);
  if (whole) return { ...whole, end: text.length };
  const end = endOfJson(rest);
  const value = end === -1 ? undefined : parsed(rest.slice(0, end));
  return value && { ...value, end: text.indexOf(rest, from) + end };
}

function parsed(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** The index after the string, object or array that the text begins with, or -1. */
function endOfJson(text: string): number {
  const token = /["{}[\]]/g;
  let depth = 0;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    if (depth === 0 && match.index !== 0) return -1;
    if (match[0] === '"') {
      token.lastIndex = endOfString(text, match.index);
      if (token.lastIndex === 0) return -1;
    } else {
      depth += match[0] === '{' || match[0] === '[' ? 1 : -1;
    }
    if (depth <= 0) return depth === 0 ? token.lastIndex : -1;
  }
  return -1;
}

/** The index after the closing quote of the string that opens at `open`, or 0 when it never closes. */
function endOfString(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at + 1;
  }
  return 0;
}
