import { browser } from 'wxt/browser';
import { type BoardChoice, rankingMessages } from './ranking-messages.ts';

/** The script that `entrypoints/ranking` becomes. */
const SCRIPT = '/ranking.js';

/**
 * Puts the ranking into a tab's page, where it is not there yet, and has it begin. The user's click
 * on the button in the toolbar is what the browser grants that for (`activeTab`).
 *
 * @returns false where the browser keeps extensions out of the page
 */
export async function startRanking(tabId: number, board: BoardChoice): Promise<boolean> {
  try {
    await browser.scripting.executeScript({ target: { tabId }, files: [SCRIPT] });
    await rankingMessages.sendMessage('ranking:begin', board, tabId);
    return true;
  } catch (error) {
    console.debug('Magpie: the pictures of this page cannot be ranked.', error);
    return false;
  }
}
