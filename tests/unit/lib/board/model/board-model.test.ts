import { describe, expect, it } from 'vitest';
import {
  aucOf,
  type BoardModel,
  type Described,
  FEWEST_PINS,
  fitOf,
  learnBoard,
  surenessOf,
} from '../../../../../lib/board/model/board-model.ts';
import {
  decodeEmbedding,
  decodeNumbers,
  EMBEDDING_SIZE,
  encodeEmbedding,
  encodeNumbers,
  normalizedEmbedding,
} from '../../../../../lib/board/model/embedding.ts';
import {
  exportModel,
  importModel,
  type ModelSubject,
} from '../../../../../lib/board/model/model-file.ts';
import { calibrate, probabilityOf, type Scored } from '../../../../../lib/board/model/platt.ts';
import { pictures, random } from '../../../support/embeddings.ts';

const described = (whole: Float32Array): Described => ({ whole, things: null });

/** A model of a board, told from general pictures. */
function learned(pins: readonly Float32Array[], background: readonly Float32Array[]): BoardModel {
  const model = learnBoard(pins.map(described), [], background);
  if (!model) throw new Error('nothing was learned');
  return model;
}

const BOARD = pictures(24, 0, 0.4, 1);
const OTHERS = pictures(60, 600, 0.4, 2);

describe('an embedding', () => {
  it('is at unit length', () => {
    const values = normalizedEmbedding([3, 0, -4]);
    expect([...values]).toEqual([expect.closeTo(0.6, 5), 0, expect.closeTo(-0.8, 5)]);
    expect([...normalizedEmbedding([0, 0])]).toEqual([0, 0]);
  });

  it('comes back from its text almost as it was', () => {
    const [picture] = BOARD;
    if (!picture) throw new Error('no picture');
    const back = decodeEmbedding(encodeEmbedding(picture));
    const cosine = picture.reduce((sum, value, i) => sum + value * (back?.[i] ?? 0), 0);
    expect(cosine).toBeGreaterThan(0.999);
    expect(encodeEmbedding(picture).length).toBeLessThan(1_720);
    for (const text of ['', 'AAAA', '!', encodeEmbedding(new Float32Array(EMBEDDING_SIZE))]) {
      expect(decodeEmbedding(text)).toBeNull();
    }
  });

  it('has numbers that come back exactly, and finite', () => {
    const numbers = Float32Array.of(1.5, -2e-9, 3e9);
    expect(decodeNumbers(encodeNumbers(numbers), 3)).toEqual(numbers);
    expect(decodeNumbers(encodeNumbers(numbers), 4)).toBeNull();
    expect(decodeNumbers(encodeNumbers(Float32Array.of(Number.NaN)), 1)).toBeNull();
  });
});

describe('a model of a board', () => {
  it('tells its pins from other pictures that it has not seen', () => {
    const model = learned(BOARD, OTHERS);
    for (const picture of pictures(30, 0, 0.4, 3))
      expect(fitOf(model, picture)).toBeGreaterThan(0.5);
    for (const picture of pictures(30, 600, 0.4, 4))
      expect(fitOf(model, picture)).toBeLessThan(0.5);
    expect(model.figures).toMatchObject({ pins: 24, others: 60 });
    expect(model.figures.auc).toBeGreaterThan(0.95);
    expect(model.figures.accuracy).toBeGreaterThan(0.9);
  });

  it('owns up to knowing nothing where the board is like all else', () => {
    const model = learned(pictures(40, 0, 0, 5), pictures(40, 0, 0, 6));
    expect(model.figures.auc).toBeGreaterThan(0.25);
    expect(model.figures.auc).toBeLessThan(0.75);
    expect(surenessOf(model.figures)).toBe('hardly');
    for (const picture of pictures(20, 0, 0, 7)) {
      expect(Math.abs(fitOf(model, picture) - 0.5)).toBeLessThan(0.4);
    }
  });

  it('needs a dozen pins, and others to tell them from', () => {
    const pins = BOARD.map(described);
    expect(learnBoard(pins.slice(0, FEWEST_PINS - 1), [], OTHERS)).toBeNull();
    expect(learnBoard(pins, [], OTHERS.slice(0, 5))).toBeNull();
    expect(learnBoard(pins.slice(0, FEWEST_PINS), [], OTHERS)).not.toBeNull();
    expect(learnBoard(pins, OTHERS.slice(0, 12).map(described), [])).not.toBeNull();
  });

  it('takes no side because one is larger', () => {
    const model = learned(pictures(12, 0, 0.25, 8), pictures(200, 600, 0.25, 9));
    const right = pictures(40, 0, 0.25, 10).filter((picture) => fitOf(model, picture) >= 0.5);
    expect(right.length).toBeGreaterThan(30);
  });

  it('tells a board from the other boards rather than from all the world', () => {
    // Board and other share what sets both apart from general pictures.
    const both = (from: number, seed: number) =>
      pictures(24, 300, 0.5, seed).map((each, n) => {
        const own = pictures(24, from, 0.4, seed + 50)[n] ?? each;
        return normalizedEmbedding(each.map((value, i) => value + (own[i] ?? 0)));
      });
    const pins = both(0, 20).map(described);
    const others = both(600, 21).map(described);
    const alone = learnBoard(pins, [], OTHERS);
    const among = learnBoard(pins, others, OTHERS);
    if (!alone || !among) throw new Error('nothing was learned');
    const gap = (model: BoardModel) =>
      both(0, 22).reduce((sum, picture) => sum + fitOf(model, picture), 0) -
      both(600, 23).reduce((sum, picture) => sum + fitOf(model, picture), 0);
    expect(gap(among)).toBeGreaterThan(gap(alone));
    expect(among.figures.others).toBe(84);
  });

  it('learns from the things in the pins, too', () => {
    const whole = pictures(24, 0, 0.2, 30);
    const things = pictures(24, 900, 1, 31);
    const thing = pictures(1, 900, 1, 32)[0];
    const plain = learnBoard(whole.map(described), [], OTHERS);
    const told = learnBoard(
      whole.map((each, i) => ({ whole: each, things: things[i] ?? null })),
      [],
      OTHERS,
    );
    if (!plain || !told || !thing) throw new Error('nothing was learned');
    expect(fitOf(told, thing)).toBeGreaterThan(fitOf(plain, thing));
  });

  it('is trusted by what it told apart, and by how much it has seen', () => {
    expect(surenessOf({ auc: 0.97, accuracy: 0.9, pins: 40, others: 40 })).toBe('very');
    expect(surenessOf({ auc: 0.97, accuracy: 0.9, pins: 12, others: 40 })).toBe('fairly');
    expect(surenessOf({ auc: 0.7, accuracy: 0.6, pins: 400, others: 40 })).toBe('hardly');
  });

  it('has an area under its curve that counts ties half', () => {
    const scored = (score: number, positive: boolean): Scored => ({ score, positive });
    expect(aucOf([scored(2, true), scored(1, false)])).toBe(1);
    expect(aucOf([scored(1, true), scored(1, false)])).toBe(0.5);
    expect(aucOf([scored(0, true), scored(1, false)])).toBe(0);
    expect(aucOf([scored(0, true)])).toBe(0.5);
  });
});

