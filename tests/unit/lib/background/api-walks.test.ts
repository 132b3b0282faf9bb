import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiWalks } from '../../../../lib/background/api-walks.ts';
import type { RunProgress } from '../../../../lib/board/run-progress.ts';
import type { WalkStep } from '../../../../lib/board/walk-board.ts';
import { MagpieError } from '../../../../lib/errors.ts';
import type { Pin } from '../../../../lib/pin/pin.ts';
import type { ApiPart } from '../../../../lib/pinterest-api/answers.ts';
import { runProgress } from '../../../fixtures/run-progress.ts';
import { pinsNamed } from '../../support/boards.ts';

const RUN = 'api 7';
const PAGE = { kind: 'api', id: '7', name: 'Lamps' } as const;

let progress: RunProgress;
let kept: { pins: number; bookmark: string | null; limit: number };
let steps: WalkStep[];
let stillRunning: () => Promise<boolean>;

const runs = {
  bookmark: async () => kept.bookmark,
  wanted: async () => kept.limit - kept.pins,
  progress: async () => progress,
  found: async (_: string, step: WalkStep) => {
    steps.push(step);
    kept.pins += step.pins.length;
    kept.bookmark = step.bookmark;
    return step.mode === 'ended' ? 0 : kept.limit - kept.pins;
  },
  stop: vi.fn(async () => null),
};
const api = {
  board: vi.fn(async () => ({ id: '7', name: 'Lamps', pinCount: 9 })),
  pins: vi.fn(
    async (_: unknown, bookmark: string | null, _signal: AbortSignal): Promise<ApiPart<Pin>> => {
      const from = Number(bookmark ?? 0);
      return { items: pinsNamed(9).slice(from, from + 3), bookmark: `${from + 3}` };
    },
  ),
};
const stayAwake = vi.fn((isRunning: () => Promise<boolean>) => {
  stillRunning = isRunning;
});
let walks: ApiWalks;

const told = (changes: Partial<RunProgress> = {}) => {
  progress = { ...progress, ...changes };
  walks.follow(progress);
};

beforeEach(() => {
  vi.clearAllMocks();
  steps = [];
  kept = { pins: 0, bookmark: null, limit: 6 };
  progress = runProgress({ page: PAGE, limit: 6, done: 0, total: 6, known: 6 });
  walks = new ApiWalks({ runs, api, stayAwake });
});

describe('the walks through boards of the API', () => {
  it('go as far as a run has use for pins, once, however often it is told of', async () => {
    told();
    told();
    await vi.waitFor(() => expect(kept.pins).toBe(6));
    told({ done: 1 });
    await vi.waitFor(async () => expect(await stillRunning()).toBe(true));
    expect(api.board).toHaveBeenCalledOnce();
    expect(api.pins.mock.calls.map(([, bookmark]) => bookmark)).toEqual([null, '3']);
  });

  it('go on from the bookmark that was kept', async () => {
    kept = { pins: 3, bookmark: '3', limit: 6 };
    told();
    await vi.waitFor(() => expect(kept.pins).toBe(6));
    expect(api.board).not.toHaveBeenCalled();
    expect(api.pins.mock.calls.map(([, bookmark]) => bookmark)).toEqual(['3']);
  });

  it('leave the runs of other boards alone', async () => {
    told({ page: { kind: 'board', user: 'anna', slug: 'lamps' } });
    await new Promise((resolve) => setTimeout(resolve));
    expect(api.board).not.toHaveBeenCalled();
    expect(stayAwake).not.toHaveBeenCalled();
  });

  it('end when their run is paused, and go on when it is resumed', async () => {
    const { promise, resolve } = Promise.withResolvers<ApiPart<Pin>>();
    api.pins.mockImplementationOnce(() => promise);
    told();
    await vi.waitFor(() => expect(api.pins).toHaveBeenCalledOnce());
    told({ status: 'paused' });
    expect(api.pins.mock.calls[0]?.[2].aborted).toBe(true);
    resolve({ items: pinsNamed(1), bookmark: null });
    await new Promise((settled) => setTimeout(settled));
    expect(kept.pins).toBe(0);
    told({ status: 'running' });
    await vi.waitFor(() => expect(kept.pins).toBe(6));
    expect(runs.stop).not.toHaveBeenCalled();
  });

  it('stop their run at a failure, with the reason, once what was found is looked at', async () => {
    told();
    api.pins.mockImplementationOnce(async () => ({ items: pinsNamed(3), bookmark: '3' }));
    api.pins.mockRejectedValueOnce(new MagpieError('api-forbidden'));
    await vi.waitFor(() => expect(api.pins).toHaveBeenCalledTimes(2));
    told({ done: 2 });
    await new Promise((settled) => setTimeout(settled));
    expect(runs.stop).not.toHaveBeenCalled();
    const failure = { code: 'image-missing' as const };
    told({ failed: [{ pinId: 'p2', title: null, imageUrl: null, failure }] });
    await vi.waitFor(() => expect(runs.stop).toHaveBeenCalledOnce());
    expect(runs.stop).toHaveBeenCalledWith(RUN, expect.objectContaining({ code: 'api-forbidden' }));
    // Nothing more is asked until the run is resumed.
    expect(api.pins).toHaveBeenCalledTimes(2);
    told({ status: 'stopped' });
    told({ status: 'running' });
    await vi.waitFor(() => expect(api.pins).toHaveBeenCalledTimes(3));
  });

  it('stop their run at once where nothing was found', async () => {
    api.board.mockRejectedValueOnce(new MagpieError('api-token-refused'));
    told();
    await vi.waitFor(() => expect(runs.stop).toHaveBeenCalledOnce());
    expect(api.pins).not.toHaveBeenCalled();
  });

  it('keep the background awake as long as a run runs, and no longer', async () => {
    told();
    told({ done: 1 });
    expect(stayAwake).toHaveBeenCalledOnce();
    expect(await stillRunning()).toBe(true);
    told({ status: 'done' });
    expect(await stillRunning()).toBe(false);
    told({ status: 'running' });
    expect(stayAwake).toHaveBeenCalledTimes(2);
    // One that was deleted is never told of again.
    progress = { ...progress, status: 'cancelled' };
    expect(await stillRunning()).toBe(false);
  });
});
