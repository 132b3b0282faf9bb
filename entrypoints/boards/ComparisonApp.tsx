import { useMemo } from 'preact/hooks';
import { BoardComparison } from '../../components/boards/BoardComparison.tsx';
import { PlainView } from '../../components/boards/BoardsShell.tsx';
import { hashOf } from '../../lib/board/boards-address.ts';
import { type ComparedBoard, compareBoards } from '../../lib/board/insights/compare.ts';
import { insightsOf } from '../../lib/board/insights/insights.ts';
import type { KeptBoard } from '../../lib/board/kept-board.ts';
import { t } from '../../lib/i18n.ts';
import { readBoard } from '../../lib/platform/boards.ts';
import { useFollowed } from '../../lib/platform/use-followed.ts';

type Pair = readonly [first: KeptBoard | null, second: KeptBoard | null];

/** Two boards compared, as they are kept when the page is opened or come back to. */
export function ComparisonApp(props: { runId: string; otherId: string }) {
  const { runId, otherId } = props;
  const [pair] = useFollowed<Pair | null>(
    () => Promise.all([readBoard(runId), readBoard(otherId)]),
    null,
  );
  const compared = useMemo(() => {
    const [first, second] = pair ?? [];
    return first && second ? both(first, second) : null;
  }, [pair]);
  const back = hashOf({ view: 'list' });
  if (!pair) return <PlainView title={t('insights.reading')} back={back} />;
  if (!compared) {
    return (
      <PlainView title={t('insights.missing')} back={back}>
        {t('insights.missingHint')}
      </PlainView>
    );
  }
  return <BoardComparison {...compared} />;
}

function both(first: KeptBoard, second: KeptBoard) {
  const withInsights = ({ entries }: KeptBoard): ComparedBoard => ({
    entries,
    insights: insightsOf(entries),
  });
  const [a, b] = [withInsights(first), withInsights(second)];
  const side = ({ run }: KeptBoard, { entries, insights }: ComparedBoard) => ({
    run,
    pins: entries.length,
    palette: insights.palette,
  });
  return { first: side(first, a), second: side(second, b), comparison: compareBoards(a, b) };
}
