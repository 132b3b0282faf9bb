import * as v from 'valibot';
import { field } from '../pin/field.ts';
import { imageLadder, shownPicture } from '../pin/images.ts';
import { isRecord, stringAt } from '../pin/json.ts';
import type { Pin, PinImage } from '../pin/pin.ts';
import { mergeParts } from '../pin/pin-state.ts';
import {
  ALT_PREFIX,
  BOARD_FEED,
  FEED_SUGGESTIONS,
  ID_ATTRIBUTE,
  LAST_BOOKMARK,
  PIN_KEYS,
  PIN_LINK,
} from '../pin/selectors.ts';
import { cleanText, TEXT_LIMITS } from '../pin/text.ts';
import { canonicalPinUrl, pinIdFromUrl } from '../pin/url.ts';

/** Some of a board's pins in its order, and how to ask for the next; a null bookmark ends it. */
export interface FeedPart {
  pins: Pin[];
  bookmark: string | null;
}

/** The most pins that one answer is read for; Pinterest sends 25. */
const MOST_PINS = 250;

const LONGEST_BOOKMARK = 10_000;

/** A bookmark that leads on; null where there is none or it is the last. */
const Bookmark = field(
  v.pipe(
    v.string(),
    v.minLength(1),
    v.maxLength(LONGEST_BOOKMARK),
    v.check((text) => !LAST_BOOKMARK.test(text)),
  ),
);

const Items = v.union([
  v.array(v.unknown()),
  v.pipe(
    v.object({ results: v.array(v.unknown()) }),
    v.transform(({ results }) => results),
  ),
]);

const FeedSchema = v.object({
  resource: field(v.object({ options: field(v.object({ bookmarks: field(v.array(Bookmark)) })) })),
  resource_response: v.object({ data: Items, bookmark: Bookmark }),
});

/**
 * What an answer of one of Pinterest's feeds holds.
 *
 * @param answer parsed JSON of any shape.
 * @returns null where it is no such answer. Never throws.
 */
export function readFeed(answer: unknown): FeedPart | null {
  const feed = v.safeParse(FeedSchema, answer);
  if (!feed.success) return null;
  const { resource, resource_response: response } = feed.output;
  return {
    pins: pinsIn(response.data),
    bookmark: response.bookmark ?? resource?.options?.bookmarks?.[0] ?? null,
  };
}

/** A feed as the redux state keeps it: its answer, and the bookmark beside it. */
const KeptFeedSchema = v.object({ data: Items, nextBookmark: Bookmark });

/**
 * What the redux state keeps of a feed. A pin that is only named there is looked up in `pins`.
 *
 * @returns null where it is no feed. Never throws.
 */
export function readKeptFeed(
  value: unknown,
  pins: Readonly<Record<string, unknown>>,
): FeedPart | null {
  const kept = v.safeParse(KeptFeedSchema, value);
  if (!kept.success) return null;
  const items = kept.output.data.map((item) => {
    const id = stringAt(item, 'id');
    return id !== undefined && !isWhole(item) && Object.hasOwn(pins, id) ? pins[id] : item;
  });
  return { pins: pinsIn(items), bookmark: kept.output.nextBookmark };
}

/**
 * The pins that the markup of a board's page shows, in the order of the markup. Only their
 * pictures and captions are there to be read.
 */
export function readGrid(document: Document): Pin[] {
  const feeds = [...document.querySelectorAll(BOARD_FEED.join(','))];
  const links = (feeds.length > 0 ? feeds : [document]).flatMap((feed) => [
    ...feed.querySelectorAll<HTMLAnchorElement>(PIN_LINK),
  ]);
  const pins = new Map<string, Pin>();
  for (const link of links) {
    const id = link.closest(FEED_SUGGESTIONS) === null ? pinIdFromUrl(link.href) : null;
    const image = id === null ? null : thumbnailOf(link, id);
    const shown = image && shownPicture(image);
    if (id === null || !image || !shown || pins.has(id)) continue;
    const altText = cleanText(image.alt.replace(ALT_PREFIX, ''), TEXT_LIMITS.altText);
    pins.set(id, pinOf(id, { altText }, imageLadder({}, shown)));
  }
  return [...pins.values()];
}

/** The picture in a link, else beside it in the item that carries the pin's id. */
function thumbnailOf(link: HTMLAnchorElement, id: string): HTMLImageElement | null {
  const item = link.closest(`[${ID_ATTRIBUTE}]`);
  const own = item?.getAttribute(ID_ATTRIBUTE) === id ? item : null;
  return link.querySelector('img') ?? own?.querySelector('img') ?? null;
}

function pinsIn(items: readonly unknown[]): Pin[] {
  const pins = new Map<string, Pin>();
  for (const item of items.slice(0, MOST_PINS)) {
    const id = stringAt(item, 'id');
    if (id === undefined || !/^\d{1,30}$/.test(id) || !isWhole(item) || isAd(item)) continue;
    const { images, ...state } = mergeParts([{ source: 'resource', pin: item }]);
    if (!pins.has(id)) pins.set(id, pinOf(id, state, imageLadder(images, null)));
  }
  return [...pins.values()];
}

/** Feeds hold other things between the pins: modules, stories, ideas to search for. */
function isWhole(item: unknown): boolean {
  const type = stringAt(item, 'type') ?? 'pin';
  return type === 'pin' && isRecord(item) && PIN_KEYS.some((key) => Object.hasOwn(item, key));
}

/** What was paid to stand there says nothing of the board. */
function isAd(item: unknown): boolean {
  return isRecord(item) && item.is_promoted === true;
}

type Said = Partial<
  Pick<Pin, 'title' | 'description' | 'altText' | 'interests' | 'board' | 'link' | 'product'>
> & { kind?: Pin['kind'] | null };

function pinOf(id: string, said: Said, ladder: readonly PinImage[]): Pin {
  const [image = null, ...fallbackImages] = ladder;
  const { title, description, altText, interests, board, link, product, kind } = said;
  return {
    id,
    url: canonicalPinUrl(id),
    kind: kind ?? 'image',
    title: title ?? null,
    description: description ?? null,
    altText: altText ?? null,
    interests: interests ?? [],
    board: board ?? null,
    link: link ?? null,
    product: product ?? null,
    image,
    fallbackImages,
  };
}
