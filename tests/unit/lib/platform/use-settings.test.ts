import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { getSettings } from '../../../../lib/platform/settings.ts';
import { keepWords } from '../../../../lib/platform/use-settings.ts';

beforeEach(() => {
  fakeBrowser.reset();
});

describe('keepWords', () => {
  it('adds to what was kept for the shop and leaves the others', async () => {
    await keepWords('etsy', { style: false });
    await keepWords('ikea', { color: false });
    await keepWords('etsy', { material: false });
    expect((await getSettings()).words).toEqual({
      etsy: { style: false, material: false },
      ikea: { color: false },
    });
  });
});
