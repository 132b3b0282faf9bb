import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { PINTEREST_MATCH_PATTERNS } from '../../../../lib/pin/hosts.ts';
import {
  hasAllHosts,
  mayFetchImages,
  mayReadPinterest,
  requestPinterest,
  watchPermissions,
} from '../../../../lib/platform/permissions.ts';
import { SAMPLE_PICTURE_PATH } from '../../../../lib/sample-picture.ts';

const IMAGES = 'https://i.pinimg.com/*';
const granted = new Set<string>();
const request = vi.fn(async (_asked: { origins: string[] }) => true);

function eventOf() {
  const listeners = new Set<() => void>();
  return {
    addListener: (listener: () => void) => listeners.add(listener),
    removeListener: (listener: () => void) => listeners.delete(listener),
    fire: () => {
      for (const listener of listeners) listener();
    },
  };
}
const onAdded = eventOf();
const onRemoved = eventOf();

beforeEach(() => {
  granted.clear();
  request.mockClear();
  const contains = async ({ origins }: { origins: string[] }) =>
    origins.every((origin) => granted.has(origin));
  Object.assign(browser, { permissions: { contains, request, onAdded, onRemoved } });
});

describe('hosts', () => {
  it('are told apart: pages, pictures, both', async () => {
    expect([await mayReadPinterest(), await mayFetchImages(), await hasAllHosts()]).toEqual([
      false,
      false,
      false,
    ]);
    granted.add(IMAGES);
    expect([await mayReadPinterest(), await mayFetchImages(), await hasAllHosts()]).toEqual([
      false,
      true,
      false,
    ]);
    for (const pattern of PINTEREST_MATCH_PATTERNS) granted.add(pattern);
    expect([await mayReadPinterest(), await mayFetchImages(), await hasAllHosts()]).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('are not needed for our own picture, and for it alone', async () => {
    const own = browser.runtime.getURL(SAMPLE_PICTURE_PATH);
    expect(await mayFetchImages([own])).toBe(true);
    expect(await mayFetchImages([own, 'https://i.pinimg.com/736x/a.jpg'])).toBe(false);
  });

  it('are asked for all at once', async () => {
    expect(await requestPinterest()).toBe(true);
    expect(request.mock.calls).toEqual([[{ origins: [...PINTEREST_MATCH_PATTERNS, IMAGES] }]]);
  });
});

describe('watchPermissions', () => {
  it('hears of what is granted and taken back, until it is ended', () => {
    const onChange = vi.fn();
    const stop = watchPermissions(onChange);
    onAdded.fire();
    onRemoved.fire();
    expect(onChange).toHaveBeenCalledTimes(2);
    stop();
    onAdded.fire();
    expect(onChange).toHaveBeenCalledTimes(2);
  });
});
