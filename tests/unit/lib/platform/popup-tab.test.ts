import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { PopupContent } from '../../../../components/popup/Popup.tsx';
import { pageMessages } from '../../../../lib/platform/page-messages.ts';
import { followTab, popupTab } from '../../../../lib/platform/popup-tab.ts';
import { setTabCorrections, setTabState } from '../../../../lib/platform/session.ts';
import { analysisOf } from '../../support/analyses.ts';

const announce = vi.spyOn(pageMessages, 'sendMessage');
const mayRead = vi.fn<(asked: { origins: string[] }) => Promise<boolean>>();

/** The tab that the popup is opened over. */
async function openTab(url: string): Promise<number> {
  const window = await fakeBrowser.windows.create({ focused: true });
  const { id } = await fakeBrowser.tabs.create({ url, active: true, windowId: window?.id ?? -1 });
  if (id === undefined) throw new Error('no tab');
  return id;
}

/** What the popup is told, as it comes. */
function follow(tabId: number) {
  const contents: PopupContent[] = [];
  const stop = followTab(tabId, (content) => contents.push(content));
  return {
    contents,
    stop,
    told: (n: number) => vi.waitFor(() => expect(contents).toHaveLength(n)),
  };
}

beforeEach(() => {
  fakeBrowser.reset();
  announce.mockReset().mockRejectedValue(new Error('No response'));
  mayRead.mockReset().mockResolvedValue(true);
  Object.assign(browser, { permissions: { contains: mayRead } });
});

const at = (search: string) => ({ search });

describe('popupTab', () => {
  it('is the active one', async () => {
    const id = await openTab('https://www.pinterest.com/');
    expect(await popupTab(at(''))).toBe(id);
  });

  it('is the one that the address names', async () => {
    await openTab('https://www.pinterest.com/');
    expect(await popupTab(at('?tab=42'))).toBe(42);
  });

  it('is the active one where the address names nonsense', async () => {
    const id = await openTab('https://www.pinterest.com/');
    expect(await popupTab(at('?tab=x'))).toBe(id);
  });
});

