import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { FindSchema } from '../find.ts';
import { keptFindOf } from '../finds/find-file.ts';
import type { FindStore } from '../finds/find-store.ts';
import {
  type Crop,
  LONGEST_NOTE,
  newIdOf,
  type SavedFind,
  SavedFindSchema,
  SavedQuerySchema,
  subjectOf,
} from '../finds/saved-find.ts';
import { type SavedMark, savedMarkOf } from '../finds/saved-marks.ts';
import { WHOLE_IMAGE } from '../geometry.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { PINTEREST_MATCH_PATTERNS } from '../pin/hosts.ts';
import { pinimgUrl } from '../pin/images.ts';
import { cleanText, TEXT_LIMITS } from '../pin/text.ts';
import { canonicalPinUrl, pinIdFromUrl } from '../pin/url.ts';
import { findMessages } from '../platform/find-messages.ts';
import { CorrectionsKeySchema } from '../platform/page-messages.ts';
import { getTabState } from '../platform/session.ts';
import { getSettings } from '../platform/settings.ts';
import { isShopUrl } from '../shops/shops.ts';
import { correctionsKeyFor, type ImageState } from '../tab-state.ts';
import { assertOwnPage, isOwnPage } from './own-page.ts';

/** Finds in one message of an import: with their crops some megabytes, and a message holds 64. */
const MOST_AT_ONCE = 100;

const SubjectSchema = v.object({ tabId: v.nullable(v.number()), key: CorrectionsKeySchema });
type Subject = v.InferOutput<typeof SubjectSchema>;

const SaveOrderSchema = v.object({
  ...SubjectSchema.entries,
  find: FindSchema,
  query: SavedQuerySchema,
  searches: v.pipe(
    v.array(
      v.object({
        shop: v.string(),
        name: v.string(),
        text: v.nullable(v.string()),
        href: v.string(),
      }),
    ),
    v.maxLength(60),
  ),
});
type SaveOrder = v.InferOutput<typeof SaveOrderSchema>;

const NoteOrderSchema = v.object({
  id: v.string(),
  note: v.pipe(v.string(), v.maxLength(LONGEST_NOTE)),
});

/** Who sent a message. */
interface Sender {
  url?: string;
  tab?: { id?: number; incognito: boolean; url?: string };
}

/** What saving finds needs of its surroundings. */
export interface ServeFindsOptions {
  store: FindStore;
  /** A small picture of a find. Rejects where there is none to be had. */
  crop(imageUrls: readonly string[], box: typeof WHOLE_IMAGE): Promise<Crop>;
  /** The time, in milliseconds since 1970. */
  now(): number;
}

/**
 * Keeps the finds that the user saves, from pages, popup and the page of finds; nobody else writes.
 * Nothing is kept of private windows. Registers its listeners at once.
 *
 * @returns what the options may do with them
 */
export function serveFinds({
  store,
  crop,
  now,
}: ServeFindsOptions): Pick<FindStore, 'usage' | 'clear'> {
  const inTurn = oneAtATime();
  /** Notes of what was let go by its star, in case that was a slip; forgotten with the background. */
  const notes = new Map<string, string>();

  const marksOf = async (key: string): Promise<SavedMark[]> =>
    (await store.ofSubject(key)).map(markOf);

  async function save(order: SaveOrder, tabId: number): Promise<void> {
    const { key, find } = order;
    const state = await getTabState(tabId);
    if (!state || state.page === 'no-pin' || correctionsKeyFor(state) !== key) {
      throw new TypeError('the tab shows another picture by now');
    }
    const known = savedMarkOf(await marksOf(key), find);
    const id = known?.id ?? newIdOf(key, find);
    const [former] = await store.get([id]);
    const saved = v.parse(SavedFindSchema, {
      id,
      savedAt: new Date(now()).toISOString(),
      find,
      query: order.query,
      shops: await shopsIn(order.searches),
      ...placeOf(state),
      note: former?.note ?? notes.get(id) ?? '',
    });
    await store.save(saved);
    // The star need not wait for it.
    void keepCrop(saved, imageUrlsOf(state));
  }

  async function keepCrop(saved: SavedFind, imageUrls: readonly string[]): Promise<void> {
    try {
      const picture = await crop(imageUrls, saved.find.object?.box ?? WHOLE_IMAGE);
      if (await store.saveCrop(saved.id, picture)) await announce([saved]);
    } catch (error) {
      // The page of finds then shows the picture at Pinterest.
      console.debug('Magpie: no picture of the find.', error);
    }
  }

  findMessages.onMessage('finds:open', async ({ data, sender }) => {
    const subject = v.parse(SubjectSchema, data);
    const { incognito } = await tabOf(subject, sender);
    return incognito ? null : marksOf(subject.key);
  });
  findMessages.onMessage('finds:save', async ({ data, sender }) => {
    const order = v.parse(SaveOrderSchema, data);
    const { id } = await writableTabOf(order, sender);
    return inTurn(async () => {
      await save(order, id);
      const finds = await store.ofSubject(order.key);
      await announce(finds);
      return finds.map(markOf);
    });
  });
  findMessages.onMessage('finds:unsave', async ({ data, sender }) => {
    const order = v.parse(v.object({ ...SubjectSchema.entries, id: v.string() }), data);
    await writableTabOf(order, sender);
    return inTurn(async () => {
      const own = (await store.ofSubject(order.key)).filter(({ id }) => id === order.id);
      for (const { id, note } of own) if (note !== '') notes.set(id, note);
      await store.discard(own.map(({ id }) => id));
      await announce(own);
      return marksOf(order.key);
    });
  });
  findMessages.onMessage('finds:note', ({ data, sender }) => {
    assertOwnPage(sender);
    const { id, note } = v.parse(NoteOrderSchema, data);
    return inTurn(async () => {
      if (!(await store.note(id, note))) throw new TypeError('this find is not kept any more');
      await announce(await store.get([id]));
    });
  });
  findMessages.onMessage('finds:remove', ({ data, sender }) => {
    assertOwnPage(sender);
    const ids = v.parse(v.array(v.string()), data);
    return inTurn(async () => announce(await store.remove(ids)));
  });
  findMessages.onMessage('finds:restore', ({ sender }) => {
    assertOwnPage(sender);
    return inTurn(async () => announce(await store.restore()));
  });
  findMessages.onMessage('finds:forget-removed', ({ sender }) => {
    assertOwnPage(sender);
    return inTurn(() => store.forgetRemoved());
  });
  findMessages.onMessage('finds:import', ({ data, sender }) => {
    assertOwnPage(sender);
    const entries = v.parse(v.pipe(v.array(v.unknown()), v.maxLength(MOST_AT_ONCE)), data);
    const kept = entries.map(keptFindOf);
    return inTurn(async () => announce(await store.get(await store.add(kept))));
  });
  // A page that is closed over an undo cannot say so when the browser ends with it.
  browser.runtime.onStartup.addListener(() => {
    store.forgetRemoved().catch((error: unknown) => {
      console.warn('Magpie: removed finds could not be forgotten.', error);
    });
  });

  return {
    usage: () => store.usage(),
    clear: () =>
      inTurn(async () => {
        notes.clear();
        await store.clear();
        await tellAll(null);
      }),
  };
}

