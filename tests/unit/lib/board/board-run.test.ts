import { describe, expect, it } from 'vitest';
import type { BoardPage } from '../../../../lib/board/board-page.ts';
import {
  newRun,
  pinsToBegin,
  pinsWanted,
  type RunEvent,
  type RunState,
  restoredRun,
  runAfter,
} from '../../../../lib/board/board-run.ts';
import { type Pace, paceAfter, progressOf } from '../../../../lib/board/run-progress.ts';
import { pinsNamed } from '../../support/boards.ts';

const PAGE: BoardPage = { kind: 'board', user: 'anna', slug: 'lamps' };
const FEED = { mode: 'feed', bookmark: 'more', refused: null } as const;
const ENDED = { mode: 'ended', bookmark: null, refused: null } as const;

const found = (count: number, walk: RunState['run']['walk'] = FEED): RunEvent => ({
  type: 'found',
  pins: pinsNamed(count),
  walk,
  title: 'Lamps',
  pinCount: null,
});

function follow(state: RunState, ...events: RunEvent[]): RunState {
  return events.reduce(runAfter, state);
}

const run = (limit = 60) => newRun(PAGE, limit, 0);
const next = (state: RunState, slots = 2) => pinsToBegin(state, slots).map(({ pin }) => pin.id);

describe('a run', () => {
  it('keeps its limit within bounds', () => {
    expect(run(0).run.limit).toBe(1);
    expect(run(5_000).run.limit).toBe(1_000);
    expect(run(Number.NaN).run.limit).toBe(60);
  });

  it('begins the pins in the order of the board, each once, and no more than there is room for', () => {
    const state = follow(run(), found(4));
    expect(next(state)).toEqual(['p0', 'p1']);
    const begun = follow(state, { type: 'begun', pinId: 'p0' });
    expect(next(begun, 1)).toEqual(['p1']);
    expect(next(follow(begun, { type: 'finished', pinId: 'p0' }))).toEqual(['p1', 'p2']);
    expect(next(state, 0)).toEqual([]);
  });

  it('takes a pin that is found again for the one it knows', () => {
    const state = follow(run(), found(2), { type: 'finished', pinId: 'p0' }, found(3));
    expect(state.pins.size).toBe(3);
    expect(next(state)).toEqual(['p1', 'p2']);
  });

  it('looks at no more pins than its limit, and says how many it has use for', () => {
    expect(pinsWanted(run(3))).toBe(3);
    const state = follow(run(3), found(2));
    expect(pinsWanted(state)).toBe(1);
    expect(next(follow(run(3), found(10)), 9)).toEqual(['p0', 'p1', 'p2']);
    expect(pinsWanted(follow(run(3), found(2, ENDED)))).toBe(0);
    expect(pinsWanted(follow(state, { type: 'pause' }))).toBe(0);
  });

  it('is done when all pins are done or failed, and not before the board is walked through', () => {
    const two: RunEvent[] = [
      { type: 'finished', pinId: 'p0' },
      { type: 'failed', pinId: 'p1', failure: { code: 'image-broken' } },
    ];
    expect(follow(run(), found(2), ...two).run.status).toBe('running');
    expect(follow(run(), found(2, ENDED), ...two).run.status).toBe('done');
    expect(follow(run(2), found(2), ...two).run.status).toBe('done');
    expect(follow(run(), found(0, ENDED)).run.status).toBe('done');
  });

  it('is done by scrolling once the board is known to hold no more', () => {
    const scrolled = { mode: 'scroll', bookmark: null, refused: 429 } as const;
    const one = { ...found(1, scrolled), pinCount: 1 } as RunEvent;
    expect(follow(run(), one, { type: 'finished', pinId: 'p0' }).run.status).toBe('done');
  });

  it('begins nothing while it is paused, and goes on where it was', () => {
    const paused = follow(run(), found(3), { type: 'begun', pinId: 'p0' }, { type: 'pause' });
    expect(next(paused)).toEqual([]);
    const finished = follow(paused, { type: 'finished', pinId: 'p0' });
    expect(finished.run.status).toBe('paused');
    expect(next(follow(finished, { type: 'resume' }))).toEqual(['p1', 'p2']);
  });

  it.each(['image-forbidden', 'too-many-requests'] as const)(
    'stops at %s with the pin failed, and does not repeat it by itself',
    (code) => {
      const stopped = follow(run(), found(3), { type: 'failed', pinId: 'p0', failure: { code } });
      expect(stopped.run).toMatchObject({ status: 'stopped', stop: { code } });
      expect(next(stopped)).toEqual([]);
      expect(next(follow(stopped, { type: 'resume' }))).toEqual(['p1', 'p2']);
    },
  );

  it.each(['offline', 'permission-needed'] as const)(
    'stops at %s with the pin still to be looked at',
    (code) => {
      const stopped = follow(run(), found(3), { type: 'failed', pinId: 'p0', failure: { code } });
      expect(stopped.run).toMatchObject({ status: 'stopped', stop: { code } });
      expect(next(follow(stopped, { type: 'resume' }))).toEqual(['p0', 'p1']);
    },
  );

  it('goes on past a pin that is broken, and retries it when asked', () => {
    const failure = { code: 'image-broken' } as const;
    const state = follow(
      run(2),
      found(2),
      { type: 'failed', pinId: 'p0', failure },
      { type: 'finished', pinId: 'p1' },
    );
    expect(state.run.status).toBe('done');
    expect(progressOf(state, [0]).failed).toMatchObject([{ pinId: 'p0', title: 'Pin 0', failure }]);
    const retried = follow(state, { type: 'retry', pinIds: null });
    expect(retried.run.status).toBe('running');
    expect(next(retried)).toEqual(['p0']);
    expect(follow(state, { type: 'retry', pinIds: ['p1'] })).toBe(state);
  });

  it('begins a pin anew when the engine was lost over it, but not for ever', () => {
    const lost: RunEvent = { type: 'failed', pinId: 'p0', failure: { code: 'engine-lost' } };
    let state = follow(run(), found(1));
    state = follow(state, lost, lost);
    expect(next(state)).toEqual(['p0']);
    expect(follow(state, lost).pins.get('p0')?.state).toBe('failed');
  });

  it('keeps a pin that was let go for later', () => {
    const state = follow(
      run(),
      found(1),
      { type: 'begun', pinId: 'p0' },
      { type: 'cancel' },
      { type: 'failed', pinId: 'p0', failure: { code: 'cancelled' } },
    );
    expect(state.run.status).toBe('cancelled');
    expect(next(follow(state, { type: 'resume' }))).toEqual(['p0']);
  });

  it('looks through a board again that was done, with a higher limit or more pins', () => {
    const done = follow(run(1), found(3), { type: 'finished', pinId: 'p0' });
    expect(done.run.status).toBe('done');
    const more = follow(done, { type: 'begin', limit: 2 });
    expect(more.run.status).toBe('running');
    expect(next(more)).toEqual(['p1']);
    expect(follow(done, { type: 'begin', limit: 1 }).run.status).toBe('done');
    const all = follow(run(), found(1, ENDED), { type: 'finished', pinId: 'p0' });
    const again = follow(all, { type: 'begin', limit: 60 });
    expect(again.run).toMatchObject({ status: 'running', walk: { mode: 'feed', bookmark: null } });
    expect(next(follow(again, found(2, ENDED)))).toEqual(['p1']);
  });

  it('is restored in the board’s order, with nothing under way', () => {
    const state = follow(run(), found(12), { type: 'begun', pinId: 'p0' });
    const restored = restoredRun(state.run, [...state.pins.values()].reverse());
    expect(next(restored, 3)).toEqual(['p0', 'p1', 'p2']);
  });
});

