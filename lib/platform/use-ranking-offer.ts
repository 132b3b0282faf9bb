import { useEffect, useState } from 'preact/hooks';
import * as v from 'valibot';
import type { RankingOffer } from '../../components/popup/RankPage.tsx';
import { type BoardChoice, BoardChoiceSchema, rankingMessages } from './ranking-messages.ts';
import { startRanking } from './start-ranking.ts';

/** The offer to rank a tab's pictures by a board; null where no board is learned. */
export function useRankingOffer(tabId: number | null): RankingOffer | null {
  const [boards, setBoards] = useState<readonly BoardChoice[]>([]);
  useEffect(() => {
    rankingMessages
      .sendMessage('ranking:boards')
      .then((answer) => setBoards(v.parse(v.array(BoardChoiceSchema), answer)))
      .catch((error: unknown) => console.warn('Magpie: no boards to rank by.', error));
  }, []);
  if (tabId === null || boards.length === 0) return null;
  return { boards, rank: (board) => startRanking(tabId, board) };
}
