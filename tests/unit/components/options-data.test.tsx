// @vitest-environment jsdom
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Options } from '../../../components/options/Options.tsx';
import { PrivateDataSection } from '../../../components/options/PrivateDataSection.tsx';
import { SettingsNotice } from '../../../components/options/SettingsNotice.tsx';
import { type Imported, SettingsSection } from '../../../components/options/SettingsSection.tsx';
import type { Kept, SettingsHealth } from '../../../lib/platform/settings.ts';
import type { PrivateData, PrivateDataUsage } from '../../../lib/private-data.ts';
import { type Rendered, rendered } from './rendered.ts';

afterEach(() => vi.clearAllMocks());

describe('what Magpie keeps', () => {
  const USAGE = {
    analyses: { entries: 214, bytes: 1_340_000 },
    corrections: { entries: 1, bytes: 420 },
    finds: { entries: 12, bytes: 180_000 },
    boards: { entries: 3, bytes: 2_100_000 },
    boardModels: { entries: 0, bytes: 0 },
  };
  const onClear = vi.fn(async (_: PrivateData) => undefined);
  const section = (usage: PrivateDataUsage | null = USAGE) =>
    rendered(<PrivateDataSection usage={usage} onClear={onClear} />);

  it('is counted, in what it is made of and bytes', async () => {
    const { root } = await section();
    expect(root.textContent).toContain('3 boards, about 2.1 MB');
    expect(root.textContent).toContain('Learned boardsNone');
    expect(root.textContent).toContain('214 pictures, about 1.3 MB');
    expect(root.textContent).toContain('1 picture, about 1 kB');
  });

  it('is deleted only after a second word, with the focus on the harmless one', async () => {
    const view = await section();
    await view.click(view.control('Delete: Analyses'));
    expect(onClear).not.toHaveBeenCalled();
    expect(document.activeElement).toBe(view.control('Keep'));
    await view.click(view.control('Delete'));
    expect(onClear).toHaveBeenCalledExactlyOnceWith('analyses');
    expect(view.spoken()).toBe('The analyses are deleted.');
    expect(document.activeElement).toBe(view.control('Delete: Analyses'));
  });

  it.each<[string, (view: Rendered) => Promise<void>]>([
    ['“Keep”', (view) => view.click(view.control('Keep'))],
    ['Escape', (view) => view.key(view.control('Keep'), 'Escape')],
  ])('is kept after %s', async (_, answer) => {
    const view = await section();
    await view.click(view.control('Delete: Your corrections'));
    await answer(view);
    expect(onClear).not.toHaveBeenCalled();
    expect(document.activeElement).toBe(view.control('Delete: Your corrections'));
  });

  it('is said to be there still where it could not be deleted', async () => {
    onClear.mockRejectedValueOnce(new Error('broken'));
    const view = await section();
    await view.click(view.control('Delete: Analyses'));
    await view.click(view.control('Delete'));
    expect(view.spoken()).toBe('They could not be deleted. Please try again.');
  });

  it.each<[string, PrivateDataUsage | null]>([
    ['nothing', { ...USAGE, analyses: { entries: 0, bytes: 0 } }],
    ['not known yet', null],
  ])('cannot be deleted where it is %s', async (_, usage) => {
    const view = await section(usage);
    const button = view.control('Delete: Analyses');
    expect(button.getAttribute('aria-disabled')).toBe('true');
    await view.click(button);
    expect(view.hasControl('Keep')).toBe(false);
  });
});

