import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BoardPage } from '../../../../lib/board/board-page.ts';
import { BoardRuns, type LookOutcome } from '../../../../lib/board/board-runs.ts';
import type { RunProgress } from '../../../../lib/board/run-progress.ts';
import { openRunStore, type RunStore } from '../../../../lib/board/run-store.ts';
import type { WalkStep } from '../../../../lib/board/walk-board.ts';
import { lookOf, pinsNamed } from '../../support/boards.ts';

const PAGE: BoardPage = { kind: 'board', user: 'anna', slug: 'lamps' };

const ANY = new Set(['running', 'paused', 'stopped', 'cancelled', 'done'] as const);

const OK: LookOutcome = { ok: true, look: lookOf({ scene: 'living room' }) };

let store: RunStore;

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  store = openRunStore();
});
afterEach(() => vi.unstubAllGlobals());

const step = (count: number, mode: WalkStep['mode'] = 'ended'): WalkStep => ({
  pins: pinsNamed(count),
  mode,
  bookmark: mode === 'feed' ? 'more' : null,
  refused: null,
  title: 'Lamps',
  pinCount: count,
});

interface Given {
  id: string;
  signal: AbortSignal;
  end(outcome: LookOutcome): void;
}

/** One life of the background: pins are looked at as `answer` says, or by hand. */
function background(answer?: (id: string, nth: number) => LookOutcome | null) {
  const given: Given[] = [];
  const published: RunProgress[] = [];
  let most = 0;
  let now = 0;
  let open = 0;
  const runs = new BoardRuns({
    store,
    now: () => now,
    publish: (progress) => void published.push(progress),
    look: (pin, signal) => {
      const { promise, resolve } = Promise.withResolvers<LookOutcome>();
      most = Math.max(most, ++open);
      const end = (outcome: LookOutcome) => {
        open--;
        now += 1_000;
        resolve(outcome);
      };
      signal.addEventListener('abort', () => end({ ok: false, failure: { code: 'cancelled' } }));
      given.push({ id: pin.id, signal, end });
      const outcome = answer?.(pin.id, given.length) ?? null;
      if (outcome) queueMicrotask(() => end(outcome));
      return promise;
    },
  });
  return { runs, given, published, mostAtOnce: () => most };
}

const begun = async (runs: BoardRuns, limit = 60) => (await runs.begin(PAGE, limit)).id;

async function status(runs: BoardRuns, id: string, expected: RunProgress['status']) {
  await vi.waitFor(async () => expect((await runs.progress(id))?.status).toBe(expected), 5_000);
}

