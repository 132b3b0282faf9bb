import { boardPageFromUrl } from '../board/board-page.ts';
import { boardMessages } from '../platform/board-messages.ts';

/**
 * Tells the background when the page shows a board, so that it puts the session of boards into the
 * page; no more once it has. To be called for each address that the page has.
 */
export function createBoardTeller(): (url: string) => void {
  let isTold = false;
  return (url) => {
    if (isTold || !boardPageFromUrl(url)) return;
    boardMessages.sendMessage('board:shown', undefined).then(
      (isInPage) => {
        isTold ||= isInPage;
      },
      // The next address tells again.
      (error: unknown) => console.debug('Magpie: the background did not hear.', error),
    );
  };
}
