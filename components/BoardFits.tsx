import type { BoardFit } from '../lib/board/board-fit.ts';
import { t } from '../lib/i18n.ts';
import { percent } from './words.ts';

/** The learned boards that a picture fits, a line for each; nothing where there are none. */
export function BoardFits({ fits = [] }: { fits?: readonly BoardFit[] | undefined }) {
  return fits.map(({ boardId, title, percent: fit }) => (
    <p key={boardId} class="fit">
      {fit === null
        ? t('boardModel.fromBoard', { board: title })
        : t('boardModel.fits', { board: title, percent: percent(fit / 100) })}
    </p>
  ));
}
