import { browser } from 'wxt/browser';
import { boardKey, boardPageFromUrl } from '../board/board-page.ts';

/**
 * A tab that shows a run's board, the active one first; null where none does. Asked of the browser
 * each time, since the background forgets. Tabs of private windows do not count: they have no part
 * in a run.
 */
export async function tabOfBoard(runId: string): Promise<number | null> {
  // Addresses are told of the hosts only that the user lets Magpie at, which is all we need.
  const tabs = await browser.tabs.query({});
  const shows = tabs.filter(({ url, incognito }) => {
    const page = url === undefined ? null : boardPageFromUrl(url);
    return !incognito && page !== null && boardKey(page) === runId;
  });
  return (shows.find(({ active }) => active) ?? shows[0])?.id ?? null;
}
