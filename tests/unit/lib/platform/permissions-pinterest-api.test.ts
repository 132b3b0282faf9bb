import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import {
  giveUpPinterestApi,
  mayUsePinterestApi,
  requestPinterestApi,
} from '../../../../lib/platform/permissions.ts';

const calls = {
  contains: vi.fn(async () => true),
  request: vi.fn(async () => true),
  remove: vi.fn(async () => true),
};

beforeEach(() => {
  Object.assign(browser, { permissions: calls });
});
afterEach(() => vi.clearAllMocks());

describe("the permission for Pinterest's API", () => {
  it('is asked for, looked up and given back for that host alone', async () => {
    expect(await requestPinterestApi()).toBe(true);
    expect(await mayUsePinterestApi()).toBe(true);
    await giveUpPinterestApi();
    for (const call of Object.values(calls)) {
      expect(call).toHaveBeenCalledExactlyOnceWith({ origins: ['https://api.pinterest.com/*'] });
    }
  });

  it('may be a part of one that cannot be given back', async () => {
    vi.spyOn(console, 'info').mockImplementation(() => {});
    calls.remove.mockRejectedValueOnce(new Error('You cannot remove required permissions.'));
    await expect(giveUpPinterestApi()).resolves.toBeUndefined();
  });
});
