import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { exportBoard, importBoard } from '../../../../lib/board/insights/board-file.ts';
import { atRest, boardOf, headOf, readRun, runFromFile } from '../../../../lib/board/kept-board.ts';
import { type KeptRun, openRunStore } from '../../../../lib/board/run-store.ts';
import { entriesOf } from '../../support/boards.ts';

const store = openRunStore();
const PAGE = { kind: 'board', user: 'anna', slug: 'lamps' } as const;
const ENTRIES = entriesOf([
  { title: 'A brass lamp', things: [{ noun: 'lamp', hex: '#b98f4e' }], palette: [['#ffffff', 1]] },
  { title: 'A rattan lamp', things: [{ noun: 'lamp' }] },
]);

function imported(): KeptRun {
  const file = importBoard(
    exportBoard({ page: PAGE, title: 'Lamps' }, ENTRIES, new Date('2026-11-23T07:00:00Z')),
  );
  if (!file.ok) throw new Error(file.reason);
  return runFromFile(file.file, file.id);
}

describe('a board that is kept', () => {
  it('comes back from its file as it was, and done', async () => {
    const kept = imported();
    await store.restore(kept);
    const read = await readRun(store, 'board /anna/lamps/');
    expect(read).toEqual(kept);
    const board = read && boardOf(read);
    expect(board?.entries).toEqual(ENTRIES);
    expect(board?.run).toMatchObject({ title: 'Lamps', startedAt: Date.UTC(2026, 10, 23, 7) });
    expect(headOf(kept)).toMatchObject({
      pins: ENTRIES.map(({ pin }) => pin),
      progress: { status: 'done', done: 2, total: 2, failed: [] },
    });
  });

  it('is put back in place of what was there, leaving others alone', async () => {
    const kept = imported();
    const other = { ...kept, run: { ...kept.run, id: 'board /ben/chairs/' } };
    await store.restore(kept);
    await store.restore(other);
    const [first] = kept.pins;
    if (!first) throw new Error('no pins');
    await store.restore({ ...kept, pins: [first], looks: new Map([...kept.looks].slice(0, 1)) });
    expect(await store.glimpse(kept.run.id, 4)).toMatchObject({ looked: 1, pins: [first] });
    expect(await store.glimpse(other.run.id, 1)).toMatchObject({ looked: 2, pins: [first] });
    await store.delete(kept.run.id);
    expect(await readRun(store, kept.run.id)).toBeNull();
    expect(await store.glimpse(kept.run.id, 4)).toEqual({ looked: 0, pins: [] });
    expect(await readRun(store, other.run.id)).not.toBeNull();
  });

  it('shows the pins that were looked at, in the order of the board', () => {
    const kept = imported();
    const reversed = boardOf({ ...kept, pins: kept.pins.toReversed() });
    expect(reversed.entries).toEqual(ENTRIES);
    const pins = kept.pins.map((pin, n) => (n === 0 ? { ...pin, state: 'failed' as const } : pin));
    expect(boardOf({ ...kept, pins }).entries.map(({ pin }) => pin.id)).toEqual(['2']);
    const looks = new Map([...kept.looks].slice(0, 1));
    expect(boardOf({ ...kept, looks }).entries.map(({ pin }) => pin.id)).toEqual(['1']);
  });

  it('rests when it is put back while it ran, and else stays as it was', () => {
    const kept = imported();
    const running = { ...kept, run: { ...kept.run, status: 'running' as const } };
    expect(atRest(running).run.status).toBe('paused');
    expect(atRest(kept)).toBe(kept);
  });
});

describe('the looks of a run in parts', () => {
  it.each([0, 1, 50, 120])('are all of %i, of no other run, each once', async (count) => {
    const look = ENTRIES[0]?.look;
    const kept = imported();
    if (!look) throw new Error('no look');
    const looks = new Map(Array.from({ length: count }, (_, n) => [String(n), look] as const));
    const id = `board /anna/of-${count}/`;
    await store.restore({ ...kept, run: { ...kept.run, id }, pins: [], looks });
    await store.restore({ ...kept, run: { ...kept.run, id: `${id}more/` } });
    const read: string[] = [];
    for await (const part of store.looksInParts(id)) {
      expect(part.length).toBeLessThanOrEqual(50);
      read.push(...part.map(([pinId]) => pinId));
    }
    expect(read.sort()).toEqual([...looks.keys()].sort());
  });
});
