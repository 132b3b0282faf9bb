import { useState } from 'preact/hooks';
import { Ranking } from '../../components/ranking/Ranking.tsx';
import type { RankingSession, RankingView } from '../../lib/page/ranking-session.ts';

/** The ranking of the page's pictures. */
export function RankingApp(props: { view: RankingView; session: RankingSession; onClose(): void }) {
  const { view, session, onClose } = props;
  const [dimmed, setDimmed] = useState(false);
  return (
    <Ranking
      view={view}
      dimmed={dimmed}
      onDim={setDimmed}
      onLook={session.look}
      onShow={session.show}
      onClose={onClose}
    />
  );
}
