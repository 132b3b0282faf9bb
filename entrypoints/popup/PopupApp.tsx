import { useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { Popup, type PopupContent } from '../../components/popup/Popup.tsx';
import type { Change } from '../../lib/corrections.ts';
import { uiWordLanguage } from '../../lib/i18n.ts';
import { isPinterestUrl } from '../../lib/pin/url.ts';
import { suggestNouns } from '../../lib/platform/nouns.ts';
import { openSearches } from '../../lib/platform/open-searches.ts';
import { pageMessages } from '../../lib/platform/page-messages.ts';
import { requestPinterest, watchPermissions } from '../../lib/platform/permissions.ts';
import { followTab, popupTab } from '../../lib/platform/popup-tab.ts';
import { useBoardRun } from '../../lib/platform/use-board-run.ts';
import { useCloudOffer } from '../../lib/platform/use-cloud-vision.ts';
import { useLanguages } from '../../lib/platform/use-languages.ts';
import { useNounFacts } from '../../lib/platform/use-noun-facts.ts';
import { useRankingOffer } from '../../lib/platform/use-ranking-offer.ts';
import { useSavedFinds } from '../../lib/platform/use-saved-finds.ts';
import { keepWords, useSettings, useShops } from '../../lib/platform/use-settings.ts';
import { findsIn } from '../../lib/query/choices.ts';
import { correctionsKeyFor } from '../../lib/tab-state.ts';

/** The popup of the browser's active tab. */
export function PopupApp() {
  const [tabId, setTabId] = useState<number | null>(null);
  /** Raised by one each time the user grants or takes back anything. */
  const [grants, setGrants] = useState(0);
  const [content, setContent] = useState<PopupContent>({ view: 'waiting' });
  const settings = useSettings();
  const shops = useShops(settings, usePinterestHost(tabId, grants));
  const cloud = useCloudOffer(tabId);
  const ranking = useRankingOffer(tabId);
  const boards = useBoardRun(tabId, grants);
  useLanguages([uiWordLanguage(), ...shops.map(({ language }) => language)]);

  useEffect(() => {
    void popupTab(location).then(setTabId);
  }, []);
  useEffect(() => watchPermissions(() => setGrants((count) => count + 1)), []);
  // A grant changes what the tab may tell, so it is asked anew.
  useEffect(() => (tabId === null ? undefined : followTab(tabId, setContent)), [tabId, grants]);

  const correct = (change: Change): void => {
    if (tabId !== null) void pageMessages.sendMessage('page:correct', change, tabId);
  };

  return (
    <Popup
      content={content}
      shops={shops}
      nounFacts={useNounFacts(nounsOf(content))}
      cloud={cloud}
      ranking={ranking}
      onRanked={() => window.close()}
      boards={boards}
      copyText={(text) => navigator.clipboard.writeText(text)}
      onSearchAll={async (urls) => {
        if (tabId === null || !settings) return;
        await openSearches(urls, await browser.tabs.get(tabId), settings);
      }}
      onKeepWords={(shop, switches) => void keepWords(shop, switches)}
      onRetry={() =>
        tabId !== null && void pageMessages.sendMessage('page:retry', undefined, tabId)
      }
      onLook={() => tabId !== null && void pageMessages.sendMessage('page:look', undefined, tabId)}
      onReload={async () => {
        if (tabId !== null) await browser.tabs.reload(tabId);
        window.close();
      }}
      onGrantPermission={() => void requestPinterest()}
      onOpenOptions={() => void browser.runtime.openOptionsPage()}
      correcting={{ suggest: suggestNouns, correct }}
      saving={useSavedFinds(keyOf(content), tabId)}
      onPickArea={async () => {
        if (tabId !== null) await pageMessages.sendMessage('page:pick-area', undefined, tabId);
        window.close();
      }}
    />
  );
}

/** Which picture the popup shows; null where none. */
function keyOf(content: PopupContent): string | null {
  return content.view === 'tab' ? correctionsKeyFor(content.state) : null;
}

function nounsOf(content: PopupContent): string[] {
  if (content.view !== 'tab' || content.state.page === 'no-pin') return [];
  return findsIn(content.state).map(({ noun }) => noun);
}

/** The host of the Pinterest page in a tab; null until it is known, and for other pages. */
function usePinterestHost(tabId: number | null, grants: number): string | null {
  const [host, setHost] = useState<string | null>(null);
  useEffect(() => {
    if (tabId === null) return;
    void browser.tabs.get(tabId).then(({ url }) => {
      setHost(url && isPinterestUrl(url) ? new URL(url).host : null);
    });
  }, [tabId, grants]);
  return host;
}
