import { useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { Popup, type PopupContent } from '../../components/popup/Popup.tsx';
import { openSearches } from '../../lib/platform/open-searches.ts';
import { pageMessages } from '../../lib/platform/page-messages.ts';
import { requestPinterest } from '../../lib/platform/permissions.ts';
import { followTab, popupTab } from '../../lib/platform/popup-tab.ts';
import { keepWords, useSettings, useShops } from '../../lib/platform/use-settings.ts';

/** The popup of the browser's active tab. */
export function PopupApp() {
  const [tabId, setTabId] = useState<number | null>(null);
  const [granted, setGranted] = useState(0);
  const [content, setContent] = useState<PopupContent>({ view: 'waiting' });
  const settings = useSettings();
  const shops = useShops(settings, pinterestHostOf(content));

  useEffect(() => {
    void popupTab(location).then(setTabId);
  }, []);
  // A grant changes what the tab may tell, so it is asked anew.
  useEffect(() => (tabId === null ? undefined : followTab(tabId, setContent)), [tabId, granted]);

  return (
    <Popup
      content={content}
      shops={shops}
      copyText={(text) => navigator.clipboard.writeText(text)}
      onSearchAll={async (urls) => {
        if (tabId === null || !settings) return;
        await openSearches(urls, await browser.tabs.get(tabId), settings);
      }}
      onKeepWords={(shop, switches) => void keepWords(shop, switches)}
      onRetry={() =>
        tabId !== null && void pageMessages.sendMessage('page:retry', undefined, tabId)
      }
      onReload={async () => {
        if (tabId !== null) await browser.tabs.reload(tabId);
        window.close();
      }}
      onGrantPermission={async () => {
        if (await requestPinterest()) setGranted((count) => count + 1);
      }}
      onOpenOptions={() => void browser.runtime.openOptionsPage()}
    />
  );
}

/** The host of the page that the popup is about; null where it shows no pin. */
function pinterestHostOf(content: PopupContent): string | null {
  if (content.view !== 'tab' || content.state.page !== 'pin') return null;
  const { url } = content.state.pin;
  return URL.canParse(url) ? new URL(url).host : null;
}
