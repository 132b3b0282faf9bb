import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { readShortcut, shortcutSettings } from '../../../../lib/platform/shortcut.ts';

const getAll = vi.fn();
const openShortcutSettings = vi.fn(async () => undefined);
const create = vi.fn(async () => ({}));

beforeEach(() => {
  fakeBrowser.reset();
  vi.clearAllMocks();
  Object.assign(browser, { commands: { getAll } });
  Object.assign(browser.tabs, { create });
});
afterEach(() => vi.restoreAllMocks());

const runAt = (origin: string) =>
  vi.spyOn(browser.runtime, 'getURL').mockImplementation((path) => `${origin}${path}`);

describe('the shortcut', () => {
  it('is what the browser says of our command', async () => {
    getAll.mockResolvedValue([
      { name: '_execute_action', shortcut: 'Ctrl+M' },
      { name: 'toggle-overlay', shortcut: 'Alt+Shift+M' },
    ]);
    expect(await readShortcut()).toBe('Alt+Shift+M');
  });

  it.each([[[]], [[{ name: 'toggle-overlay' }]]])('may be none: %j', async (commands) => {
    getAll.mockResolvedValue(commands);
    expect(await readShortcut()).toBe('');
  });
});

describe('the way to change it', () => {
  it('is a page of its own in Chrome', async () => {
    runAt('chrome-extension://abc');
    await shortcutSettings()?.();
    expect(create).toHaveBeenCalledExactlyOnceWith({ url: 'chrome://extensions/shortcuts' });
  });

  it('is Firefox’s own', async () => {
    runAt('moz-extension://abc');
    Object.assign(browser, { commands: { getAll, openShortcutSettings } });
    await shortcutSettings()?.();
    expect(openShortcutSettings).toHaveBeenCalledOnce();
    expect(create).not.toHaveBeenCalled();
  });

  it('is none in a Firefox without it', () => {
    runAt('moz-extension://abc');
    expect(shortcutSettings()).toBeNull();
  });
});
