// @vitest-environment jsdom
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { RunProgress, UnfinishedRun } from '../../../../lib/board/run-progress.ts';
import { type PopupBoards, useBoardRun } from '../../../../lib/platform/use-board-run.ts';
import { runProgress } from '../../../fixtures/run-progress.ts';
import { rendered } from '../../components/rendered.ts';

type Listener = (message: { data: unknown }) => unknown;

/** The extension's messages, of which this test is the other end. */
const bus = vi.hoisted(() => ({
  listeners: new Map<string, Listener>(),
  send: vi.fn<(type: string, data: unknown, tabId?: number) => Promise<unknown>>(),
}));
vi.mock('../../../../lib/platform/board-messages.ts', async (original) => ({
  ...(await original<typeof import('../../../../lib/platform/board-messages.ts')>()),
  boardMessages: {
    onMessage: (type: string, listener: Listener) => {
      bus.listeners.set(type, listener);
      return () => bus.listeners.delete(type);
    },
    sendMessage: bus.send,
  },
}));

const RUN = 'board /anna/lamps/';
const PAGE = { kind: 'board', user: 'anna', slug: 'lamps' } as const;

const progressOf = (changes: Partial<RunProgress> = {}): RunProgress =>
  runProgress({ page: PAGE, done: 1, known: 25, ...changes });

let tab: { url?: string; incognito: boolean };
/** What the background and the page answer. */
let answers: {
  progress: RunProgress | null;
  unfinished: UnfinishedRun[];
  announced: unknown;
  begun: () => RunProgress;
};
let boards: PopupBoards;
const navigated = (url: string) => {
  tab.url = url;
  return act(async () => {
    await fakeBrowser.tabs.onUpdated.trigger(7, { url }, { ...tab } as never);
  });
};

function View({ tabId }: { tabId: number | null }) {
  boards = useBoardRun(tabId, 0);
  return null;
}
const open = () => rendered(<View tabId={7} />);
const offer = () => {
  if (!boards.offer) throw new Error('no offer');
  return boards.offer;
};
const tell = (progress: RunProgress) =>
  act(async () => {
    bus.listeners.get('board:progress')?.({ data: progress });
  });

beforeEach(() => {
  fakeBrowser.reset();
  tab = { url: 'https://de.pinterest.com/anna/lamps/', incognito: false };
  vi.spyOn(browser.tabs, 'get').mockImplementation(async () => ({ ...tab }) as never);
  answers = {
    progress: null,
    unfinished: [],
    announced: { page: PAGE, title: 'Lamps', pinCount: 90 },
    begun: () => progressOf({ done: 0 }),
  };
  bus.listeners.clear();
  bus.send.mockReset().mockImplementation(async (type, data) => {
    if (type === 'board:announce') return answers.announced;
    if (type === 'board:unfinished') return answers.unfinished;
    const { action } = data as { action?: string };
    if (type === 'board:begin') answers.progress = answers.begun();
    else if (action !== 'progress') {
      answers.progress = progressOf({ status: action === 'pause' ? 'paused' : 'running' });
    }
    return answers.progress;
  });
});
afterEach(async () => {
  await rendered(null);
  vi.restoreAllMocks();
});

