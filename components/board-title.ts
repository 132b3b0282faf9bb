import { boardName } from '../lib/board/board-name.ts';
import type { BoardPage } from '../lib/board/board-page.ts';
import { asHeading } from './words.ts';

/** What a board is called: as its owner wrote it, else by what its address says, as a heading. */
export function boardTitle(board: { title: string | null; page: BoardPage }): string {
  const name = boardName(board);
  return board.title?.trim() ? name : asHeading(name);
}
