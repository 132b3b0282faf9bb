import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';

const calls = {
  contains: vi.fn(async () => true),
  request: vi.fn(async () => true),
  remove: vi.fn(async () => true),
};

/** The module anew, built for a browser. */
async function builtFor(name: 'chrome' | 'firefox') {
  // Whatever is in the environment is a text.
  vi.stubEnv('FIREFOX', name === 'firefox' ? 'true' : '');
  vi.resetModules();
  return import('../../../../lib/platform/permissions.ts');
}

beforeEach(() => {
  Object.assign(browser, { permissions: calls });
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.clearAllMocks();
});

describe('the permission for Cloud Vision', () => {
  it.each([
    ['chrome', { origins: ['https://vision.googleapis.com/*'] }],
    [
      'firefox',
      { origins: ['https://vision.googleapis.com/*'], data_collection: ['websiteContent'] },
    ],
  ] as const)('is, in %s, asked for, looked up and given back as one', async (name, whole) => {
    const { giveUpCloudVision, mayUseCloudVision, requestCloudVision } = await builtFor(name);
    expect(await requestCloudVision()).toBe(true);
    expect(await mayUseCloudVision()).toBe(true);
    await giveUpCloudVision();
    for (const call of Object.values(calls)) expect(call).toHaveBeenCalledExactlyOnceWith(whole);
  });
});
