import { useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { Popup, type PopupContent } from '../../components/popup/Popup.tsx';
import { pageMessages } from '../../lib/platform/page-messages.ts';
import { requestPinterest } from '../../lib/platform/permissions.ts';
import { followTab, popupTab } from '../../lib/platform/popup-tab.ts';
import { useCloudOffer } from '../../lib/platform/use-cloud-vision.ts';
import { useSettings, useShops } from '../../lib/platform/use-settings.ts';

/** The popup of the browser's active tab. */
export function PopupApp() {
  const [tabId, setTabId] = useState<number | null>(null);
  const [granted, setGranted] = useState(0);
  const [content, setContent] = useState<PopupContent>({ view: 'waiting' });
  const shops = useShops(useSettings());
  const cloud = useCloudOffer(tabId);

  useEffect(() => {
    void popupTab(location).then(setTabId);
  }, []);
  // A grant changes what the tab may tell, so it is asked anew.
  useEffect(() => (tabId === null ? undefined : followTab(tabId, setContent)), [tabId, granted]);

  return (
    <Popup
      content={content}
      shops={shops}
      cloud={cloud}
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
    />
  );
}
