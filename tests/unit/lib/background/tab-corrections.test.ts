import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openCorrectionStore } from '../../../../lib/background/correction-store.ts';
import {
  type CorrectionStore,
  TabCorrections,
} from '../../../../lib/background/tab-corrections.ts';
import { type Change, NO_CORRECTIONS } from '../../../../lib/corrections.ts';
import type { CorrectionsOfTab } from '../../../../lib/platform/session.ts';

const OPEN = { id: 1, incognito: false };
const OTHER = { id: 2, incognito: false };
const PRIVATE = { id: 3, incognito: true };

const naming = (was: string, noun: string | null, x = 0): Change => ({
  kind: 'name',
  box: { x, y: 0, width: 0.2, height: 0.2 },
  was,
  noun,
});
const nouns = ({ finds }: { finds: readonly { noun: string | null }[] }) =>
  finds.map(({ noun }) => noun);

let session: Map<number, CorrectionsOfTab>;
let store: CorrectionStore;

const start = () =>
  new TabCorrections({
    store,
    session: {
      get: async (tabId) => session.get(tabId) ?? null,
      set: async (tabId, corrections) => void session.set(tabId, corrections),
    },
  });

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  session = new Map();
  store = openCorrectionStore();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('TabCorrections', () => {
  it('keeps what the user changes, for every tab and the next life of the background', async () => {
    expect(await start().open(OPEN, 'a')).toEqual(NO_CORRECTIONS);
    const changed = await start().change(OPEN, 'a', naming('sofa', 'daybed'));
    expect(nouns(changed)).toEqual(['daybed']);
    expect(session.get(OPEN.id)).toEqual({ key: 'a', corrections: changed });
    session.clear();
    expect(await start().open(OTHER, 'a')).toEqual(changed);
    expect(session.get(OTHER.id)).toEqual({ key: 'a', corrections: changed });
    expect(await start().open(OPEN, 'b')).toEqual(NO_CORRECTIONS);
  });

  it('loses no change to another that comes at once, in this tab or the next', async () => {
    const corrections = start();
    await Promise.all([
      corrections.change(OPEN, 'a', naming('sofa', 'daybed', 0)),
      corrections.change(OTHER, 'a', naming('vase', 'jug', 0.3)),
      corrections.change(OPEN, 'a', naming('rug', null, 0.6)),
    ]);
    expect(nouns(await corrections.open(OPEN, 'a'))).toEqual(['daybed', 'jug', null]);
  });

  it('forgets an image of which everything was taken back', async () => {
    const forget = vi.spyOn(store, 'delete');
    await start().change(OPEN, 'a', naming('sofa', 'daybed'));
    expect(await start().change(OPEN, 'a', { kind: 'reset' })).toEqual(NO_CORRECTIONS);
    expect(forget).toHaveBeenCalledExactlyOnceWith('a');
  });

  it('forgets the images that were seen longest ago', async () => {
    const now = vi.spyOn(Date, 'now');
    const few = openCorrectionStore(2);
    for (const [i, key] of ['a', 'b', 'c'].entries()) {
      now.mockReturnValue(i);
      await few.put(key, NO_CORRECTIONS);
    }
    expect(await few.get('a', false)).toBeNull();
    expect(await few.get('c', false)).toEqual(NO_CORRECTIONS);
  });

  it('goes on without a store', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const broken = () => Promise.reject(new DOMException('full', 'QuotaExceededError'));
    store = { get: broken, put: broken, delete: broken };
    await start().change(OPEN, 'a', naming('sofa', 'daybed', 0));
    const both = await start().change(OPEN, 'a', naming('vase', 'jug', 0.3));
    expect(nouns(both)).toEqual(['daybed', 'jug']);
    expect(session.get(OPEN.id)?.corrections).toEqual(both);
    expect(warn).toHaveBeenCalled();
  });
});

describe('in a private window', () => {
  it('changes hold in the tab, and are written nowhere', async () => {
    const put = vi.spyOn(store, 'put');
    await start().change(PRIVATE, 'a', naming('sofa', 'daybed', 0));
    const both = await start().change(PRIVATE, 'a', naming('vase', 'jug', 0.3));
    expect(nouns(both)).toEqual(['daybed', 'jug']);
    expect(await start().open(PRIVATE, 'a')).toEqual(both);
    expect(put).not.toHaveBeenCalled();
    expect(await start().open(OPEN, 'a')).toEqual(NO_CORRECTIONS);
  });

  it('what is kept is read without a trace', async () => {
    await start().change(OPEN, 'a', naming('sofa', 'daybed'));
    const get = vi.spyOn(store, 'get');
    expect(nouns(await start().open(PRIVATE, 'a'))).toEqual(['daybed']);
    expect(get).toHaveBeenCalledExactlyOnceWith('a', false);
  });
});
