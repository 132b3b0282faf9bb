// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Popup, type PopupContent, type PopupProps } from '../../../components/popup/Popup.tsx';
import type { ErrorCode } from '../../../lib/errors.ts';
import type { Run } from '../../../lib/tab-state.ts';
import { fakeCorrecting } from '../support/correcting.ts';
import { analysis, done, object, pinState, SHOPS } from './fixtures.ts';
import { rendered } from './rendered.ts';

const NO_FACTS = new Map();
const events = {
  copyText: vi.fn(async (_text: string) => undefined),
  onRetry: vi.fn(),
  onLook: vi.fn(),
  onReload: vi.fn(),
  onGrantPermission: vi.fn(),
  onOpenOptions: vi.fn(),
  onSearchAll: vi.fn(async (_urls: string[]) => undefined),
  onKeepWords: vi.fn(),
};

function popup(content: PopupContent, props: Partial<PopupProps> = {}) {
  return (
    <Popup
      content={content}
      shops={SHOPS}
      nounFacts={NO_FACTS}
      correcting={fakeCorrecting()}
      onPickArea={() => undefined}
      {...events}
      {...props}
    />
  );
}
const tab = (run: Run): PopupContent => ({ view: 'tab', state: pinState(run) });
const failed = (code: ErrorCode): Run => ({ status: 'failed', failure: { code }, analysis: null });

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.clearAllMocks();
});

describe('Popup without a pin', () => {
  it('says what it is for away from Pinterest', async () => {
    const { root } = await rendered(popup({ view: 'not-pinterest' }));
    expect(root.textContent).toContain('This is not Pinterest.');
  });

  it('says that no pin is open', async () => {
    const { root } = await rendered(popup({ view: 'tab', state: { page: 'no-pin' } }));
    expect(root.textContent).toContain('No pin is open here.');
  });

  it('offers to reload a page that was open before', async () => {
    const { click, control } = await rendered(popup({ view: 'reload-needed' }));
    await click(control('Reload the page'));
    expect(events.onReload).toHaveBeenCalledOnce();
  });

  it.each([
    ['pages', 'Allow on Pinterest', 'needs your permission'],
    ['images', 'Allow pictures', 'i.pinimg.com'],
  ] as const)('offers to give the permission for %s', async (missing, button, words) => {
    const { click, control, root } = await rendered(popup({ view: 'permission-needed', missing }));
    expect(root.textContent).toContain(words);
    await click(control(button));
    expect(events.onGrantPermission).toHaveBeenCalledOnce();
  });

  it('leads to the options from everywhere', async () => {
    const { click, control } = await rendered(popup({ view: 'waiting' }));
    await click(control('Options'));
    expect(events.onOpenOptions).toHaveBeenCalledOnce();
  });
});

