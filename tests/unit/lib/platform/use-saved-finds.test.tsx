// @vitest-environment jsdom
import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { useSavedFinds } from '../../../../lib/platform/use-saved-finds.ts';
import { rendered } from '../../components/rendered.ts';
import { savedFind } from '../../support/finds.ts';

const bus = vi.hoisted(() => ({
  changed: null as ((message: { data: unknown }) => void) | null,
  send: vi.fn<(type: string, data: unknown) => Promise<unknown>>(),
}));
vi.mock('../../../../lib/platform/find-messages.ts', async (original) => ({
  ...(await original<typeof import('../../../../lib/platform/find-messages.ts')>()),
  findMessages: {
    sendMessage: bus.send,
    onMessage: (_type: string, listener: typeof bus.changed) => {
      // As the library: one at a time.
      if (bus.changed) throw new Error('only one listener');
      bus.changed = listener;
      return () => {
        bus.changed = null;
      };
    },
  },
}));

const MARK = { id: 'one', noun: 'armchair', box: null };
let saving: ReturnType<typeof useSavedFinds>;

function Asking({ of: key, tabId = null }: { of: string | null; tabId?: number | null }) {
  saving = useSavedFinds(key, tabId);
  return null;
}
const show = async (view: Parameters<typeof rendered>[0]) => {
  const shown = await rendered(view);
  await act(async () => {});
  return shown;
};

beforeEach(() => {
  bus.changed = null;
  bus.send.mockReset().mockImplementation(async () => [MARK]);
});

describe('useSavedFinds', () => {
  it('asks what is saved of a picture, and again when some of it has changed', async () => {
    const view = await show(<Asking of="1 a" tabId={7} />);
    expect(saving?.saved).toEqual([MARK]);
    bus.send.mockResolvedValue([]);
    await act(async () => bus.changed?.({ data: [{ id: 'x', subject: '2 b' }] }));
    expect(bus.send).toHaveBeenCalledExactlyOnceWith('finds:open', { tabId: 7, key: '1 a' });
    await act(async () => bus.changed?.({ data: [{ id: 'x', subject: '1 a' }] }));
    expect(saving?.saved).toEqual([]);
    await act(async () => bus.changed?.({ data: null }));
    expect(bus.send).toHaveBeenCalledTimes(3);

    await view.update(<Asking of="2 b" tabId={7} />);
    expect(bus.send).toHaveBeenLastCalledWith('finds:open', { tabId: 7, key: '2 b' });
    await view.update(<Asking of={null} />);
    expect(saving).toBeNull();
    expect(bus.changed).toBeNull();
  });

  it('forgets at once what was saved of the former picture', async () => {
    const view = await show(<Asking of="1 a" />);
    bus.send.mockReturnValue(new Promise(() => {}));
    await view.update(<Asking of="2 b" />);
    expect(saving?.saved).toEqual([]);
  });

  it('saves and lets go, and takes over the answer', async () => {
    await show(<Asking of="1 a" />);
    bus.send.mockResolvedValue([]);
    const { find, query } = savedFind();
    await act(async () => saving?.save(find, query, []));
    expect(bus.send).toHaveBeenLastCalledWith('finds:save', {
      tabId: null,
      key: '1 a',
      find,
      query,
      searches: [],
    });
    expect(saving?.saved).toEqual([]);
    await act(async () => saving?.unsave('one'));
    expect(bus.send).toHaveBeenLastCalledWith('finds:unsave', {
      tabId: null,
      key: '1 a',
      id: 'one',
    });
  });

  it('knows of private windows, and takes no nonsense', async () => {
    bus.send.mockResolvedValue(null);
    await show(<Asking of="1 a" />);
    expect(saving?.saved).toBeNull();
    bus.send.mockResolvedValue([{ id: 7 }]);
    await act(async () => bus.changed?.({ data: null }));
    expect(saving?.saved).toBeNull();
    await expect(saving?.unsave('one')).rejects.toThrow();
  });
});
