// @vitest-environment jsdom
import { act } from 'preact/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { useFollowed } from '../../../../lib/platform/use-followed.ts';
import { rendered } from '../../components/rendered.ts';

const read = vi.fn<() => Promise<string>>();

function View() {
  const [value, readAnew] = useFollowed(read, 'unknown');
  return (
    <button type="button" onClick={readAnew}>
      {value}
    </button>
  );
}

describe('a value that is followed', () => {
  it('is read at first, on demand, and when the user comes back', async () => {
    read.mockResolvedValueOnce('one').mockResolvedValueOnce('two').mockResolvedValueOnce('three');
    const view = await rendered(<View />);
    await vi.waitFor(() => expect(view.root.textContent).toBe('one'));
    await view.click(view.control('one'));
    await vi.waitFor(() => expect(view.root.textContent).toBe('two'));
    await act(async () => {
      dispatchEvent(new Event('focus'));
    });
    await vi.waitFor(() => expect(view.root.textContent).toBe('three'));
    await view.update(null);
    dispatchEvent(new Event('focus'));
    expect(read).toHaveBeenCalledTimes(3);
  });

  it('stays what it was where it cannot be read', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    read.mockRejectedValueOnce(new Error('gone'));
    const view = await rendered(<View />);
    await vi.waitFor(() => expect(warn).toHaveBeenCalledOnce());
    expect(view.root.textContent).toBe('unknown');
    warn.mockRestore();
  });
});
