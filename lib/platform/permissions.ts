import { browser } from 'wxt/browser';
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
