import type { Browser } from 'wxt/browser';
import type { BoundedStore } from '../engine/bounded-store.ts';
import type { PrivateData, PrivateDataUsage } from '../private-data.ts';

/** The stores of what Magpie keeps of the user's. */
export type PrivateStores = Record<PrivateData, Pick<BoundedStore<unknown>, 'usage' | 'clear'>>;

/** How much each store holds. Rejects where one is broken. */
export async function usageOf({ analyses, corrections }: PrivateStores): Promise<PrivateDataUsage> {
  return { analyses: await analyses.usage(), corrections: await corrections.usage() };
}

/**
 * Throws unless a message is from a page of the extension's own, at `origin`: a content script, in
 * its page's process, has no business with what other pages left.
 */
export function assertOwnPage(
  { url }: Pick<Browser.runtime.MessageSender, 'url'>,
  origin: string,
): void {
  if (!url?.startsWith(origin)) throw new TypeError('not a message from a page of the extension');
}
