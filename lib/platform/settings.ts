import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { BACKEND_CHOICES, type BackendChoice } from '../engine/backend-choice.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import type { SettingName, Settings } from '../settings/settings.ts';
import {
  acknowledgeSettingsAside,
  getSettingsAside,
  putSettingsAside,
  type SettingsAside,
} from './settings-aside.ts';
import {
  itemsFor,
  readStoredSettings,
  SETTINGS_KEYS,
  type StoredSettings,
  writeItems,
} from './settings-store.ts';

export type { Settings };

/** Where a change is kept: wherever the user is, or, too large for that, on this device only. */
export type Kept = 'everywhere' | 'on-this-device';

/** How the settings are, beside what they say. */
export interface SettingsHealth {
  /** What could not be read, where the user has yet to be told; else null. */
  unreadable: SettingsAside | null;
  /** Whether a newer Magpie stored them, which may know more settings. */
  isNewer: boolean;
  /** Settings that are too large to follow the user. */
  onlyHere: readonly SettingName[];
}

/** Where the backend is kept: a choice of this machine's, not of the user's. */
const BACKEND_KEY = 'backend';

/** Changes of this context, one at a time: each begins with what the one before has stored. */
const inTurn = oneAtATime();

/** The settings; what is absent or makes no sense has its default, all else is kept. */
export async function getSettings(): Promise<Settings> {
  return (await readStoredSettings()).settings;
}

/** Changes some settings and leaves the others. Rejects where the browser stores nothing. */
export function updateSettings(changes: Partial<Settings>): Promise<Kept> {
  return inTurn(async () => {
    const stored = await readStoredSettings();
    await keepUnreadable(stored);
    const onlyHere = await writeItems(itemsFor(stored, changes));
    return onlyHere.length > 0 ? 'on-this-device' : 'everywhere';
  });
}

/**
 * How the settings are. What cannot be read is put aside on the way and replaced by defaults, so
 * that the user hears of it once.
 */
export function checkSettings(): Promise<SettingsHealth> {
  return inTurn(async () => {
    const stored = await readStoredSettings();
    if (await keepUnreadable(stored)) await writeItems(itemsFor(stored, {}));
    const aside = await getSettingsAside();
    return {
      unreadable: aside.isNews ? aside : null,
      isNewer: stored.origin === 'newer',
      onlyHere: stored.onlyHere,
    };
  });
}

/** The user has been told of unreadable settings. What was put aside stays. */
export function acknowledgeUnreadable(): Promise<void> {
  return inTurn(acknowledgeSettingsAside);
}

/**
 * Calls `onSettings` with the settings as they are and with every later version, `onUnread` where
 * they cannot be read. Returns the function that ends it.
 */
export function followSettings(
  onSettings: (settings: Settings) => void,
  onUnread: () => void = () => {},
): () => void {
  let reading = 0;
  const read = (): void => {
    // Of readings that overtake each other the last one counts.
    const own = ++reading;
    getSettings().then(
      (settings) => own === reading && onSettings(settings),
      (error: unknown) => {
        console.warn('Magpie: the settings could not be read.', error);
        if (own === reading) onUnread();
      },
    );
  };
  const stop = watchSettings(read);
  read();
  return () => {
    reading++;
    stop();
  };
}

/** Calls `onStored` whenever settings are stored. Returns the function that ends it. */
export function watchSettings(onStored: () => void): () => void {
  const onChanged = (changes: Readonly<Record<string, unknown>>, area: string): void => {
    if (area !== 'sync' && area !== 'local') return;
    if (SETTINGS_KEYS.some((key) => key in changes)) onStored();
  };
  browser.storage.onChanged.addListener(onChanged);
  return () => {
    // In a page that has outlived the extension there is nothing left to unsubscribe from.
    if (browser.runtime?.id) browser.storage.onChanged.removeListener(onChanged);
  };
}

/** The backend the user wants on this machine. */
export async function getBackendChoice(): Promise<BackendChoice> {
  const { [BACKEND_KEY]: stored } = await browser.storage.local.get(BACKEND_KEY);
  const choice = v.safeParse(v.picklist(BACKEND_CHOICES), stored);
  return choice.success ? choice.output : 'auto';
}

export async function setBackendChoice(choice: BackendChoice): Promise<void> {
  await browser.storage.local.set({ [BACKEND_KEY]: choice });
}

async function keepUnreadable({ unreadable }: StoredSettings): Promise<boolean> {
  if (Object.keys(unreadable).length === 0) return false;
  await putSettingsAside(unreadable);
  return true;
}
