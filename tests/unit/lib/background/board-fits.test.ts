import { describe, expect, it } from 'vitest';
import { boardFitsOf, boardTerms } from '../../../../lib/background/board-fits.ts';
import type { BoardFit } from '../../../../lib/board/board-fit.ts';
import type { Fit } from '../../../../lib/board/model/board-models.ts';
import { analysisOf } from '../../support/analyses.ts';

function fitOf(slug: string, fit: number, style: string | null = null): Fit {
  const page = { kind: 'board', user: 'anna', slug } as const;
  const board = {
    id: slug,
    subject: { page, title: null, style, embedder: 'mobilenet 2' },
    model: {
      center: new Float32Array(1),
      direction: new Float32Array(1),
      calibration: { slope: 1, offset: 0 },
      figures: { pins: 20, others: 20, auc: 1, accuracy: 1 },
    },
  };
  return { board, fit };
}

const PICTURE = analysisOf({ embedding: 'fw==', models: { mobilenet: '2' } });
const asked: unknown[] = [];
const told = (fits: Fit[], onBoard: string | null = null) =>
  boardFitsOf(
    {
      models: {
        fits: async (...question) => {
          asked.push(question);
          return fits;
        },
      },
      isOnBoard: async (boardId, pinId) => boardId === onBoard && pinId === '7',
    },
    '7',
    PICTURE,
  );

describe('the boards that a pin fits', () => {
  it('are the best two, from as likely as not on', async () => {
    const fits = await told([
      fitOf('attic-rooms', 0.824, 'boho'),
      fitOf('lamps', 0.6),
      fitOf('boats', 0.55),
      fitOf('cats', 0.2),
    ]);
    expect(fits).toEqual([
      { boardId: 'attic-rooms', title: 'attic rooms', percent: 82, style: 'boho' },
      { boardId: 'lamps', title: 'lamps', percent: 60, style: null },
    ]);
    expect(asked.at(-1)).toEqual(['fw==', 'mobilenet 2']);
    expect(await told([fitOf('lamps', 0.49)])).toEqual([]);
  });

  it('come after the board that the pin is on, for which there is no figure', async () => {
    const fits = await told([fitOf('lamps', 0.9), fitOf('boats', 0.3)], 'boats');
    expect(fits.map(({ title, percent }) => [title, percent])).toEqual([
      ['boats', null],
      ['lamps', 90],
    ]);
  });

  it('are none for a picture that is not described in numbers', async () => {
    const models = { fits: async () => [fitOf('lamps', 1)] };
    const isOnBoard = async () => false;
    expect(await boardFitsOf({ models, isOnBoard }, null, analysisOf())).toEqual([]);
  });

  it('lend their styles to searches, each with its board', () => {
    const fit: BoardFit = { boardId: 'a', title: 'Attic', percent: 80, style: 'boho' };
    expect(boardTerms([fit, { ...fit, style: null }])).toEqual([
      { role: 'style', value: 'boho', field: 'your-board', quote: 'Attic' },
    ]);
  });
});
