import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { openSearches } from '../../../../lib/platform/open-searches.ts';

const TAB = { id: 7, index: 2, windowId: 3 };
const create = vi.fn();

beforeEach(() => {
  fakeBrowser.reset();
  create.mockReset();
  fakeBrowser.tabs.create = create;
});

describe('openSearches', () => {
  it('opens tabs in order to the right of the tab, behind it', async () => {
    const urls = ['https://www.etsy.com/search?q=vase', 'https://www.amazon.de/s?k=vase'];
    await openSearches(urls, TAB, { customShops: [] });
    expect(create.mock.calls).toEqual(
      urls.map((url, place) => [
        { url, windowId: 3, index: 3 + place, active: false, openerTabId: 7 },
      ]),
    );
  });

  it('opens the user’s own shops', async () => {
    const own = {
      id: 'custom-1',
      name: 'Mine',
      url: 'https://shop.example/{query}',
      language: 'en' as const,
    };
    await openSearches(['https://shop.example/vase'], TAB, { customShops: [own] });
    expect(create).toHaveBeenCalledOnce();
  });

  it.each([
    'https://evil.example/',
    'https://www.etsy.com.evil.example/',
    'http://www.etsy.com/',
    'javascript:alert(1)',
    'https://www.etsy.com@evil.example/',
    'nonsense',
  ])('opens nothing where one leads elsewhere: %s', async (url) => {
    const urls = ['https://www.etsy.com/search?q=vase', url];
    await expect(openSearches(urls, TAB, { customShops: [] })).rejects.toThrow(TypeError);
    expect(create).not.toHaveBeenCalled();
  });
});
