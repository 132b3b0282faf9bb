import { render } from 'preact';
import { ContentScriptContext } from 'wxt/utils/content-script-context';
import { createShadowRootUi } from 'wxt/utils/content-script-ui/shadow-root';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { rankingStyles } from '../../components/ranking/styles.ts';
import { once } from '../../lib/page/once.ts';
import { startRankingSession } from '../../lib/page/ranking-session.ts';
import { RankingApp } from './RankingApp.tsx';

const HOST = 'magpie-ranking';

const ISOLATED_EVENTS = ['keydown', 'keyup', 'keypress', 'pointerdown', 'mousedown', 'click'];

/** How long the ranking of a removed extension may stay, in milliseconds. */
const LIFE_CHECK_INTERVAL = 1_000;

/**
 * Put into a page by the popup, on a click of the user. What comes of it is awaited there: only then
 * can the page be told to begin.
 */
export default defineUnlistedScript(async () => {
  let ready = Promise.resolve();
  once('ranking', () => {
    const ctx = new ContentScriptContext('ranking', { noScriptStartedPostMessage: true });
    ready = start(ctx);
    return ctx.signal;
  });
  await ready;
});

async function start(ctx: ContentScriptContext): Promise<void> {
  // What a former Magpie drew is in the page still after an update.
  for (const leftover of document.querySelectorAll(HOST)) leftover.remove();
  const ui = await createShadowRootUi(ctx, {
    name: HOST,
    position: 'inline',
    anchor: 'body',
    mode: __OPEN_SHADOW_ROOT__ ? 'open' : 'closed',
    // A page must not take presses and keys that are ours for its own: shops close menus on them.
    isolateEvents: ISOLATED_EVENTS,
    css: rankingStyles,
    onMount: (container, _shadow, host) => {
      const session = startRankingSession({
        window,
        host,
        signal: ctx.signal,
        onView: (view) =>
          render(
            <RankingApp view={view} session={session} onClose={() => ctx.abort()} />,
            container,
          ),
      });
      return container;
    },
    onRemove: (container) => container && render(null, container),
  });
  // Chrome tells no page that the extension was reloaded or removed; each tick looks whether it was.
  ctx.setInterval(() => {}, LIFE_CHECK_INTERVAL);
  ui.mount();
}
