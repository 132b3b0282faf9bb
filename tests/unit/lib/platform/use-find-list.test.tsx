// @vitest-environment jsdom
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import type { FindList } from '../../../../components/finds/Finds.tsx';
import type { FindStore } from '../../../../lib/finds/find-store.ts';
import type { SavedFind } from '../../../../lib/finds/saved-find.ts';
import { useFindList } from '../../../../lib/platform/use-find-list.ts';
import { rendered } from '../../components/rendered.ts';
import { savedFind } from '../../support/finds.ts';

const bus = vi.hoisted(() => ({ changed: null as ((message: { data: unknown }) => void) | null }));
vi.mock('../../../../lib/platform/find-messages.ts', async (original) => ({
  ...(await original<typeof import('../../../../lib/platform/find-messages.ts')>()),
  findMessages: {
    onMessage: (_type: string, listener: typeof bus.changed) => {
      bus.changed = listener;
      return () => {
        bus.changed = null;
      };
    },
  },
}));

let kept: SavedFind[];
const store = {
  newest: vi.fn(async (count: number) => kept.slice(0, count)),
  part: vi.fn(async (after: string | null, count: number) => {
    const start = after === null ? 0 : kept.findIndex(({ id }) => id === after) + 1;
    const finds = kept.slice(start, start + count);
    return { finds, next: finds.length < count ? null : (finds.at(-1)?.id ?? null) };
  }),
  get: vi.fn(async (ids: readonly string[]) => kept.filter(({ id }) => ids.includes(id))),
};
const lists: FindList[] = [];

function Listing() {
  lists.push(useFindList(store as unknown as FindStore));
  return null;
}
const show = async () => {
  await rendered(<Listing />);
  await settled();
};
const settled = () => act(() => new Promise((resolve) => setTimeout(resolve, 10)));
const named = (n: number) => savedFind({ id: `find ${String(n).padStart(4, '0')}` });
const ids = () => {
  const list = lists.at(-1);
  return list?.status === 'ready' ? list.finds.map(({ id }) => id).sort() : list?.status;
};

beforeEach(() => {
  lists.length = 0;
  vi.clearAllMocks();
  Object.assign(browser, { extension: { inIncognitoContext: false } });
});
afterEach(() => vi.restoreAllMocks());

describe('useFindList', () => {
  it('has the newest before it has all', async () => {
    kept = Array.from({ length: 900 }, (_, n) => named(n));
    await show();
    expect(lists[0]).toEqual({ status: 'loading' });
    expect(lists.find(({ status }) => status === 'ready')).toMatchObject({
      finds: expect.objectContaining({ length: 16 }),
      isComplete: false,
    });
    expect(lists.at(-1)).toMatchObject({
      finds: expect.objectContaining({ length: 900 }),
      isComplete: true,
    });
  });

  it('follows what is saved, changed and deleted', async () => {
    kept = [named(1), named(2)];
    await show();
    expect(ids()).toEqual(['find 0001', 'find 0002']);
    kept = [{ ...named(2), note: 'changed' }, named(3)];
    bus.changed?.({ data: [1, 2, 3].map((n) => ({ id: named(n).id, subject: 's' })) });
    await settled();
    expect(ids()).toEqual(['find 0002', 'find 0003']);
    expect(lists.at(-1)).toMatchObject({ finds: [{ note: 'changed' }, {}] });
    kept = [];
    bus.changed?.({ data: null });
    await settled();
    expect(ids()).toEqual([]);
  });

  it('says so where they cannot be read, and in a private window', async () => {
    vi.spyOn(console, 'warn').mockReturnValue();
    store.newest.mockRejectedValueOnce(new Error('broken'));
    await show();
    expect(ids()).toBe('failed');
    Object.assign(browser, { extension: { inIncognitoContext: true } });
    store.newest.mockClear();
    await show();
    expect(ids()).toBe('private');
    expect(store.newest).not.toHaveBeenCalled();
  });
});
