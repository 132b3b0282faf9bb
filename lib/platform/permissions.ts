import { browser } from 'wxt/browser';
import { IMAGE_HOST_PATTERN, PINTEREST_MATCH_PATTERNS } from '../pin/hosts.ts';
import { SAMPLE_PICTURE_PATH } from '../sample-picture.ts';

const ALL_HOSTS = [...PINTEREST_MATCH_PATTERNS, IMAGE_HOST_PATTERN];

/**
 * Whether Magpie may see every site of Pinterest. Browsers let the user withhold hosts, and take
 * them back at any time; a page that it may not see is not told from any other.
 */
export function mayReadPinterest(): Promise<boolean> {
  return browser.permissions.contains({ origins: PINTEREST_MATCH_PATTERNS });
}

/** Whether Magpie may fetch pictures at `urls`; by default, Pinterest's. Its own it always may. */
export async function mayFetchImages(urls: readonly string[] = []): Promise<boolean> {
  const own = browser.runtime.getURL(SAMPLE_PICTURE_PATH);
  if (urls.length > 0 && urls.every((url) => url === own)) return true;
  return browser.permissions.contains({ origins: [IMAGE_HOST_PATTERN] });
}

/** Whether Magpie has every host that it works with. */
export function hasAllHosts(): Promise<boolean> {
  return browser.permissions.contains({ origins: ALL_HOSTS });
}

/**
 * Asks the user for all that is missing, in one question; must be called straight from a click.
 * False when they refuse.
 */
export function requestPinterest(): Promise<boolean> {
  return browser.permissions.request({ origins: ALL_HOSTS });
}

/**
 * Calls `onChange` whenever the user grants or takes back anything, also where they do so in the
 * browser's own settings. Returns the function that ends it.
 */
export function watchPermissions(onChange: () => void): () => void {
  const { onAdded, onRemoved } = browser.permissions;
  onAdded.addListener(onChange);
  onRemoved.addListener(onChange);
  return () => {
    onAdded.removeListener(onChange);
    onRemoved.removeListener(onChange);
  };
}
