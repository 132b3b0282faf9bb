// @vitest-environment jsdom
import { describe, expect, it, vi } from 'vitest';
import type { BoardFeed } from '../../../../lib/board/board-feed.ts';
import { readFeed } from '../../../../lib/board/board-pins.ts';
import { type WalkStep, walkBoard } from '../../../../lib/board/walk-board.ts';
import {
  boardFeedResource,
  boardPage,
  boardPins,
  type StandInBoard,
} from '../../../fixtures/board-page.ts';

const PAGE = { kind: 'board', user: 'anna', slug: 'lamps' } as const;
const BOARD: StandInBoard = {
  id: '77',
  user: 'anna',
  slug: 'lamps',
  name: 'Lamps',
  pins: boardPins(60),
};
const ALL = BOARD.pins.map(({ id }) => id);

function show(board: StandInBoard): Document {
  document.documentElement.innerHTML = boardPage(board);
  return document;
}

function feedFor(board: StandInBoard) {
  const facts = { id: board.id, title: board.name, pinCount: board.pins.length, isOwn: null };
  return {
    facts: vi.fn<BoardFeed['facts']>(async () => ({ status: 'answered', value: facts })),
    part: vi.fn<BoardFeed['part']>(async (_id, bookmark) => {
      const value = readFeed(boardFeedResource(board, bookmark));
      return value ? { status: 'answered', value } : { status: 'failed' };
    }),
  };
}

function walk(
  board: StandInBoard,
  feed: BoardFeed,
  more: { mayAsk?: boolean; bookmark?: string | null; signal?: AbortSignal } = {},
) {
  return walkBoard({
    document: show(board),
    page: PAGE,
    feed,
    mayAsk: true,
    bookmark: null,
    signal: new AbortController().signal,
    ...more,
  });
}

/** The steps up to the end, or to where the walk waits for the user to scroll. */
async function stepsOf(steps: AsyncGenerator<WalkStep>): Promise<WalkStep[]> {
  const all: WalkStep[] = [];
  for await (const step of steps) {
    all.push(step);
    if (step.mode === 'scroll') break;
  }
  return all;
}

const idsOf = (steps: readonly WalkStep[]) => steps.flatMap(({ pins }) => pins.map(({ id }) => id));

describe('a walk through a board', () => {
  it('takes what the page came with, then the feed to its end, each pin once', async () => {
    const feed = feedFor(BOARD);
    const steps = await stepsOf(walk(BOARD, feed));
    expect(idsOf(steps)).toEqual(ALL);
    expect(steps.map(({ mode }) => mode)).toEqual(['feed', 'feed', 'ended']);
    expect(steps[0]).toMatchObject({ bookmark: 'after-25', title: 'Lamps', pinCount: 60 });
    expect(feed.part).toHaveBeenCalledTimes(2);
    expect(feed.facts).not.toHaveBeenCalled();
  });

  it('asks for nothing that nobody takes', async () => {
    const feed = feedFor(BOARD);
    const steps = walk(BOARD, feed);
    await steps.next();
    expect(feed.part).not.toHaveBeenCalled();
  });

  it('asks what the board goes by where the scripts do not say', async () => {
    const feed = feedFor(BOARD);
    const steps = await stepsOf(walk({ ...BOARD, withState: false }, feed));
    expect(idsOf(steps)).toEqual(ALL);
    expect(feed.facts).toHaveBeenCalledTimes(1);
    expect(feed.part.mock.calls[0]).toEqual(['77', null]);
  });

  it('is taken up where it ended', async () => {
    const feed = feedFor(BOARD);
    const steps = await stepsOf(walk(BOARD, feed, { bookmark: 'after-50' }));
    expect(idsOf(steps)).toEqual(ALL.slice(50));
    expect(feed.part.mock.calls).toEqual([['77', 'after-50']]);
  });

  it('ends with a board that the page holds whole', async () => {
    const small = { ...BOARD, pins: BOARD.pins.slice(0, 5) };
    const feed = feedFor(small);
    const steps = await stepsOf(walk(small, feed));
    expect(steps).toMatchObject([{ mode: 'ended', pins: { length: 5 } }]);
    expect(feed.part).not.toHaveBeenCalled();
  });

  it.each([403, 429] as const)('goes on by scrolling after %i', async (code) => {
    const feed = { ...feedFor(BOARD), part: vi.fn<BoardFeed['part']>() };
    feed.part.mockResolvedValue({ status: 'refused', code });
    const abort = new AbortController();
    const steps = walk({ ...BOARD, firstPart: 5 }, feed, { signal: abort.signal });
    expect((await steps.next()).value).toMatchObject({ mode: 'feed', pins: { length: 5 } });
    expect((await steps.next()).value).toMatchObject({ mode: 'scroll', refused: code, pins: [] });
    expect(feed.part).toHaveBeenCalledTimes(1);

    const next = steps.next();
    const grid = document.querySelector('[data-test-id="board-feed"]');
    const more = new DOMParser().parseFromString(
      boardPage({ ...BOARD, firstPart: 7 }),
      'text/html',
    );
    if (grid) grid.innerHTML = more.querySelector('[data-test-id="board-feed"]')?.innerHTML ?? '';
    expect(idsOf([(await next).value].filter((step) => step !== undefined))).toEqual(
      ALL.slice(5, 7),
    );
    const last = steps.next();
    abort.abort();
    expect((await last).done).toBe(true);
  });

  it('tries a failed request again, then goes on by scrolling', async () => {
    const feed = { ...feedFor(BOARD), part: vi.fn<BoardFeed['part']>() };
    feed.part.mockResolvedValue({ status: 'failed' });
    const steps = await stepsOf(walk({ ...BOARD, firstPart: 5 }, feed));
    expect(steps.at(-1)).toMatchObject({ mode: 'scroll', refused: null, bookmark: 'after-5' });
    expect(feed.part).toHaveBeenCalledTimes(3);
  });

  it('asks for nothing where it may not', async () => {
    const feed = feedFor(BOARD);
    const steps = walk({ ...BOARD, withState: false }, feed, { mayAsk: false });
    expect((await steps.next()).value).toMatchObject({ mode: 'scroll', pins: { length: 25 } });
    await steps.return();
    expect(feed.part).not.toHaveBeenCalled();
    expect(feed.facts).not.toHaveBeenCalled();
  });

  it('ends where the feed goes in circles', async () => {
    const feed = feedFor(BOARD);
    const part = readFeed(boardFeedResource(BOARD, null));
    if (!part) throw new Error('no part');
    let n = 0;
    feed.part.mockImplementation(async () => ({
      status: 'answered',
      value: { ...part, bookmark: `more-${n++}` },
    }));
    const steps = await stepsOf(walk(BOARD, feed));
    expect(steps.at(-1)?.mode).toBe('ended');
    expect(idsOf(steps)).toEqual(ALL.slice(0, 25));
  });
});
