import type { Analysis } from '../analysis.ts';
import type { BoardFit } from '../board/board-fit.ts';
import { boardName } from '../board/board-name.ts';
import type { BoardModels } from '../board/model/board-models.ts';
import { embedderOf } from '../board/model/embedder.ts';
import type { Term } from '../text/term.ts';

/** From here on a picture rather fits a board than not. */
const LEAST_FIT = 0.5;

/** More boards than these nobody wants to read of beside a pin. */
const MOST_FITS = 2;

/** Who knows of boards. */
export interface BoardFitsOptions {
  models: Pick<BoardModels, 'fits'>;
  /** Whether a pin is among those looked at of a board. */
  isOnBoard(boardId: string, pinId: string): Promise<boolean>;
}

/**
 * The learned boards that a picture fits, the best first; that of its own pin comes before all, for
 * which a figure would say nothing.
 *
 * @param pinId null for a picture of no pin
 */
export async function boardFitsOf(
  { models, isOnBoard }: BoardFitsOptions,
  pinId: string | null,
  { embedding, models: versions }: Analysis,
): Promise<BoardFit[]> {
  if (embedding === null) return [];
  const fits = await Promise.all(
    (await models.fits(embedding, embedderOf(versions))).map(async ({ board, fit }) => {
      const { id, subject } = board;
      const isOwn = pinId !== null && (await isOnBoard(id, pinId));
      return {
        boardId: id,
        title: boardName(subject),
        percent: isOwn ? null : Math.round(fit * 100),
        style: subject.style,
        rank: isOwn ? 1 : fit,
      };
    }),
  );
  return fits
    .filter(({ rank }) => rank >= LEAST_FIT)
    .sort((a, b) => b.rank - a.rank)
    .slice(0, MOST_FITS)
    .map(({ rank, ...fit }) => fit);
}

/** The styles of the boards that a picture fits, as words of those boards for its searches. */
export function boardTerms(fits: readonly BoardFit[]): Term[] {
  return fits.flatMap(({ style, title }): Term[] =>
    style === null ? [] : [{ role: 'style', value: style, field: 'your-board', quote: title }],
  );
}
