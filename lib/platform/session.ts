import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { storage } from 'wxt/utils/storage';
import { CorrectionsSchema } from '../corrections.ts';
import { type TabState, TabStateSchema } from '../tab-state.ts';

/**
 * What each tab shows, in session storage: it outlives the background, which may die at any
 * moment, but is held in memory only and gone with the browser.
 */
const keyOf = (tabId: number) => `session:tab-${tabId}` as const;

const correctionsKeyOf = (tabId: number) => `session:corrections-${tabId}` as const;

const BACKEND_KEY = 'session:backend-in-use';

export async function setTabState(tabId: number, state: TabState): Promise<void> {
  await storage.setItem(keyOf(tabId), state);
}

/** What a tab shows; null where nothing is known of it. */
export async function getTabState(tabId: number): Promise<TabState | null> {
  return parse(await storage.getItem(keyOf(tabId)));
}

/** What every tab shows that has told, by its id. */
export async function getTabStates(): Promise<[tabId: number, state: TabState][]> {
  const stored = await browser.storage.session.get(null);
  return Object.entries(stored).flatMap(([key, value]): [number, TabState][] => {
    const tabId = /^tab-(\d+)$/.exec(key)?.[1];
    const state = tabId === undefined ? null : parse(value);
    return state ? [[Number(tabId), state]] : [];
  });
}

export async function forgetTab(tabId: number): Promise<void> {
  await storage.removeItem(keyOf(tabId));
  await storage.removeItem(correctionsKeyOf(tabId));
}

/** What the user made of the finds in a tab's image. */
const CorrectionsOfTabSchema = v.object({
  /** Which image it is about: its `correctionsKey`. */
  key: v.string(),
  corrections: CorrectionsSchema,
});
export type CorrectionsOfTab = v.InferOutput<typeof CorrectionsOfTabSchema>;

export async function getTabCorrections(tabId: number): Promise<CorrectionsOfTab | null> {
  return parseCorrections(await storage.getItem(correctionsKeyOf(tabId)));
}

export async function setTabCorrections(tabId: number, value: CorrectionsOfTab): Promise<void> {
  await storage.setItem(correctionsKeyOf(tabId), value);
}

/** Calls `onCorrections` with every later version. Returns the function that ends it. */
export function watchTabCorrections(
  tabId: number,
  onCorrections: (corrections: CorrectionsOfTab | null) => void,
): () => void {
  return storage.watch<unknown>(correctionsKeyOf(tabId), (value) =>
    onCorrections(parseCorrections(value)),
  );
}

/** Calls `onState` with every later state of a tab. Returns the function that ends it. */
export function watchTabState(
  tabId: number,
  onState: (state: TabState | null) => void,
): () => void {
  return storage.watch<unknown>(keyOf(tabId), (value) => onState(parse(value)));
}

/** The backend that ran the last analysis since the browser started; null before it. */
export async function getBackendInUse(): Promise<string | null> {
  const backend = v.safeParse(v.string(), await storage.getItem(BACKEND_KEY));
  return backend.success ? backend.output : null;
}

export async function setBackendInUse(backend: string): Promise<void> {
  await storage.setItem(BACKEND_KEY, backend);
}

function parseCorrections(value: unknown): CorrectionsOfTab | null {
  const { success, output } = v.safeParse(CorrectionsOfTabSchema, value);
  return success ? output : null;
}

function parse(value: unknown): TabState | null {
  const { success, output } = v.safeParse(TabStateSchema, value);
  return success ? output : null;
}