describe('calibration', () => {
  it('finds the sigmoid that scores were drawn from', () => {
    const next = random(11);
    const scores = Array.from({ length: 4_000 }, (): Scored => {
      const score = next() * 4 - 2;
      return { score, positive: next() < 1 / (1 + Math.exp(-3 * score)) };
    });
    const fit = calibrate(scores);
    expect(fit.slope).toBeCloseTo(3, 0);
    expect(fit.offset).toBeCloseTo(0, 0);
    expect(probabilityOf(fit, 1)).toBeCloseTo(1 / (1 + Math.exp(-3)), 1);
  });

  it('is never certain of what so few scores tell', () => {
    const scores = [-1, -0.9, 0.9, 1].map((score) => ({ score, positive: score > 0 }));
    const fit = calibrate(scores);
    expect(probabilityOf(fit, 1)).toBeLessThan(0.9);
    expect(probabilityOf(fit, 1)).toBeGreaterThan(0.6);
  });

  it('does without scores that say nothing', () => {
    const same = [true, false, true].map((positive) => ({ score: 0.3, positive }));
    expect(probabilityOf(calibrate(same), 0.3)).toBeCloseTo(0.5, 1);
    expect(calibrate([{ score: 1, positive: true }])).toEqual({ slope: 0, offset: 0 });
  });
});

describe('the file of a model', () => {
  const SUBJECT: ModelSubject = {
    page: { kind: 'board', user: 'anna', slug: 'lamps' },
    title: 'Lamps',
    style: 'boho',
    embedder: 'mobilenet 2',
  };
  const model = learned(BOARD, OTHERS);

  it('is read as it was written', async () => {
    const text = await exportModel(SUBJECT, model);
    expect(text.length).toBeLessThan(20_000);
    const back = await importModel(text, 'mobilenet 2');
    expect(back).toEqual({ ok: true, subject: SUBJECT, model });
    const [picture] = BOARD;
    if (!back.ok || !picture) throw new Error('not read');
    expect(fitOf(back.model, picture)).toBe(fitOf(model, picture));
  });

  it('is refused with the reason where it is another’s, or damaged', async () => {
    const text = await exportModel(SUBJECT, model);
    const reasonOf = async (changed: string, embedder = 'mobilenet 2') => {
      const result = await importModel(changed, embedder);
      return result.ok ? null : result.reason;
    };
    expect(await reasonOf('{')).toBe('not-json');
    expect(await reasonOf('[]')).toBe('other-format');
    expect(await reasonOf(text.replace('magpie-board-model', 'magpie-board'))).toBe('other-format');
    expect(await reasonOf(text.replace('"version":1', '"version":2'))).toBe('other-version');
    expect(await reasonOf(text.replace('Lamps', 'Lumps'))).toBe('damaged');
    expect(await reasonOf(text.slice(0, -200))).toBe('not-json');
    expect(await reasonOf(text, 'mobilenet 3')).toBe('other-embedder');
    expect(await reasonOf('x'.repeat(200_001))).toBe('too-large');
  });

  it('is refused where its sum is right and its numbers are not', async () => {
    const broken = { ...model, calibration: { slope: Number.POSITIVE_INFINITY, offset: 0 } };
    const result = await importModel(await exportModel(SUBJECT, broken), 'mobilenet 2');
    expect(result).toEqual({ ok: false, reason: 'damaged' });
    const short = { ...model, center: model.center.slice(1) };
    expect((await importModel(await exportModel(SUBJECT, short), 'mobilenet 2')).ok).toBe(false);
  });
});
