import { useId, useState } from 'preact/hooks';
import { t } from '../../lib/i18n.ts';
import type { BoardChoice } from '../../lib/platform/ranking-messages.ts';

/** What the popup can have done with the pictures of the tab's page. */
export interface RankingOffer {
  /** The boards that are learned; at least one. */
  boards: readonly BoardChoice[];
  /** Begins; false where the browser keeps extensions out of the page. Never rejects. */
  rank(board: BoardChoice): Promise<boolean>;
}

/** The offer to rank the pictures of a page by their fit to a board. */
export function RankPage(props: { offer: RankingOffer; onRanked(): void }) {
  const { offer, onRanked } = props;
  const { boards } = offer;
  const [chosen, setChosen] = useState(boards[0]?.id);
  const [refused, setRefused] = useState(false);
  const titleId = useId();
  const selectId = useId();
  const board = boards.find(({ id }) => id === chosen) ?? boards[0];
  if (!board) return null;
  const rank = async (): Promise<void> => {
    setRefused(false);
    if (await offer.rank(board)) onRanked();
    else setRefused(true);
  };
  return (
    <section class="rank-page" aria-labelledby={titleId}>
      <h2 id={titleId}>{t('ranking.offer')}</h2>
      <p>{t('ranking.hint')}</p>
      <label for={selectId}>{t('ranking.board')}</label>
      <select id={selectId} onChange={(event) => setChosen(event.currentTarget.value)}>
        {boards.map(({ id, name }) => (
          <option key={id} value={id} selected={id === board.id}>
            {name}
          </option>
        ))}
      </select>
      <button type="button" class="button button--first" onClick={() => void rank()}>
        {t('ranking.start')}
      </button>
      <p class="rank-page__refused" role="status">
        {refused && t('ranking.refused')}
      </p>
    </section>
  );
}
