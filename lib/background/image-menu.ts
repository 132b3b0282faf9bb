import { browser } from 'wxt/browser';
import { t } from '../i18n.ts';
import { PINTEREST_MATCH_PATTERNS } from '../pin/hosts.ts';
import { pageMessages } from '../platform/page-messages.ts';

const MENU_ITEM = 'find-in-image';

/** Offers "Find what's in this image" on every image of Pinterest's pages. */
export function offerImageMenu(): void {
  browser.runtime.onInstalled.addListener(makeMenu);
  // The browser keeps the menu, and may have another language by now.
  browser.runtime.onStartup.addListener(makeMenu);
  browser.contextMenus.onClicked.addListener(async ({ menuItemId, srcUrl }, tab) => {
    if (menuItemId !== MENU_ITEM || tab?.id === undefined || !srcUrl) return;
    try {
      await pageMessages.sendMessage('page:pick-image', srcUrl, tab.id);
    } catch (error) {
      // A page from before the extension was installed; the popup offers to reload it.
      console.warn('Magpie: no content script on this page yet.', error);
    }
  });
}

async function makeMenu(): Promise<void> {
  await browser.contextMenus.removeAll();
  browser.contextMenus.create({
    id: MENU_ITEM,
    title: t('menu.findInImage'),
    contexts: ['image'],
    documentUrlPatterns: PINTEREST_MATCH_PATTERNS,
  });
}
