import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { BoardPage } from '../../../../../lib/board/board-page.ts';
import { newRun, type RunPin } from '../../../../../lib/board/board-run.ts';
import { FEWEST_PINS } from '../../../../../lib/board/model/board-model.ts';
import { BoardModels } from '../../../../../lib/board/model/board-models.ts';
import { openModelStore } from '../../../../../lib/board/model/model-store.ts';
import { openRunStore, type RunStore } from '../../../../../lib/board/run-store.ts';
import { lookOf, pinsNamed } from '../../../support/boards.ts';
import { encodedPictures, pictures } from '../../../support/embeddings.ts';

const EMBEDDER = 'mobilenet 2';
const board = (slug: string): BoardPage => ({ kind: 'board', user: 'anna', slug });
const LAMPS = 'board /anna/lamps/';
const BOATS = 'board /anna/boats/';

let runs: RunStore;
let models: BoardModels;
let background: Float32Array[];
let embedder: string | null;

/** Writes down a run in which so many pins of a kind were looked at. */
async function looked(slug: string, count: number, from: number, changes = {}): Promise<string> {
  const { run } = newRun(board(slug), 500, slug.length);
  const texts = encodedPictures(count, from, 0.4, from + 1);
  for (const [place, pin] of pinsNamed(count).entries()) {
    const id = `${slug}${pin.id}`;
    const done: RunPin = {
      runId: run.id,
      pin: { ...pin, id },
      place,
      state: 'done',
      failure: null,
      attempts: 0,
    };
    const look = lookOf({
      embedding: texts[place] ?? null,
      models: { mobilenet: '2' },
      styles: place % 2 === 0 ? ['boho'] : [],
      ...changes,
    });
    await runs.save({
      run: { ...run, title: slug === 'boats' ? 'My boats' : null },
      pins: [done],
      look: { pinId: id, look },
    });
  }
  return run.id;
}

/** What another process would find: nothing but what was kept. */
const afresh = () =>
  new BoardModels({
    runs,
    embedder: async () => embedder,
    store: openModelStore(),
    background: async () => background,
  });

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  runs = openRunStore();
  background = pictures(60, 600, 0.4, 99);
  embedder = EMBEDDER;
  models = afresh();
});

describe('the models of boards', () => {
  it('learn a board from what was found in its pins', async () => {
    await looked('lamps', 20, 0);
    expect(await models.state(LAMPS)).toMatchObject({ learned: null, pins: 20, missing: 0 });
    expect(await models.learn(LAMPS)).toBeNull();
    const { learned } = await afresh().state(LAMPS);
    expect(learned).toMatchObject({ id: LAMPS, name: 'lamps', style: 'boho', pins: 20 });
    expect(learned?.auc).toBeGreaterThan(0.9);
  });

  it('say how many pins are missing', async () => {
    await looked('lamps', FEWEST_PINS - 2, 0);
    expect(await models.state(LAMPS)).toMatchObject({ pins: FEWEST_PINS - 2, missing: 2 });
    expect(await models.learn(LAMPS)).toBe('too-few-pins');
    expect(await models.learn('board /nobody/nothing/')).toBe('too-few-pins');
  });

  it('pass over pins that were described by another model, or not at all', async () => {
    await looked('lamps', 20, 0, { models: { mobilenet: '1' } });
    expect(await models.state(LAMPS)).toMatchObject({ pins: 0, missing: FEWEST_PINS });
    await looked('boats', 20, 0, { embedding: null });
    expect(await models.learn(BOATS)).toBe('too-few-pins');
  });

  it('need something to tell a board from', async () => {
    background = [];
    await looked('lamps', 20, 0);
    expect(await models.learn(LAMPS)).toBe('nothing-else');
    await looked('boats', 12, 600);
    expect(await models.learn(LAMPS)).toBeNull();
  });

  it('read no more of other boards than a board is told from', async () => {
    await looked('lamps', 20, 0);
    await looked('boats', 360, 600);
    const all = runs.looksInParts;
    let read = 0;
    vi.spyOn(runs, 'looksInParts').mockImplementation(async function* (id) {
      for await (const part of all(id)) {
        read += part.length;
        yield part;
      }
    });
    expect(await models.learn(LAMPS)).toBeNull();
    expect((await models.all())[0]?.model.figures.others).toBe(60 + 300);
    expect(read).toBe(300);
  });

  it('cannot be made by a build without MobileNet', async () => {
    embedder = null;
    await looked('lamps', 20, 0);
    expect(await models.state(LAMPS)).toMatchObject({ canLearn: false, learned: null });
    expect(await models.learn(LAMPS)).toBe('cannot-learn');
    expect(await models.import('{}')).toEqual({ ok: false, reason: 'cannot-learn' });
  });

  it('tell how well a picture fits each board, the best first', async () => {
    await looked('lamps', 20, 0);
    await looked('boats', 20, 900);
    await models.learn(LAMPS);
    await models.learn(BOATS);
    const [boat = ''] = encodedPictures(1, 900, 0.4, 7);
    const fits = await models.fits(boat, EMBEDDER);
    expect(fits.map(({ board: { id } }) => id)).toEqual([BOATS, LAMPS]);
    expect(fits[0]?.fit).toBeGreaterThan(0.5);
    expect(fits[1]?.fit).toBeLessThan(0.5);
    expect(await models.fits(boat, 'mobilenet 3')).toEqual([]);
    expect(await models.fits('nonsense', EMBEDDER)).toEqual([]);
  });

  it('are made anew by themselves where a learned board has grown', async () => {
    await looked('lamps', 14, 0);
    await models.grown(LAMPS);
    expect((await models.state(LAMPS)).learned).toBeNull();
    await models.learn(LAMPS);
    await looked('lamps', 30, 0);
    await models.grown(LAMPS);
    expect((await models.state(LAMPS)).learned?.pins).toBe(30);
  });

  it('keep the style that the user chose, and none where they chose none', async () => {
    await looked('lamps', 20, 0);
    await models.learn(LAMPS);
    await models.setStyle(LAMPS, '  Warm  MINIMAL ');
    await models.learn(LAMPS);
    expect((await models.state(LAMPS)).learned?.style).toBe('warm minimal');
    await models.setStyle(LAMPS, ' ');
    await models.learn(LAMPS);
    expect((await models.state(LAMPS)).learned?.style).toBeNull();
  });

  it('go out as a file, and come back from it', async () => {
    await looked('boats', 20, 900);
    expect(await models.export(BOATS)).toBeNull();
    await models.learn(BOATS);
    const file = await models.export(BOATS);
    await models.forget(BOATS);
    expect((await models.state(BOATS)).learned).toBeNull();
    expect(file?.name).toBe('My boats');
    expect(await models.import(file?.text ?? '')).toEqual({
      ok: true,
      id: BOATS,
      name: 'My boats',
    });
    const state = await models.state(LAMPS);
    expect(state.others).toMatchObject([{ id: BOATS, name: 'My boats', pins: 20 }]);
    expect(await models.import('{"format":1}')).toEqual({ ok: false, reason: 'other-format' });
    expect((await models.state(LAMPS)).others).toHaveLength(1);
  });
});