describe('followTab', () => {
  it('cannot tell a page that it may not see from others, and asks for permission', async () => {
    mayRead.mockResolvedValue(false);
    const { contents, told } = follow(await openTab(''));
    await told(1);
    expect(contents).toEqual([{ view: 'permission-needed', missing: 'pages' }]);
    expect(announce).not.toHaveBeenCalled();
  });

  it('is content with the one site of Pinterest that it may see', async () => {
    mayRead.mockImplementation(async (asked) => asked.origins.length === 1);
    announce.mockResolvedValue({ page: 'no-pin' });
    const { contents, told } = follow(await openTab('https://www.pinterest.de/'));
    await told(1);
    expect(contents).toEqual([{ view: 'tab', state: { page: 'no-pin' } }]);
  });

  it('asks for the permission to fetch pictures where only that is missing', async () => {
    mayRead.mockImplementation(async ({ origins }) => !origins.includes('https://i.pinimg.com/*'));
    const { contents, told } = follow(await openTab('https://www.pinterest.com/pin/1/'));
    await told(1);
    expect(contents).toEqual([{ view: 'permission-needed', missing: 'images' }]);
  });

  it.each(['https://example.com/', 'https://pinterest.com.evil.example/', 'about:blank'])(
    'knows that %s is not Pinterest',
    async (url) => {
      const { contents, told } = follow(await openTab(url));
      await told(1);
      expect(contents).toEqual([{ view: 'not-pinterest' }]);
    },
  );

  it('knows of a page that only the click let it see what permission is missing, if any', async () => {
    mayRead.mockResolvedValue(false);
    const pinterest = follow(await openTab('https://www.pinterest.com/pin/1/'));
    await pinterest.told(1);
    expect(pinterest.contents).toEqual([{ view: 'permission-needed', missing: 'pages' }]);
    expect(mayRead).toHaveBeenCalledExactlyOnceWith({ origins: ['https://www.pinterest.com/*'] });
    const shop = follow(await openTab('https://shop.example/'));
    await shop.told(1);
    expect(shop.contents).toEqual([{ view: 'not-pinterest' }]);
  });

  it('shows what the page announces', async () => {
    const id = await openTab('https://www.pinterest.com/');
    announce.mockResolvedValue({ page: 'no-pin' });
    const { contents, told } = follow(id);
    await told(1);
    expect(contents).toEqual([{ view: 'tab', state: { page: 'no-pin' } }]);
    expect(announce).toHaveBeenCalledExactlyOnceWith('page:announce', undefined, id);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['does not answer', () => Promise.reject(new Error('No response'))],
    ['answers nonsense', async () => ({ page: 'of old' })],
  ])('offers to reload a page that %s', async (_, answer) => {
    announce.mockImplementation(answer as typeof pageMessages.sendMessage);
    const { contents, told } = follow(await openTab('https://de.pinterest.com/pin/1/'));
    await told(1);
    expect(contents).toEqual([{ view: 'reload-needed' }]);
  });

  it('follows the tab until it is closed', async () => {
    const id = await openTab('https://www.pinterest.com/');
    announce.mockResolvedValue({ page: 'no-pin' });
    const { contents, stop, told } = follow(id);
    await told(1);
    const picked = {
      page: 'picked-image' as const,
      imageUrl: 'https://i.pinimg.com/a.jpg',
      run: { status: 'running' as const, stage: 'decode' as const, analysis: null },
    };
    await setTabState(id, picked);
    expect(contents.at(-1)).toEqual({ view: 'tab', state: picked });
    stop();
    await setTabState(id, { page: 'no-pin' });
    expect(contents).toHaveLength(2);
  });

  it('leaves out a picture that is not Pinterest’s, which the popup would fetch to show it', async () => {
    const id = await openTab('https://www.pinterest.com/');
    const picked = {
      page: 'picked-image' as const,
      imageUrl: 'https://i.pinimg.com.evil.example/736x/a.jpg',
      run: {
        status: 'failed' as const,
        failure: { code: 'image-not-allowed' as const },
        analysis: null,
      },
    };
    announce.mockResolvedValue(picked);
    const { contents, told } = follow(id);
    await told(1);
    await setTabState(id, picked);
    await told(2);
    const shown = { view: 'tab', state: { ...picked, imageUrl: null } };
    expect(contents).toEqual([shown, shown]);
  });

  it('says nothing when the popup closes before the page answers', async () => {
    const { promise, resolve } = Promise.withResolvers<{ page: 'no-pin' }>();
    announce.mockReturnValue(promise);
    const { contents, stop } = follow(await openTab('https://www.pinterest.com/'));
    await vi.waitFor(() => expect(announce).toHaveBeenCalled());
    stop();
    resolve({ page: 'no-pin' });
    await new Promise((done) => setTimeout(done, 10));
    expect(contents).toEqual([]);
  });

  it('shows finds as the user corrected them, then and now, in this picture only', async () => {
    const id = await openTab('https://www.pinterest.com/');
    const analysis = analysisOf();
    const picked = {
      page: 'picked-image' as const,
      imageUrl: 'https://i.pinimg.com/a.jpg',
      run: { status: 'done' as const, analysis },
    };
    const box = analysis.objects[0]?.box ?? { x: 0, y: 0, width: 1, height: 1 };
    const corrections = (noun: string | null) => ({
      finds: [{ box, was: 'armchair', noun }],
      drawn: [],
    });
    const key = '- https://i.pinimg.com/a.jpg';
    await setTabCorrections(id, { key, corrections: corrections('pouf') });
    announce.mockResolvedValue(picked);
    const { contents, told } = follow(id);
    await told(1);
    const labels = () => {
      const content = contents.at(-1);
      if (content?.view !== 'tab' || content.state.page === 'no-pin') return null;
      return content.state.run.analysis?.objects.map(({ label }) => label);
    };
    expect(labels()).toEqual(['pouf']);
    expect(contents.at(-1)).toMatchObject({ corrections: corrections('pouf') });
    await setTabCorrections(id, { key, corrections: corrections(null) });
    expect(labels()).toEqual([]);
    await setTabState(id, { ...picked, imageUrl: 'https://i.pinimg.com/b.jpg' });
    expect(labels()).toEqual(['armchair']);
  });
});
