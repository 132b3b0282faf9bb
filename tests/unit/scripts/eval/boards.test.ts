import { describe, expect, it } from 'vitest';
import { EMBEDDING_SIZE, normalizedEmbedding } from '../../../../lib/board/model/embedding.ts';
import { type BoardPicture, judgeBoards, macroF1 } from '../../../../scripts/eval/boards.ts';

/** Pictures of a board whose features stand out by `strength`, half of them to learn from. */
function pictures(board: string, count: number, at: number, strength: number): BoardPicture[] {
  return Array.from({ length: count }, (_, n) => ({
    board,
    split: n % 2 === 0 ? 'tune' : 'report',
    embedding: normalizedEmbedding(
      Float32Array.from({ length: EMBEDDING_SIZE }, (_, i) => {
        const noise = (Math.imul(i + 1, 2_654_435_761 + n * 40_503 + at * 97) >>> 0) / 2 ** 32;
        return noise + (i % 10 === at ? strength : 0);
      }),
    ),
  }));
}

describe('the evaluation of boards', () => {
  it('judges by pictures that nothing was learned from', () => {
    const all = [
      ...pictures('a', 30, 1, 2),
      ...pictures('b', 30, 2, 2),
      ...pictures('c', 40, 3, 2),
    ];
    const figures = judgeBoards(all, ['a', 'b'], 12, 3);
    expect(figures).toMatchObject({ pins: 12, chance: 0.5 });
    expect(figures?.macroF1).toBeCloseTo(1, 6);
    expect(figures?.auc.get('a')).toBeCloseTo(1, 6);
  });

  it('finds nothing where there is nothing to find', () => {
    const alike = pictures('a', 120, 1, 0).map((each, n) => ({
      ...each,
      board: n % 4 < 2 ? 'a' : 'b',
    }));
    const figures = judgeBoards(alike, ['a', 'b'], 12, 5);
    expect(figures?.macroF1).toBeLessThan(0.75);
  });

  it('says nothing of boards that are too small', () => {
    expect(judgeBoards(pictures('a', 10, 1, 1), ['a'], 12, 1)).toBeNull();
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