describe('the progress of a run', () => {
  it('has count, rate and time left', () => {
    let pace: Pace = [0];
    let state = follow(run(10), found(10));
    expect(progressOf(state, pace)).toMatchObject({ total: 10, perMinute: null, msLeft: null });
    for (const [n, now] of [3_000, 6_000, 9_000, 12_000].entries()) {
      state = follow(state, { type: 'finished', pinId: `p${n}` });
      pace = paceAfter(pace, now);
    }
    expect(progressOf(state, pace)).toMatchObject({
      done: 4,
      total: 10,
      perMinute: 20,
      msLeft: 18_000,
    });
    expect(progressOf(follow(state, { type: 'pause' }), pace).msLeft).toBeNull();
  });

  it('goes by the latest pins', () => {
    let pace: Pace = [0];
    for (let n = 1; n <= 30; n++) pace = paceAfter(pace, n * 10_000);
    for (let n = 1; n <= 30; n++) pace = paceAfter(pace, 300_000 + n * 1_000);
    expect(progressOf(follow(run(), found(60)), pace).perMinute).toBeCloseTo(60);
  });

  it('expects as many pins as the board says it has, but no more than the limit', () => {
    const of = (limit: number, pinCount: number | null, walk: RunState['run']['walk'] = FEED) =>
      progressOf(follow(run(limit), { ...found(5, walk), pinCount } as RunEvent), [0]).total;
    expect(of(60, 40)).toBe(40);
    expect(of(20, 40)).toBe(20);
    expect(of(60, null)).toBe(60);
    expect(of(60, 40, ENDED)).toBe(5);
  });
});