/** Tells every view which finds have changed. Answers with how many. */
async function announce(finds: readonly SavedFind[]): Promise<number> {
  const changes = finds.map((find) => ({ id: find.id, subject: subjectOf(find) }));
  if (changes.length > 0) await tellAll(changes.length > MOST_AT_ONCE ? null : changes);
  return finds.length;
}

async function tellAll(changes: { id: string; subject: string }[] | null): Promise<void> {
  // Nobody may be listening, in none of them.
  findMessages.sendMessage('finds:changed', changes).catch(() => {});
  for (const { id } of await browser.tabs.query({ url: PINTEREST_MATCH_PATTERNS })) {
    if (id !== undefined) findMessages.sendMessage('finds:changed', changes, id).catch(() => {});
  }
}

/** The tab that a message is about: the sender's own, of our own pages any. Throws for any other. */
async function tabOf(
  { tabId, key }: Subject,
  sender: Sender,
): Promise<{
  id: number;
  incognito: boolean;
}> {
  if (isOwnPage(sender) && tabId !== null) {
    const { incognito } = await browser.tabs.get(tabId);
    return { id: tabId, incognito };
  }
  const { tab, url } = sender;
  if (tab?.id === undefined) throw new TypeError('not a message from a tab');
  // A page has no business with what is saved of other pins.
  const [pinId] = key.split(' ');
  if (pinId !== '-' && ![tab.url, url].some((shown) => shown && pinIdFromUrl(shown) === pinId)) {
    throw new TypeError('not the pin of the tab');
  }
  return { id: tab.id, incognito: tab.incognito };
}

async function writableTabOf(subject: Subject, sender: Sender): Promise<{ id: number }> {
  const { id, incognito } = await tabOf(subject, sender);
  if (incognito) throw new TypeError('nothing is kept of private windows');
  return { id };
}

function markOf({ id, find: { noun, object } }: SavedFind): SavedMark {
  return { id, noun, box: object?.box ?? null };
}

/** Searches as they are kept: those that lead to shops. */
async function shopsIn(searches: SaveOrder['searches']): Promise<SavedFind['shops']> {
  const { customShops } = await getSettings();
  return searches
    .filter(({ href }) => isShopUrl(href, customShops))
    .map(({ shop, name, text, href }) => ({ id: shop, name, text, href }));
}

/** Where a find is saved from. Throws where the picture is not Pinterest's or was not looked at. */
function placeOf(state: ImageState): Pick<SavedFind, 'pin' | 'image'> {
  const url = pinimgUrl(state.imageUrl);
  const { analysis } = state.run;
  if (url === null || !analysis) throw new TypeError('not a picture that was looked at');
  const image = { url, width: analysis.width, height: analysis.height };
  if (state.page === 'picked-image') return { pin: null, image };
  const { id, title, altText, description, board } = state.pin;
  return {
    pin: {
      id,
      url: canonicalPinUrl(id),
      title: cleanText(title ?? altText ?? description, TEXT_LIMITS.title),
      board: cleanText(board, TEXT_LIMITS.board),
    },
    image,
  };
}

function imageUrlsOf(state: ImageState): string[] {
  const fallbacks = state.page === 'pin' ? state.pin.fallbackImages.map(({ url }) => url) : [];
  return state.imageUrl === null ? [] : [state.imageUrl, ...fallbacks];
}
