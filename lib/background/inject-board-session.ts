import { browser } from 'wxt/browser';

/** The script that `entrypoints/board-session.ts` becomes. */
const SCRIPT = '/board-session.js';

/**
 * Puts the session of boards into a tab's page; in one that has it already, nothing happens.
 *
 * @returns whether it is there; not so in a tab that is gone, or has another site's page by now
 */
export async function injectBoardSession(tabId: number): Promise<boolean> {
  try {
    await browser.scripting.executeScript({ target: { tabId }, files: [SCRIPT] });
    return true;
  } catch (error) {
    console.debug('Magpie: the page would not take the session of boards.', error);
    return false;
  }
}
