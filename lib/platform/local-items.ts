import { browser } from 'wxt/browser';
import { pageMessages } from './page-messages.ts';

/**
 * The items of local storage that hold settings, from any context. Chrome keeps local storage from
 * content scripts, since the API key lies there: they get at these items through the background.
 * Reads and changes reject where there is neither.
 */

/** The items by key; those that are not there are left out. */
export async function getLocalItems(keys: readonly string[]): Promise<Record<string, unknown>> {
  try {
    return await browser.storage.local.get<Record<string, unknown>>([...keys]);
  } catch (error) {
    return await viaBackground(
      () => pageMessages.sendMessage('settings:local-items', [...keys]),
      error,
    );
  }
}

/** Stores some items and removes others. */
export async function changeLocalItems(change: LocalChange): Promise<void> {
  try {
    await applyLocalChange(change);
  } catch (error) {
    await viaBackground(() => pageMessages.sendMessage('settings:change-local', change), error);
  }
}

/** What is to be stored, by key, and what removed. */
export interface LocalChange {
  set: Record<string, unknown>;
  remove: string[];
}

/** Carries a change out, where local storage can be reached. */
export async function applyLocalChange({ set, remove }: LocalChange): Promise<void> {
  if (Object.keys(set).length > 0) await browser.storage.local.set(set);
  if (remove.length > 0) await browser.storage.local.remove(remove);
}

/** Asks the background; where that is us, or gone, the reason is the storage's own. */
async function viaBackground<Result>(ask: () => Promise<Result>, reason: unknown): Promise<Result> {
  try {
    return await ask();
  } catch {
    throw reason;
  }
}
