import { browser } from 'wxt/browser';

/** The command in the manifest that shows and hides the finds. */
export const TOGGLE_COMMAND = 'toggle-overlay';

/** Chrome lets an extension open this page, but change nothing on it. */
const CHROME_SHORTCUTS = 'chrome://extensions/shortcuts';

/** The keys that show and hide the finds, as the browser writes them; empty where there are none. */
export async function readShortcut(): Promise<string> {
  const commands = await browser.commands.getAll();
  return commands.find(({ name }) => name === TOGGLE_COMMAND)?.shortcut ?? '';
}

/**
 * The way to where the browser changes shortcuts; null where it has none that an extension can open.
 */
export function shortcutSettings(): (() => Promise<void>) | null {
  // Firefox's own, since version 137, and unknown to the types of Chrome's API.
  const open: unknown = Reflect.get(browser.commands, 'openShortcutSettings');
  if (typeof open === 'function') {
    return async () => {
      await open.call(browser.commands);
    };
  }
  if (!browser.runtime.getURL('/').startsWith('chrome-extension:')) return null;
  return async () => {
    await browser.tabs.create({ url: CHROME_SHORTCUTS });
  };
}