describe('Popup of a pin', () => {
  it('lists the finds with how sure they are, and counts them aloud', async () => {
    const run = done(object('armchair', 0.1, 0.1), object('vase', 0.5, 0.5, 0.3));
    const { root, spoken } = await rendered(popup(tab(run)));
    const names = [...root.querySelectorAll('.find h2')].map((heading) => heading.textContent);
    expect(names).toEqual(['Armchair sure', 'Vase maybe']);
    expect(spoken()).toContain('2 finds · analysed on this device');
  });

  it('searches each shop for colour and noun, in a tab that learns nothing of this one', async () => {
    const { control } = await rendered(popup(tab(done(object('armchair', 0.1, 0.1)))));
    const link = control(/^Etsy: search for/);
    expect(link.getAttribute('href')).toBe('https://etsy.example/?q=mustard%20yellow%20armchair');
    expect(link.getAttribute('target')).toBe('_blank');
    expect(link.getAttribute('rel')).toBe('noopener noreferrer');
    expect(link.className).toContain('button--first');
    expect(control(/^Amazon/).className).not.toContain('button--first');
  });

  it('keeps shops beyond the third behind a button', async () => {
    const view = await rendered(popup(tab(done(object('armchair', 0.1, 0.1)))));
    expect(view.hasControl(/^eBay/)).toBe(false);
    const more = view.control(/^More shops/);
    expect(more.getAttribute('aria-expanded')).toBe('false');
    await view.click(more);
    expect(view.hasControl(/^eBay/)).toBe(true);
    expect(view.control(/^Fewer shops/).getAttribute('aria-expanded')).toBe('true');
  });

  it('has no such button for three shops', async () => {
    const run = done(object('armchair', 0.1, 0.1));
    const { hasControl } = await rendered(popup(tab(run), { shops: SHOPS.slice(0, 3) }));
    expect(hasControl(/^More shops/)).toBe(false);
  });

  it('copies a colour of the palette, says so, and takes it back', async () => {
    const { click, control, root, spoken } = await rendered(popup(tab(done())));
    await click(control(/^pale grey 60%/));
    expect(events.copyText).toHaveBeenCalledWith('#c9c9ca');
    expect(spoken()).toContain('Copied #c9c9ca');
    expect(root.querySelectorAll('.tick')).toHaveLength(1);
    await vi.runAllTimersAsync();
    expect(spoken()).not.toContain('Copied');
    expect(root.querySelectorAll('.tick')).toHaveLength(0);
  });

  it('says when the browser would not copy', async () => {
    const copyText = () => Promise.reject(new Error('denied'));
    const view = await rendered(popup(tab(done(object('armchair', 0, 0))), { copyText }));
    await view.click(view.control('mustard, copy #e3ad1c'));
    expect(view.spoken()).toContain('would not copy #e3ad1c');
    expect(view.root.querySelectorAll('.tick')).toHaveLength(0);
  });

  it('shows what is there while it runs: palette first, then finds', async () => {
    const running = (stage: 'decode' | 'objects' | 'labels', objects = 0): PopupContent =>
      tab({
        status: 'running',
        stage,
        analysis:
          stage === 'decode'
            ? null
            : analysis(Array.from({ length: objects }, () => object('chair', 0, 0))),
      });
    const view = await rendered(popup(running('decode')));
    const progress = () => view.root.querySelector('[role="progressbar"]');
    expect(progress()?.getAttribute('aria-valuenow')).toBe('0');
    expect(view.spoken()).toBe('Fetching the picture');
    await view.update(popup(running('objects')));
    expect(view.hasControl(/^pale grey/)).toBe(true);
    expect(view.spoken()).toBe('Looking for things');
    await view.update(popup(running('labels', 3)));
    expect(view.root.querySelectorAll('.find')).toHaveLength(3);
    expect(view.spoken()).toBe('3 finds so far');
    await view.update(popup(tab(done(object('armchair', 0, 0)))));
    expect(progress()).toBeNull();
  });

  it('says plainly that there is nothing', async () => {
    const { root } = await rendered(popup(tab(done())));
    expect(root.textContent).toContain('Nothing to shop here, as far as I can see.');
  });

  it('shows a title full of markup as it is written', async () => {
    const state = pinState(done(), { title: '<img src=x onerror=alert(1)>' });
    const { root } = await rendered(popup({ view: 'tab', state }));
    expect(root.querySelector('h1')?.textContent).toBe('<img src=x onerror=alert(1)>');
    expect(root.querySelector('h1 img')).toBeNull();
  });
});

describe('Popup of a pin that waits to be asked for', () => {
  it('offers to look, and shows nothing else', async () => {
    const { root, click, control, spoken } = await rendered(
      popup(tab({ status: 'idle', analysis: null })),
    );
    expect(spoken()).toContain('Not looked at yet');
    expect(root.querySelector('.finds, .stages, .palette')).toBeNull();
    await click(control('Look at this pin'));
    expect(events.onLook).toHaveBeenCalledOnce();
  });
});

describe('Popup after a failure', () => {
  it('offers to try again what may get better', async () => {
    const { root, click, control } = await rendered(popup(tab(failed('offline'))));
    expect(root.textContent).toContain('Are you offline?');
    await click(control('Try again'));
    expect(events.onRetry).toHaveBeenCalledOnce();
  });

  it.each(['video-pin', 'image-missing', 'pin-not-found'] as const)(
    'offers nothing where trying again is of no use: %s',
    async (code) => {
      const { hasControl } = await rendered(popup(tab(failed(code))));
      expect(hasControl('Try again')).toBe(false);
    },
  );

  it('leads to the options when models are missing', async () => {
    const { click, control } = await rendered(popup(tab(failed('models-missing'))));
    await click(control('See what is missing'));
    expect(events.onOpenOptions).toHaveBeenCalledOnce();
  });

  it('asks for the permission that was taken back', async () => {
    const { click, control } = await rendered(popup(tab(failed('permission-needed'))));
    await click(control('Allow on Pinterest'));
    expect(events.onGrantPermission).toHaveBeenCalledOnce();
  });

  it('keeps the finds it had', async () => {
    const run: Run = {
      status: 'failed',
      failure: { code: 'engine-lost' },
      analysis: analysis([object('armchair', 0, 0)]),
    };
    const { root, spoken } = await rendered(popup(tab(run)));
    expect(root.querySelectorAll('.find')).toHaveLength(1);
    expect(spoken()).toContain('1 find, then it stopped');
  });
});
