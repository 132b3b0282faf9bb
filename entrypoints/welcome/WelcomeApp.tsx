import { render } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { overlayStyles } from '../../components/overlay/styles.ts';
import { Welcome } from '../../components/welcome/Welcome.tsx';
import type { PageSession } from '../../lib/page/page-session.ts';
import { startSampleSession } from '../../lib/page/sample-session.ts';
import { hasAllHosts, requestPinterest, watchPermissions } from '../../lib/platform/permissions.ts';
import { SAMPLE_PICTURE_PATH } from '../../lib/sample-picture.ts';
import { OverlayApp } from '../pinterest.content/OverlayApp.tsx';
import { createViewStore } from '../pinterest.content/view-store.ts';

/** The page after the installation, with Magpie at work on its own picture. */
export function WelcomeApp() {
  const picture = useRef<HTMLImageElement>(null);
  const session = useRef<Pick<PageSession, 'retry'> | null>(null);
  const [tried, setTried] = useState(false);
  const isAllowed = useHostAccess();

  const tryIt = (): void => {
    if (session.current) session.current.retry();
    else if (picture.current) session.current = showOverlay(picture.current);
    setTried(true);
  };

  return (
    <Welcome
      browserName={import.meta.env.BROWSER === 'firefox' ? 'firefox' : 'chrome'}
      pictureUrl={SAMPLE_PICTURE_PATH}
      pictureRef={picture}
      tried={tried}
      needsPermission={isAllowed === false}
      onTry={tryIt}
      onGrantPermission={() => void requestPinterest()}
      onOpenOptions={() => void browser.runtime.openOptionsPage()}
    />
  );
}

/** Puts the overlay of any pin behind our picture in the page, and has the picture looked at. */
function showOverlay(element: HTMLImageElement): Pick<PageSession, 'retry'> {
  const views = createViewStore();
  const session = startSampleSession({
    element,
    signal: new AbortController().signal,
    onView: views.setPage,
  });
  const host = document.createElement('magpie-overlay');
  const root = host.attachShadow({ mode: __OPEN_SHADOW_ROOT__ ? 'open' : 'closed' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(overlayStyles);
  root.adoptedStyleSheets = [sheet];
  // Beside the picture, so that Tab goes from one to the other.
  element.after(host);
  render(<OverlayApp views={views} host={host} session={session} />, root);
  return session;
}

/** Whether Magpie has every host it works with, as that changes; null until it is known. */
function useHostAccess(): boolean | null {
  const [isAllowed, setAllowed] = useState<boolean | null>(null);
  useEffect(() => {
    const ask = (): void => void hasAllHosts().then(setAllowed);
    ask();
    return watchPermissions(ask);
  }, []);
  return isAllowed;
}
