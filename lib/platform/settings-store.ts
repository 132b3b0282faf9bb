import { browser } from 'wxt/browser';
import {
  isStoredSettings,
  type MigratedSettings,
  migrateSettings,
  SETTINGS_VERSION,
} from '../settings/migrate-settings.ts';
import { SETTING_NAMES, type SettingName, type Settings } from '../settings/settings.ts';
import { changeLocalItems, getLocalItems } from './local-items.ts';

/**
 * Where the settings are, but for those with a place of their own. With the browser's storage as it
 * is: the content script reads settings, and WXT's own layer would be a tenth of it.
 */
const CORE_KEY = 'settings';

/** Settings that may grow large: each has its own item, so that it cannot crowd out the others. */
const OWN_KEYS = { customShops: 'settings-shops', words: 'settings-words' } as const;

/** Every item that holds settings. */
export const SETTINGS_KEYS: readonly string[] = [CORE_KEY, ...Object.values(OWN_KEYS)];

const OWN_NAMES = ['customShops', 'words'] as const satisfies SettingName[];

/** How many bytes a synchronised item may have, its key counted; Firefox does not name it. */
const MOST_BYTES = 8_192;

/** The settings as they are stored, migrated, with what is known of their place. */
export interface StoredSettings extends MigratedSettings {
  /** Settings that are kept on this device only, since they are too large to be synchronised. */
  onlyHere: readonly SettingName[];
  /** The items by key, as they are. */
  items: Readonly<Record<string, unknown>>;
}

/** Reads the settings. Rejects where the browser gives no storage. */
export async function readStoredSettings(): Promise<StoredSettings> {
  const [synced, local] = await Promise.all([readItems('sync'), readItems('local')]);
  // What did not fit into the synchronised storage is newer than what is there.
  const items = { ...synced, ...local };
  const core = items[CORE_KEY];
  const own = Object.fromEntries(
    OWN_NAMES.filter((name) => OWN_KEYS[name] in items).map((name) => [
      name,
      items[OWN_KEYS[name]],
    ]),
  );
  const migrated = migrateStored(core, own);
  const onlyHere = SETTING_NAMES.filter((name) => keyOf(name) in local);
  return { ...migrated, onlyHere, items };
}

/**
 * The items to store for changed settings: those that hold a change, or all where what is stored is
 * of an earlier version or partly unreadable. What a newer Magpie stored beside them stays.
 */
export function itemsFor(
  stored: StoredSettings,
  changes: Partial<Settings>,
): Record<string, unknown> {
  const { origin, unreadable } = stored;
  const isSound = Object.keys(unreadable).length === 0;
  const changed = SETTING_NAMES.filter((name) => changes[name] !== undefined);
  const isPartial = origin === 'newer' || (origin === 'current' && isSound);
  const written = new Set((isPartial ? changed : SETTING_NAMES).map(keyOf));
  const { customShops, words, ...core } = { ...stored.settings, ...changes };
  const items = {
    [CORE_KEY]:
      origin === 'newer' ? newerCore(stored, changes) : { ...core, version: SETTINGS_VERSION },
    [OWN_KEYS.customShops]: customShops,
    [OWN_KEYS.words]: words,
  };
  return pick(items, [...written]);
}

/**
 * Stores items where they follow the user; one that is too large for that, or that the browser does
 * not take there, on this device.
 *
 * @returns the keys of those that are on this device only
 */
export async function writeItems(
  items: Readonly<Record<string, unknown>>,
): Promise<readonly string[]> {
  const keys = Object.keys(items);
  const fitting = keys.filter((key) => bytesOf(key, items[key]) <= MOST_BYTES);
  const synced = await writeSynced(pick(items, fitting));
  const onlyHere = keys.filter((key) => !synced.includes(key));
  // Only now, so that at no time neither place has the newest.
  await changeLocalItems({ set: pick(items, onlyHere), remove: [...synced] });
  return onlyHere;
}

/** Stores what the synchronised storage takes, and returns its keys. */
async function writeSynced(items: Readonly<Record<string, unknown>>): Promise<readonly string[]> {
  const keys = Object.keys(items);
  if (keys.length === 0) return [];
  try {
    await browser.storage.sync.set(items);
    return keys;
  } catch (error) {
    console.warn('Magpie: not all settings can be synchronised.', error);
  }
  const taken = await Promise.all(
    keys.map((key) =>
      browser.storage.sync.set(pick(items, [key])).then(
        () => [key],
        () => [],
      ),
    ),
  );
  return taken.flat();
}

/** The settings of the items; those with a place of their own are sound even where the rest is not. */
function migrateStored(core: unknown, own: Readonly<Record<string, unknown>>): MigratedSettings {
  if (isStoredSettings(core)) return migrateSettings({ ...core, ...own });
  if (Object.keys(own).length === 0) return migrateSettings(core);
  const migrated = migrateSettings({ ...own, version: SETTINGS_VERSION });
  if (core === undefined) return migrated;
  return {
    ...migrated,
    unreadable: { ...migrated.unreadable, ...migrateSettings(core).unreadable },
  };
}

/** The core of a newer Magpie's settings with the changes that belong there. */
function newerCore({ items }: StoredSettings, changes: Partial<Settings>): object {
  const { customShops: _, words: __, ...changed } = changes;
  const core = items[CORE_KEY];
  return { ...(isStoredSettings(core) && core), ...changed };
}

function keyOf(name: SettingName): string {
  const own = OWN_NAMES.find((candidate) => candidate === name);
  return own ? OWN_KEYS[own] : CORE_KEY;
}

/** Bytes of an item as browsers count them. */
function bytesOf(key: string, value: unknown): number {
  return new TextEncoder().encode(key + JSON.stringify(value)).length;
}

/** The items that hold settings in an area, by key. */
async function readItems(area: 'sync' | 'local'): Promise<Record<string, unknown>> {
  const items =
    area === 'local'
      ? await getLocalItems(SETTINGS_KEYS)
      : await browser.storage.sync.get<Record<string, unknown>>([...SETTINGS_KEYS]);
  return Object.fromEntries(
    Object.entries(items).filter(([, value]) => value !== undefined && value !== null),
  );
}

function pick(
  items: Readonly<Record<string, unknown>>,
  keys: readonly string[],
): Record<string, unknown> {
  return Object.fromEntries(keys.map((key) => [key, items[key]]));
}