describe('the board of a tab, for the popup', () => {
  it('is offered with what its page says of it', async () => {
    await open();
    await vi.waitFor(() =>
      expect(offer()).toMatchObject({
        page: PAGE,
        title: 'Lamps',
        pinCount: 90,
        isPrivate: false,
        progress: null,
        limit: 60,
      }),
    );
  });

  it.each([
    ['a pin', 'https://www.pinterest.com/pin/123/'],
    ['another site', 'https://example.org/anna/lamps/'],
    ['what the extension may not know', undefined],
  ])('is none on %s', async (_, url) => {
    tab = url === undefined ? { incognito: false } : { url, incognito: false };
    await open();
    await vi.waitFor(() => expect(bus.send).toHaveBeenCalledWith('board:unfinished', undefined));
    expect(boards.offer).toBeNull();
  });

  it('has nothing asked of it in private windows', async () => {
    tab.incognito = true;
    await open();
    await vi.waitFor(() => expect(offer().isPrivate).toBe(true));
    expect(bus.send.mock.calls.filter(([type]) => type !== 'board:unfinished')).toEqual([]);
  });

  it('is asked again until its page can say', async () => {
    answers.announced = null;
    await open();
    await vi.waitFor(() => expect(offer().progress).toBeNull());
    expect(offer().title).toBeNull();
    answers.announced = { page: { ...PAGE, slug: 'LAMPS' }, title: 'Lamps', pinCount: null };
    await vi.waitFor(() => expect(offer().title).toBe('Lamps'), 2_000);
  });

  it('begins with a limit that is remembered', async () => {
    await open();
    await vi.waitFor(() => expect(offer().progress).toBeNull());
    await act(async () => offer().begin(25));
    expect(bus.send).toHaveBeenCalledWith('board:begin', { tabId: 7, page: PAGE, limit: 25 });
    await vi.waitFor(() =>
      expect(offer()).toMatchObject({
        limit: 25,
        isRefused: false,
        progress: { status: 'running' },
      }),
    );
    await rendered(null);
    await open();
    await vi.waitFor(() => expect(offer().limit).toBe(25));
  });

  it('says where it could not begin', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    await open();
    await vi.waitFor(() => expect(offer().progress).toBeNull());
    answers.begun = () => {
      throw new TypeError('no tab');
    };
    await act(async () => offer().begin(25));
    await vi.waitFor(() => expect(offer().isRefused).toBe(true));
    answers.begun = () => progressOf();
    await act(async () => offer().begin(25));
    await vi.waitFor(() => expect(offer().isRefused).toBe(false));
  });

  it('follows its run, and what the user does to it', async () => {
    answers.progress = progressOf();
    await open();
    await vi.waitFor(() => expect(offer().progress?.done).toBe(1));
    await tell(progressOf({ done: 9 }));
    expect(offer().progress?.done).toBe(9);
    await act(async () => offer().pause());
    expect(bus.send).toHaveBeenLastCalledWith('board:control', { action: 'pause', runId: RUN });
    await vi.waitFor(() => expect(offer().progress?.status).toBe('paused'));
    await act(async () => offer().retry(['1']));
    expect(bus.send).toHaveBeenCalledWith('board:control', {
      action: 'retry',
      runId: RUN,
      pinIds: ['1'],
    });
  });

  it('is another one when the tab goes on', async () => {
    answers.progress = progressOf();
    await open();
    await vi.waitFor(() => expect(offer().progress?.done).toBe(1));
    answers.progress = null;
    answers.announced = null;
    await navigated('https://de.pinterest.com/anna/rugs/');
    await vi.waitFor(() => expect(offer()).toMatchObject({ page: { slug: 'rugs' }, title: null }));
    await tell(progressOf({ done: 30 }));
    await vi.waitFor(() => expect(offer().progress).toBeNull());
    await navigated('https://de.pinterest.com/');
    await vi.waitFor(() => expect(boards.offer).toBeNull());
  });
});

describe('runs of other boards, for the popup', () => {
  const OTHER = progressOf({ id: 'board /anna/rugs/', page: { ...PAGE, slug: 'rugs' } });

  it('are those that have not ended, and stay in sight when they do', async () => {
    answers.unfinished = [
      { progress: OTHER, isOpen: false },
      { progress: progressOf(), isOpen: true },
    ];
    await open();
    await vi.waitFor(() => expect(boards.others).toEqual([{ progress: OTHER, isOpen: false }]));
    answers.unfinished = [];
    await tell({ ...OTHER, status: 'done' });
    await vi.waitFor(() =>
      expect(boards.others).toMatchObject([{ progress: { id: OTHER.id, status: 'done' } }]),
    );
  });

  it('are held and gone on with', async () => {
    answers.unfinished = [{ progress: OTHER, isOpen: false }];
    await open();
    await vi.waitFor(() => expect(boards.others).toHaveLength(1));
    await act(async () => boards.pause(OTHER.id));
    expect(bus.send).toHaveBeenCalledWith('board:control', { action: 'pause', runId: OTHER.id });
  });

  it('are nothing to show in a private window', async () => {
    tab.incognito = true;
    answers.unfinished = [{ progress: OTHER, isOpen: false }];
    await open();
    await vi.waitFor(() => expect(offer().isPrivate).toBe(true));
    expect(boards.others).toEqual([]);
  });
});
