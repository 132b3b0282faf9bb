import { render } from 'preact';
import { createShadowRootUi } from 'wxt/utils/content-script-ui/shadow-root';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { overlayStyles } from '../../components/overlay/styles.ts';
import { startPageSession } from '../../lib/page/page-session.ts';
import { createBoardTeller } from '../../lib/page/tell-of-boards.ts';
import { PINTEREST_MATCH_PATTERNS } from '../../lib/pin/hosts.ts';
import { updateSettings } from '../../lib/platform/settings.ts';
import { OverlayApp } from './OverlayApp.tsx';
import { createViewStore } from './view-store.ts';

const HOST = 'magpie-overlay';

/** How long the overlay of a removed extension may stay, in milliseconds. */
const LIFE_CHECK_INTERVAL = 1_000;

export default defineContentScript({
  matches: PINTEREST_MATCH_PATTERNS,
  async main(ctx) {
    // After an update, Firefox ends the former script and leaves in the page what it drew.
    for (const leftover of document.querySelectorAll(HOST)) leftover.remove();
    const views = createViewStore();
    const ui = await createShadowRootUi(ctx, {
      name: HOST,
      position: 'inline',
      anchor: 'body',
      mode: __OPEN_SHADOW_ROOT__ ? 'open' : 'closed',
      // Pinterest has shortcuts on single letters, which typing in the card must not trigger.
      isolateEvents: true,
      css: overlayStyles,
      onMount: (container, _shadow, host) => {
        render(<OverlayApp views={views} host={host} session={session} />, container);
        return container;
      },
      onRemove: (container) => container && render(null, container),
    });
    const session = startPageSession({
      signal: ctx.signal,
      onView: views.setPage,
      onPickArea: () => {
        void updateSettings({ overlay: true });
        views.requestPick();
      },
    });
    const tellOfBoard = createBoardTeller();
    tellOfBoard(location.href);
    ctx.addEventListener(window, 'wxt:locationchange', ({ newUrl }) => {
      // The page can dispatch this event as well; what it puts into it does not get here.
      if (!(newUrl instanceof URL)) return;
      session.navigated(newUrl);
      // The event comes before the page's address is the new one, and that is what counts.
      ctx.setTimeout(() => tellOfBoard(location.href), 0);
    });
    // Chrome tells no page that the extension was reloaded or removed; each tick looks whether it was.
    ctx.setInterval(() => {}, LIFE_CHECK_INTERVAL);
    ui.mount();
  },
});