describe('all settings', () => {
  const undo = vi.fn(async (): Promise<Kept> => 'everywhere');
  const events = {
    onExport: vi.fn(),
    onImport: vi.fn(async (_: File): Promise<Imported> => ({ ok: true, undo })),
    onReset: vi.fn(async () => undo),
  };
  const section = (onlyHere: SettingsHealth['onlyHere'] = []) =>
    rendered(
      <Options>
        <SettingsSection onlyHere={onlyHere} {...events} />
      </Options>,
    );
  const file = new File(['{}'], 'magpie-settings.json');

  /** Chooses a file as the browser's dialog would. */
  async function choose({ root }: Rendered): Promise<void> {
    const input = root.querySelector('input');
    if (!input) throw new Error('no field for a file');
    Object.defineProperty(input, 'files', { value: [file], configurable: true });
    Object.defineProperty(input, 'value', { value: '', writable: true, configurable: true });
    await act(async () => {
      input.dispatchEvent(new Event('change', { bubbles: true }));
      // The answer to the import is some promises away.
      await new Promise((resolve) => setTimeout(resolve));
    });
  }

  it('go to a file', async () => {
    const { click, control } = await section();
    await click(control('Export to a file'));
    expect(events.onExport).toHaveBeenCalledOnce();
  });

  it('come from a file that the button asks for, and can be put back', async () => {
    const view = await section();
    const asked = vi.fn();
    view.root.querySelector('input')?.addEventListener('click', asked);
    await view.click(view.control('Import from a file'));
    expect(asked).toHaveBeenCalledOnce();
    await choose(view);
    expect(events.onImport).toHaveBeenCalledExactlyOnceWith(file);
    expect(view.spoken()).toContain('The settings of the file are in use.');
    await view.click(view.control('Undo'));
    expect(undo).toHaveBeenCalledOnce();
    expect(view.spoken()).toContain('Your settings are back.');
    expect(view.hasControl('Undo')).toBe(false);
    expect(document.activeElement).toBe(view.control('Import from a file'));
  });

  it('stay as they are where a file is refused, with the reason', async () => {
    events.onImport.mockResolvedValueOnce({
      ok: false,
      fault: { kind: 'damaged', names: ['shops', 'words'] },
    });
    const view = await section();
    await choose(view);
    expect(view.spoken()).toBe(
      'This file is damaged: “shops, words” makes no sense. Nothing was changed.',
    );
    expect(view.hasControl('Undo')).toBe(false);
  });

  it('say so where a file cannot be read', async () => {
    events.onImport.mockRejectedValueOnce(new Error('gone'));
    const view = await section();
    await choose(view);
    expect(view.spoken()).toContain('could not be taken over');
  });

  it('go back to the defaults, and that can be undone', async () => {
    const view = await section();
    await view.click(view.control('Reset to defaults'));
    expect(events.onReset).toHaveBeenCalledOnce();
    expect(view.spoken()).toContain('All settings are as they came.');
    await view.click(view.control('Undo'));
    expect(undo).toHaveBeenCalledOnce();
  });

  it('name those that are too large to follow the user', async () => {
    const { root } = await section(['customShops', 'words']);
    expect(root.textContent).toContain('shops of your own, words kept for shops');
  });
});

describe('the notice about settings', () => {
  const found = [{ at: '2026-01-01T00:00:00.000Z', values: { words: 'odd', shops: 7 } }];
  const events = { onSaveUnreadable: vi.fn(), onDismissUnreadable: vi.fn() };
  const notice = (health: Pick<SettingsHealth, 'unreadable' | 'isNewer'>) =>
    rendered(<SettingsNotice health={health} {...events} />);

  it('is none where all is well', async () => {
    const { root } = await notice({ unreadable: null, isNewer: false });
    expect(root.textContent).toBe('');
  });

  it('says which settings could not be read, and hands over what was there', async () => {
    const view = await notice({ unreadable: { isNews: true, found }, isNewer: false });
    expect(view.root.textContent).toContain('which shops you chose, words kept for shops');
    await view.click(view.control('Save what was there'));
    expect(events.onSaveUnreadable).toHaveBeenCalledExactlyOnceWith(found);
    await view.click(view.control('Dismiss'));
    expect(events.onDismissUnreadable).toHaveBeenCalledOnce();
  });

  it('says so where the whole of them could not be read', async () => {
    const whole = [{ at: '', values: { settings: 'corrupt' } }];
    const view = await notice({ unreadable: { isNews: true, found: whole }, isNewer: false });
    expect(view.root.textContent).toContain('They are at their defaults now. What was there');
  });

  it('says that they are from a newer Magpie, until it is dismissed', async () => {
    const view = await notice({ unreadable: null, isNewer: true });
    expect(view.root.textContent).toContain('from a newer Magpie');
    await view.click(view.control('Dismiss'));
    expect(view.root.textContent).toBe('');
  });
});
