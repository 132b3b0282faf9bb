import { describe, expect, it } from 'vitest';
import { EMBEDDING_SIZE, normalizedEmbedding } from '../../../../lib/board/model/embedding.ts';
import { type BoardPicture, judgeBoards, macroF1 } from '../../../../scripts/eval/boards.ts';

/** Pictures of a board whose features stand out by `strength`, half of them to learn from. */
function pictures(board: string, count: number, at: number, strength: number): BoardPicture[] {
  return Array.from({ length: count }, (_, n) => ({
    board,
    use: n % 2 === 0 ? 'teach' : 'ask',
    things: null,
    whole: normalizedEmbedding(
      Float32Array.from({ length: EMBEDDING_SIZE }, (_, i) => {
        const noise = (Math.imul(i + 1, 2_654_435_761 + n * 40_503 + at * 97) >>> 0) / 2 ** 32;
        return noise + (i % 10 === at ? strength : 0);
      }),
    ),
  }));
}

describe('the evaluation of boards', () => {
  const background = pictures('', 40, 3, 2).map(({ whole }) => whole);
  const trial = (all: readonly BoardPicture[], draws: number) =>
    judgeBoards({ pictures: all, background, pins: 12, draws });

  it('judges by pictures that nothing was learned from', () => {
    const figures = trial([...pictures('a', 30, 1, 2), ...pictures('b', 30, 2, 2)], 3);
    expect(figures).toMatchObject({ boards: ['a', 'b'], chance: 0.5 });
    expect(figures?.macroF1).toBeCloseTo(1, 6);
    expect(figures?.auc.get('a')).toBeCloseTo(1, 6);
    expect(figures?.calibrationError).toBeLessThan(0.3);
  });

  it('judges what is drawn from by what was not drawn', () => {
    const all = [...pictures('a', 14, 1, 2), ...pictures('b', 14, 2, 2)];
    const both = all.map((each): BoardPicture => ({ ...each, use: 'both' }));
    expect(trial(both, 4)?.macroF1).toBeCloseTo(1, 6);
  });

  it('finds nothing where there is nothing to find', () => {
    const alike = pictures('a', 120, 1, 0).map((each, n) => ({
      ...each,
      board: n % 4 < 2 ? 'a' : 'b',
    }));
    expect(trial(alike, 5)?.macroF1).toBeLessThan(0.75);
  });

  it('says nothing of boards that are too small', () => {
    expect(trial(pictures('a', 10, 1, 1), 1)).toBeNull();
  });

  it('has a macro-F1 that weighs each board the same', () => {
    const told = [
      { board: 'a', guess: 'a' },
      { board: 'a', guess: 'a' },
      { board: 'a', guess: 'b' },
      { board: 'b', guess: 'b' },
    ];
    // a: 2 right of 3, none wrongly; b: 1 right of 1, 1 wrongly.
    expect(macroF1(told, ['a', 'b'])).toBeCloseTo((4 / 5 + 2 / 3) / 2, 9);
    expect(macroF1(told, ['a', 'b', 'c'])).toBeCloseTo((4 / 5 + 2 / 3) / 3, 9);
  });
});
