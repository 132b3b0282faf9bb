import { type Browser, browser } from 'wxt/browser';
import { CLOUD_VISION_HOST_PATTERN } from '../cloud-vision/host.ts';
import { IMAGE_HOST_PATTERN, PINTEREST_MATCH_PATTERNS } from '../pin/hosts.ts';
import { PINTEREST_API_HOST_PATTERN } from '../pinterest-api/host.ts';
import { SAMPLE_PICTURE_PATH } from '../sample-picture.ts';

const ALL_HOSTS = [...PINTEREST_MATCH_PATTERNS, IMAGE_HOST_PATTERN];

/**
 * Whether Magpie may see every site of Pinterest. Browsers let the user withhold hosts, and take
 * them back at any time; a page that it may not see is not told from any other.
 */
export function mayReadPinterest(): Promise<boolean> {
  return browser.permissions.contains({ origins: PINTEREST_MATCH_PATTERNS });
}

/** Whether Magpie may see a page for good; what a click lets it see for once does not count. */
export function mayReadPage(url: string): Promise<boolean> {
  return browser.permissions.contains({ origins: [`${new URL(url).origin}/*`] });
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

/** Cloud Vision's host and, in Firefox, the user's consent that pictures are sent there. */
const CLOUD_VISION_PERMISSIONS: Browser.permissions.Permissions & { data_collection?: string[] } = {
  origins: [CLOUD_VISION_HOST_PATTERN],
  // No other browser knows the key; Chrome refuses a request that has it.
  ...(import.meta.env.FIREFOX ? { data_collection: ['websiteContent'] } : {}),
};

/** Whether Magpie may send pictures to Google. The user can take that back at any time. */
export function mayUseCloudVision(): Promise<boolean> {
  return browser.permissions.contains(CLOUD_VISION_PERMISSIONS);
}

/** Asks the user; must be called straight from a click. False when they refuse. */
export function requestCloudVision(): Promise<boolean> {
  return browser.permissions.request(CLOUD_VISION_PERMISSIONS);
}

/** Gives back what `requestCloudVision` was granted. */
export async function giveUpCloudVision(): Promise<void> {
  await browser.permissions.remove(CLOUD_VISION_PERMISSIONS);
}

/**
 * Pinterest's API is under pinterest.com, so whoever lets Magpie there lets it ask the API, and is
 * not asked again. In Firefox the token needs no consent of its own: it goes to nobody but
 * Pinterest, who issued it.
 */
const PINTEREST_API_PERMISSIONS = { origins: [PINTEREST_API_HOST_PATTERN] };

/** Whether Magpie may ask Pinterest's API. The user can take that back at any time. */
export function mayUsePinterestApi(): Promise<boolean> {
  return browser.permissions.contains(PINTEREST_API_PERMISSIONS);
}

/** Asks the user; must be called straight from a click. False when they refuse. */
export function requestPinterestApi(): Promise<boolean> {
  return browser.permissions.request(PINTEREST_API_PERMISSIONS);
}

/** Gives back what `requestPinterestApi` was granted, where that is not part of a larger grant. */
export async function giveUpPinterestApi(): Promise<void> {
  try {
    await browser.permissions.remove(PINTEREST_API_PERMISSIONS);
  } catch (error) {
    // Chrome takes back no part of a host that the manifest requires.
    console.info('Magpie: the permission stays as part of that for Pinterest.', error);
  }
}
