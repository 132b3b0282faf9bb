import { ContentScriptContext } from 'wxt/utils/content-script-context';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { startBoardSession } from '../lib/page/board-session.ts';
import { once } from '../lib/page/once.ts';
import { getSettings } from '../lib/platform/settings.ts';

/** How long the session of a removed extension may go on, in milliseconds. */
const LIFE_CHECK_INTERVAL = 1_000;

/** Put into a page that shows a board, by the background; a content script has no room for it. */
export default defineUnlistedScript(() => {
  once('board-session', () => {
    const ctx = new ContentScriptContext('board-session', { noScriptStartedPostMessage: true });
    const boards = startBoardSession({
      window,
      signal: ctx.signal,
      mayAsk: async () => (await getSettings()).readPinDetails,
    });
    ctx.addEventListener(window, 'wxt:locationchange', () => {
      // The event comes before the page's address is the new one.
      ctx.setTimeout(() => boards.navigated(location.href), 0);
    });
    // Chrome tells no page that the extension was reloaded or removed; each tick looks whether it was.
    ctx.setInterval(() => {}, LIFE_CHECK_INTERVAL);
    return ctx.signal;
  });
});
