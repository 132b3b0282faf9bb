import { browser } from 'wxt/browser';

/** Whether a message is from a page of the extension's own. */
export function isOwnPage({ url }: { url?: string }): boolean {
  return url?.startsWith(browser.runtime.getURL('/')) ?? false;
}

/**
 * Throws unless a message is from a page of the extension's own: a content script shares its
 * process with its page, and has no business with the user's units or with what other pages left.
 */
export function assertOwnPage(sender: { url?: string }): void {
  if (!isOwnPage(sender)) {
    throw new TypeError('not a message from a page of the extension');
  }
}
