// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Welcome, type WelcomeProps } from '../../../components/welcome/Welcome.tsx';
import { rendered } from './rendered.ts';

const events = { onTry: vi.fn(), onGrantPermission: vi.fn(), onOpenOptions: vi.fn() };
const welcome = (changes: Partial<WelcomeProps> = {}) => (
  <Welcome
    browserName="chrome"
    pictureUrl="/welcome/room.jpg"
    pictureRef={null}
    tried={false}
    needsPermission={false}
    {...events}
    {...changes}
  />
);

beforeEach(() => {
  vi.clearAllMocks();
});

describe('Welcome', () => {
  it('lets the picture be tried', async () => {
    const { click, control } = await rendered(welcome());
    await click(control('Try it'));
    expect(events.onTry).toHaveBeenCalledOnce();
  });

  it('says what to do with the dots, once they come', async () => {
    const { root } = await rendered(welcome({ tried: true }));
    expect(root.textContent).toContain('Each dot is a find.');
  });

  it('asks for a permission only where one is missing', async () => {
    const { root } = await rendered(welcome());
    expect(root.textContent).not.toContain('Allow on Pinterest');
    const lacking = await rendered(welcome({ needsPermission: true }));
    await lacking.click(lacking.control('Allow on Pinterest'));
    expect(events.onGrantPermission).toHaveBeenCalledOnce();
  });

  it.each([
    ['chrome', 'Click the pin beside Magpie.'],
    ['firefox', 'Choose “Pin to Toolbar”.'],
  ] as const)('explains the toolbar of %s', async (browserName, words) => {
    const { root } = await rendered(welcome({ browserName }));
    expect(root.textContent).toContain(words);
  });

  it('leads to the options and to Pinterest, which learns of nothing', async () => {
    const { root, click, control } = await rendered(welcome());
    await click(control('Options'));
    expect(events.onOpenOptions).toHaveBeenCalledOnce();
    const link = root.querySelector('a[href="https://www.pinterest.com/"]');
    expect(link?.getAttribute('rel')).toBe('noopener noreferrer');
  });
});
