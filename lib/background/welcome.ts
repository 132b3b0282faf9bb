import { browser } from 'wxt/browser';

/** Opens the welcome page once, after the extension was installed; not after its updates. */
export function welcomeOnInstall(): void {
  browser.runtime.onInstalled.addListener(async ({ reason }) => {
    if (reason !== 'install') return;
    await browser.tabs.create({ url: browser.runtime.getURL('/welcome.html') });
  });
}
