// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://www.pinterest.com/anna/lamps/" }
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startBoardSession } from '../../../../lib/page/board-session.ts';
import { boardFeedResource, boardPage, boardPins } from '../../../fixtures/board-page.ts';

/** The extension's messages, of which this test is the other end. */
const bus = vi.hoisted(() => {
  const listeners = new Map<string, (message: { data: unknown }) => unknown>();
  return {
    listeners,
    send: vi.fn<(type: string, data: unknown) => Promise<unknown>>(),
    onMessage(type: string, listener: (message: { data: unknown }) => unknown) {
      listeners.set(type, listener);
      return () => listeners.delete(type);
    },
  };
});
vi.mock('../../../../lib/platform/board-messages.ts', async (original) => ({
  ...(await original<typeof import('../../../../lib/platform/board-messages.ts')>()),
  boardMessages: { sendMessage: bus.send, onMessage: bus.onMessage },
}));

const RUN = 'board /anna/lamps/';
const BOARD = { id: '77', user: 'anna', slug: 'lamps', name: 'Lamps', pins: boardPins(60) };
const ask = vi.fn<typeof fetch>();

let abort: AbortController;
/** Pins that were handed to the background. */
let found: string[];
/** How many more the background wants after each step, and what it says of the opened board. */
let wanted: () => number;
let openAnswer: unknown;
/** What the background says to who watches a run. */
let watchAnswer: () => Promise<boolean>;

beforeEach(() => {
  abort = new AbortController();
  found = [];
  wanted = () => 60;
  openAnswer = null;
  watchAnswer = () => new Promise(() => {});
  document.documentElement.innerHTML = boardPage(BOARD);
  vi.stubGlobal('fetch', ask);
  ask.mockReset().mockImplementation(async (input) => {
    const { options } = JSON.parse(new URL(String(input)).searchParams.get('data') ?? '');
    return Response.json(boardFeedResource(BOARD, options.bookmarks?.[0] ?? null));
  });
  bus.send.mockReset().mockImplementation(async (type, data) => {
    if (type === 'board:open') return openAnswer;
    if (type === 'board:watch') return watchAnswer();
    const { step } = data as { step: { pins: { id: string }[] } };
    found.push(...step.pins.map(({ id }) => id));
    return wanted();
  });
});
afterEach(() => {
  abort.abort();
  vi.unstubAllGlobals();
});

const start = (mayAsk = true) =>
  startBoardSession({ window, signal: abort.signal, mayAsk: async () => mayAsk });
const tell = (type: string, data?: unknown) => bus.listeners.get(type)?.({ data });
const settle = () => new Promise((resolve) => setTimeout(resolve, 40));

describe('the boards of a page', () => {
  it('are announced with what the page says of them', () => {
    const session = start();
    expect(tell('board:announce')).toEqual({
      page: { kind: 'board', user: 'anna', slug: 'lamps' },
      title: 'Lamps',
      pinCount: 60,
    });
    session.navigated('https://www.pinterest.com/pin/123/');
    expect(tell('board:announce')).toBeNull();
  });

  it('are left alone until the user asks, and by a run that needs no pins', async () => {
    start();
    await settle();
    expect(bus.send.mock.calls.map(([type]) => type)).toEqual(['board:open']);
    expect(ask).not.toHaveBeenCalled();
  });

  it('are walked through to their end when the user asks', async () => {
    start();
    tell('board:walk', { runId: RUN, bookmark: null, wanted: 60 });
    await vi.waitFor(() => expect(found).toEqual(BOARD.pins.map(({ id }) => id)), 5_000);
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('are walked through no further than there is use for their pins', async () => {
    wanted = () => 0;
    start();
    tell('board:walk', { runId: RUN, bookmark: null, wanted: 60 });
    await settle();
    expect(found).toHaveLength(25);
    expect(ask).not.toHaveBeenCalled();
  });

  it('are taken up where their walk was cut short', async () => {
    openAnswer = { runId: RUN, bookmark: 'after-50', wanted: 10 };
    start();
    await vi.waitFor(() => expect(found).toEqual(BOARD.pins.slice(50).map(({ id }) => id)), 3_000);
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it('are not walked through for the run of another', async () => {
    start();
    tell('board:walk', { runId: 'board /anna/chairs/', bookmark: null, wanted: 60 });
    await settle();
    expect(found).toEqual([]);
  });

  it('are not asked of Pinterest where the user does not want it', async () => {
    start(false);
    tell('board:walk', { runId: RUN, bookmark: null, wanted: 60 });
    await settle();
    expect(found).toHaveLength(25);
    expect(ask).not.toHaveBeenCalled();
  });

  it('are left with the page', async () => {
    const session = start();
    tell('board:walk', { runId: RUN, bookmark: null, wanted: 60 });
    session.navigated('https://www.pinterest.com/');
    await settle();
    expect(found.length).toBeLessThanOrEqual(25);
    expect(ask).not.toHaveBeenCalled();
  });

  it('are stayed with while their run runs, through deaths of the background', async () => {
    const answers = [true, new Error('died'), new Error('died'), true, new Error('died'), false];
    watchAnswer = async () => {
      const answer = answers.shift();
      if (answer instanceof Error) throw answer;
      return answer ?? false;
    };
    openAnswer = { runId: RUN, bookmark: null, wanted: 0 };
    start();
    await vi.waitFor(() => expect(answers).toEqual([]));
    await settle();
    expect(bus.send.mock.calls.filter(([type]) => type === 'board:watch')).toHaveLength(6);
    expect(found).toEqual([]);
  });

  it('hand their pins on to the background that comes after one that died', async () => {
    const send = bus.send.getMockImplementation();
    let dies = true;
    bus.send.mockImplementation(async (type, data) => {
      if (type === 'board:found' && dies) {
        dies = false;
        throw new Error('died');
      }
      return send?.(type, data);
    });
    wanted = () => 0;
    start();
    tell('board:walk', { runId: RUN, bookmark: null, wanted: 60 });
    await vi.waitFor(() => expect(found).toHaveLength(25));
  });

  it('survive a background that is gone', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    bus.send.mockRejectedValue(new Error('gone'));
    start();
    tell('board:walk', { runId: RUN, bookmark: null, wanted: 60 });
    await vi.waitFor(() => expect(warn).toHaveBeenCalled());
    warn.mockRestore();
  });
});