describe('the runs of boards', () => {
  it('look at every pin once, two at a time, and keep what was found', async () => {
    const { runs, given, published, mostAtOnce } = background(() => OK);
    const id = await begun(runs);
    expect(await runs.found(id, step(30, 'feed'))).toBe(30);
    expect(await runs.found(id, step(60))).toBe(0);
    await status(runs, id, 'done');
    expect(given.map((each) => each.id)).toEqual(pinsNamed(60).map((pin) => pin.id));
    expect(mostAtOnce()).toBe(2);
    const looks = await store.looks(id);
    expect(looks.size).toBe(60);
    expect(looks.get('p7')?.scene).toBe('living room');
    expect(published.at(-1)).toMatchObject({ status: 'done', done: 60, total: 60, msLeft: 0 });
  });

  it('hold the pins that were looked at, and no others', async () => {
    const { runs } = background((_, nth) => (nth === 1 ? OK : null));
    const id = await begun(runs);
    await runs.found(id, step(3));
    await vi.waitFor(async () => expect(await store.holds(id, 'p0')).toBe(true));
    expect(await store.holds(id, 'p1')).toBe(false);
    expect(await store.holds(id, 'nowhere')).toBe(false);
    expect(await store.holds('board /anna/other/', 'p0')).toBe(false);
  });

  it('are taken up after being killed at pin 20, and repeat none that was finished', async () => {
    const first = background((_, nth) => (nth <= 20 ? OK : null));
    const id = await begun(first.runs);
    await first.runs.found(id, step(60));
    await vi.waitFor(() => expect(first.given).toHaveLength(22));
    // The background is gone here: what it had begun is never answered.
    await vi.waitFor(async () => expect((await store.looks(id)).size).toBe(20));

    const second = background(() => OK);
    await second.runs.wake();
    await status(second.runs, id, 'done');
    expect(second.given.map((each) => each.id)).toEqual(
      pinsNamed(60)
        .slice(20)
        .map((pin) => pin.id),
    );
    expect((await store.looks(id)).size).toBe(60);
    expect(await second.runs.progress(id)).toMatchObject({ done: 60, title: 'Lamps' });
  });

  it('stay paused across a death, and are not woken', async () => {
    const first = background((_, nth) => (nth <= 4 ? OK : null));
    const id = await begun(first.runs);
    await first.runs.found(id, step(10, 'feed'));
    await vi.waitFor(() => expect(first.given).toHaveLength(6));
    await first.runs.pause(id);

    const second = background(() => OK);
    await second.runs.wake();
    expect(await second.runs.progress(id)).toMatchObject({ status: 'paused', done: 4 });
    expect(second.given).toEqual([]);
    expect(await second.runs.bookmark(id)).toBe('more');
    await second.runs.resume(id);
    await vi.waitFor(() => expect(second.given).toHaveLength(6));
    expect(second.given[0]?.id).toBe('p4');
  });

  it('finish what is under way when paused', async () => {
    const { runs, given } = background();
    const id = await begun(runs);
    await runs.found(id, step(5));
    await vi.waitFor(() => expect(given).toHaveLength(2));
    await runs.pause(id);
    for (const { end, signal } of given) {
      expect(signal.aborted).toBe(false);
      end(OK);
    }
    await vi.waitFor(async () => expect((await runs.progress(id))?.done).toBe(2));
    expect(given).toHaveLength(2);
  });

  it('end at once when cancelled, keep what is finished, and can be taken up', async () => {
    const { runs, given } = background((_, nth) => (nth <= 3 ? OK : null));
    const id = await begun(runs);
    await runs.found(id, step(6));
    await vi.waitFor(() => expect(given).toHaveLength(5));
    await runs.cancel(id);
    expect(given.slice(3).every(({ signal }) => signal.aborted)).toBe(true);
    expect(await runs.progress(id)).toMatchObject({ status: 'cancelled', done: 3, failed: [] });
    await runs.resume(id);
    await vi.waitFor(() => expect(given).toHaveLength(7));
    expect(given.slice(5).map((each) => each.id)).toEqual(['p3', 'p4']);
    expect(given.at(-1)?.signal.aborted).toBe(false);
  });

  it('stop at a 403 in the middle, and go on with the others when asked', async () => {
    let refuses = true;
    const { runs, given } = background((id) =>
      id === 'p3' && refuses
        ? { ok: false, failure: { code: 'image-forbidden', detail: '403' } }
        : OK,
    );
    const id = await begun(runs);
    await runs.found(id, step(8));
    await status(runs, id, 'stopped');
    const stopped = await runs.progress(id);
    expect(stopped?.stop?.code).toBe('image-forbidden');
    expect(stopped?.failed.map(({ pinId }) => pinId)).toEqual(['p3']);
    expect(given.length).toBeLessThanOrEqual(5);
    await runs.resume(id);
    await status(runs, id, 'done');
    expect(await runs.progress(id)).toMatchObject({ done: 7, failed: [{ pinId: 'p3' }] });
    refuses = false;
    await runs.retry(id, null);
    await status(runs, id, 'done');
    expect(await runs.progress(id)).toMatchObject({ done: 8, failed: [] });
    expect(new Set(given.map((each) => each.id)).size).toBe(given.length - 1);
  });

  it('share the two places', async () => {
    const { runs, given } = background();
    const id = await begun(runs);
    await runs.found(id, step(4));
    const other = (await runs.begin({ kind: 'search', query: 'oak' }, 60)).id;
    await runs.found(other, { ...step(4), title: null });
    await vi.waitFor(() => expect(given).toHaveLength(2));
    await runs.pause(id);
    given[0]?.end(OK);
    await vi.waitFor(() => expect(given).toHaveLength(3));
  });

  it('add to a board that has grown', async () => {
    const { runs, given } = background(() => OK);
    const id = await begun(runs);
    await runs.found(id, step(3));
    await status(runs, id, 'done');
    await runs.begin(PAGE, 60);
    await runs.found(id, step(5));
    await status(runs, id, 'done');
    expect(given.map((each) => each.id)).toEqual(['p0', 'p1', 'p2', 'p3', 'p4']);
  });

  it('stop where what was found cannot be kept, and count nothing as done that is not', async () => {
    const { runs } = background(() => OK);
    const id = await begun(runs);
    const save = vi.spyOn(store, 'save');
    save.mockImplementationOnce(store.save.bind(store));
    save.mockRejectedValue(new DOMException('full', 'QuotaExceededError'));
    await runs.found(id, step(3));
    await status(runs, id, 'stopped');
    expect(await runs.progress(id)).toMatchObject({ done: 0, stop: { code: 'storage-full' } });
    save.mockRestore();
    await runs.resume(id);
    await status(runs, id, 'done');
    expect((await store.looks(id)).size).toBe(3);
  });

  it('forget a board that is deleted, and all that was found in it', async () => {
    const { runs, given } = background((_, nth) => (nth <= 2 ? OK : null));
    const id = await begun(runs);
    await runs.found(id, step(5));
    await vi.waitFor(() => expect(given).toHaveLength(4));
    await runs.delete(id);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await runs.progress(id)).toBeNull();
    expect(await store.runs()).toEqual([]);
    expect((await store.looks(id)).size).toBe(0);
    expect(given).toHaveLength(4);
  });

  it('do not come back where pins arrive while they are deleted', async () => {
    const { runs } = background((_, nth) => (nth <= 2 ? OK : null));
    const id = await begun(runs);
    await runs.found(id, step(5, 'feed'));
    const deleting = runs.delete(id);
    await Promise.all([runs.found(id, step(8)), runs.progress(id)]);
    await deleting;
    expect(await runs.progress(id)).toBeNull();
    expect(await store.runs()).toEqual([]);
  });

  it('write down later what there was no room for at first', async () => {
    const { runs } = background(() => null);
    const id = await begun(runs);
    vi.spyOn(store, 'save').mockRejectedValueOnce(new DOMException('full', 'QuotaExceededError'));
    await runs.found(id, step(3, 'feed'));
    expect(await runs.progress(id)).toMatchObject({ status: 'stopped', known: 3 });
    await runs.resume(id);
    expect((await store.open(id))?.pins.map(({ pin }) => pin.id)).toEqual(['p0', 'p1', 'p2']);
  });

  it('stay at their end whatever a tab says that is behind', async () => {
    const { runs } = background(() => OK);
    const id = await begun(runs);
    await runs.found(id, { ...step(2), pinCount: 9 });
    await status(runs, id, 'done');
    await runs.found(id, { ...step(1, 'scroll'), refused: 429 });
    expect(await runs.progress(id)).toMatchObject({ status: 'done', walk: { refused: null } });
  });

  it('are all told of, those of a former life too', async () => {
    const first = background(() => OK);
    const id = await begun(first.runs);
    await first.runs.found(id, step(2));
    await status(first.runs, id, 'done');
    const { runs } = background();
    const other = (await runs.begin({ kind: 'search', query: 'oak' }, 60)).id;
    const told = (await runs.all(ANY)).map((each) => [each.id, each.status, each.done, each.known]);
    expect(told.sort()).toEqual([
      [id, 'done', 2, 2],
      [other, 'running', 0, 0],
    ]);
  });

  it('are ended and forgotten together, and make room for new ones', async () => {
    const { runs, given } = background((_, nth) => (nth <= 2 ? OK : null));
    const id = await begun(runs);
    await runs.found(id, step(5));
    await vi.waitFor(() => expect(given).toHaveLength(4));
    await vi.waitFor(async () => expect((await store.looks(id)).size).toBe(2));
    const before = await store.usage();
    expect(before.entries).toBe(1);
    expect(before.bytes).toBeGreaterThan(1_000);

    await runs.clear();
    expect(given.slice(2).every(({ signal }) => signal.aborted)).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await store.usage()).toEqual({ entries: 0, bytes: 0 });
    expect(await runs.all(ANY)).toEqual([]);
    await begun(runs);
    await runs.found(id, step(1));
    await vi.waitFor(() => expect(given).toHaveLength(5));
  });

  it('are kept on after they could not be deleted', async () => {
    const { runs } = background(() => OK);
    const id = await begun(runs);
    const clear = vi.spyOn(store, 'clear').mockRejectedValueOnce(new Error('broken'));
    await expect(runs.clear()).rejects.toThrow('broken');
    clear.mockRestore();
    await runs.found(id, step(2));
    await status(runs, id, 'done');
    expect((await store.looks(id)).size).toBe(2);
  });
});
