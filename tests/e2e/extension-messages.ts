import { eventually, type Tab } from './tab.ts';

/** In the functions that run in the extension; Firefox has it as well. */
declare const chrome: typeof import('wxt/browser').browser;

/**
 * Sends a message from a page of the extension, as its views do.
 *
 * @returns the answer; null where there is none
 */
export async function sendMessage(page: Tab, type: string, data: unknown): Promise<unknown> {
  return page.evaluate(
    async (message) => {
      // What the library for messages puts around them.
      const sent = { ...message, id: 1, timestamp: Date.now() };
      const answer = (await chrome.runtime.sendMessage(sent)) as { res?: unknown } | undefined;
      return answer?.res ?? null;
    },
    { type, data },
  );
}

/** The id of the tab whose address has a part, as the extension knows it; waits for the tab. */
export async function tabIdOf(page: Tab, part: string): Promise<number> {
  const find = async (shown: string): Promise<number | null> => {
    const tabs = await chrome.tabs.query({});
    return tabs.find(({ url }) => url?.includes(shown))?.id ?? null;
  };
  return eventually(() => page.evaluate(find, part), `a tab at ${part}`);
}
