import { type Browser, browser } from 'wxt/browser';
import { CLOUD_VISION_HOST_PATTERN } from '../cloud-vision/host.ts';
import { IMAGE_HOST_PATTERN, PINTEREST_MATCH_PATTERNS } from '../pin/hosts.ts';

const ORIGINS = { origins: [...PINTEREST_MATCH_PATTERNS, IMAGE_HOST_PATTERN] };

/** Whether Magpie may see Pinterest. In Firefox the user can take that back at any time. */
export function mayReadPinterest(): Promise<boolean> {
  return browser.permissions.contains(ORIGINS);
}

/** Whether Magpie may fetch pictures. */
export function mayFetchImages(): Promise<boolean> {
  return browser.permissions.contains({ origins: [IMAGE_HOST_PATTERN] });
}

/** Asks the user; must be called straight from a click. False when they refuse. */
export function requestPinterest(): Promise<boolean> {
  return browser.permissions.request(ORIGINS);
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

/** Calls `onChange` whenever some permission is given or taken. Returns the function that ends it. */
export function watchPermissions(onChange: () => void): () => void {
  const { onAdded, onRemoved } = browser.permissions;
  onAdded.addListener(onChange);
  onRemoved.addListener(onChange);
  return () => {
    onAdded.removeListener(onChange);
    onRemoved.removeListener(onChange);
  };
}
