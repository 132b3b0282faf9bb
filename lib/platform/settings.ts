import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { storage } from 'wxt/utils/storage';
import { BACKEND_CHOICES, type BackendChoice } from '../engine/backend-choice.ts';
import { OPTIONAL_ROLES } from '../query/roles.ts';
import { parseCustomShops } from '../shops/custom-shop.ts';
import { DEFAULT_SHOPS } from '../shops/shops.ts';

const SettingsSchema = v.object({
  /** Ids of the shops to offer, in the user's order. */
  shops: v.fallback(v.array(v.string()), [...DEFAULT_SHOPS]),
  /** Marketplace id by shop id, where the user chose one. */
  marketplaces: v.fallback(v.record(v.string(), v.string()), {}),
  /** Shops that the user added. */
  customShops: v.optional(v.pipe(v.unknown(), v.transform(parseCustomShops)), []),
  /** Which words go into a search, by shop id, where the user wants it otherwise than Magpie. */
  words: v.fallback(
    v.record(v.string(), v.object(v.entriesFromList(OPTIONAL_ROLES, v.exactOptional(v.boolean())))),
    {},
  ),
  /** Whether shops are searched in their own language; otherwise in English. */
  translate: v.fallback(v.boolean(), true),
  /** Whether shops that can shall show the cheapest first. */
  cheapestFirst: v.fallback(v.boolean(), false),
  /** Whether Magpie draws over the image. */
  overlay: v.fallback(v.boolean(), true),
  /**
   * Whether Magpie may ask Pinterest for a pin's words where the page leaves them out: one request
   * to Pinterest itself, as its own page makes it.
   */
  readPinDetails: v.fallback(v.boolean(), true),
});

/** What the user has chosen; follows them to their other browsers. */
export type Settings = v.InferOutput<typeof SettingsSchema>;

const settingsItem = storage.defineItem<unknown>('sync:settings', { version: 1 });

/** A choice of this machine's, not of the user's. */
const backendItem = storage.defineItem<unknown>('local:backend', { version: 1 });

/** The settings; what is absent or makes no sense has its default, all else is kept. */
export async function getSettings(): Promise<Settings> {
  return parseSettings(await settingsItem.getValue());
}

/** Changes some settings and leaves the others. */
export async function updateSettings(changes: Partial<Settings>): Promise<void> {
  await settingsItem.setValue({ ...(await getSettings()), ...changes });
}

/** Calls `onSettings` with every later version. Returns the function that ends it. */
export function watchSettings(onSettings: (settings: Settings) => void): () => void {
  const stop = settingsItem.watch((value) => onSettings(parseSettings(value)));
  return () => {
    // In a page that has outlived the extension there is nothing left to unsubscribe from.
    if (browser.runtime?.id) stop();
  };
}

/** The backend the user wants on this machine. */
export async function getBackendChoice(): Promise<BackendChoice> {
  const choice = v.safeParse(v.picklist(BACKEND_CHOICES), await backendItem.getValue());
  return choice.success ? choice.output : 'auto';
}

export async function setBackendChoice(choice: BackendChoice): Promise<void> {
  await backendItem.setValue(choice);
}

function parseSettings(value: unknown): Settings {
  return v.parse(SettingsSchema, typeof value === 'object' && value !== null ? value : {});
}
