import { browser } from 'wxt/browser';
import { boardKey, boardPageFromUrl } from '../board/board-page.ts';

/** Whether a tab shows a run's board. Those of private windows do not count: no run is of them. */
export function showsBoard(
  { url, incognito }: { url?: string | undefined; incognito: boolean },
  runId: string,
): boolean {
  const page = url === undefined ? null : boardPageFromUrl(url);
  return !incognito && page !== null && boardKey(page) === runId;
}

/**
 * A tab that shows a run's board, the active one first; null where none does. Asked of the browser
 * each time, since the background forgets.
 */
export async function tabOfBoard(runId: string): Promise<number | null> {
  // Addresses are told of the hosts only that the user lets Magpie at, which is all we need.
  const tabs = await browser.tabs.query({});
  const shown = tabs.filter((tab) => showsBoard(tab, runId));
  return (shown.find(({ active }) => active) ?? shown[0])?.id ?? null;
}
