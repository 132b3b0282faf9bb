import { browser } from 'wxt/browser';
import { isShopUrl, type ShopPreferences } from '../shops/shops.ts';

/** The tab beside which others open. */
export interface NeighbourTab {
  id?: number | undefined;
  index: number;
  windowId: number;
}

/**
 * Opens searches in new tabs to the right of `tab`, in their order, behind it. Needs no permission.
 * Throws a TypeError, and opens none, where one leads to no shop of ours or of the user's.
 */
export async function openSearches(
  urls: readonly string[],
  { id, index, windowId }: NeighbourTab,
  { customShops }: Pick<ShopPreferences, 'customShops'>,
): Promise<void> {
  if (!urls.every((url) => isShopUrl(url, customShops))) throw new TypeError('not a shop');
  for (const [place, url] of urls.entries()) {
    await browser.tabs.create({
      url,
      windowId,
      index: index + 1 + place,
      active: false,
      ...(id !== undefined && { openerTabId: id }),
    });
  }
}
