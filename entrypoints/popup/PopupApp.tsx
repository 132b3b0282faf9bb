import { useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { Popup, type PopupContent } from '../../components/popup/Popup.tsx';
import type { Change } from '../../lib/corrections.ts';
import { suggestNouns } from '../../lib/platform/nouns.ts';
import { pageMessages } from '../../lib/platform/page-messages.ts';
import { requestPinterest } from '../../lib/platform/permissions.ts';
import { followTab, popupTab } from '../../lib/platform/popup-tab.ts';
import { useLanguages } from '../../lib/platform/use-languages.ts';
import { useSettings, useShops } from '../../lib/platform/use-settings.ts';

/** The popup of the browser's active tab. */
export function PopupApp() {
  const [tabId, setTabId] = useState<number | null>(null);
  const [granted, setGranted] = useState(0);
  const [content, setContent] = useState<PopupContent>({ view: 'waiting' });
  const shops = useShops(useSettings());
  useLanguages(navigator.languages);

  useEffect(() => {
    void popupTab(location).then(setTabId);
  }, []);
  // A grant changes what the tab may tell, so it is asked anew.
  useEffect(() => (tabId === null ? undefined : followTab(tabId, setContent)), [tabId, granted]);

  const correct = (change: Change): void => {
    if (tabId !== null) void pageMessages.sendMessage('page:correct', change, tabId);
  };

  return (
    <Popup
      content={content}
      shops={shops}
      copyText={(text) => navigator.clipboard.writeText(text)}
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
      correcting={{ suggest: suggestNouns, correct }}
      onPickArea={async () => {
        if (tabId !== null) await pageMessages.sendMessage('page:pick-area', undefined, tabId);
        window.close();
      }}
    />
  );
}
