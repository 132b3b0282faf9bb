import { useMemo } from 'preact/hooks';
import { boardTitle } from '../../components/board-title.ts';
import { BoardModelSection } from '../../components/boards/BoardModelSection.tsx';
import { BoardPage } from '../../components/boards/BoardPage.tsx';
import { PlainView } from '../../components/boards/BoardsShell.tsx';
import { countPins, dayOf } from '../../components/boards/board-words.ts';
import type { ShownPin } from '../../components/boards/Picture.tsx';
import { RunControls } from '../../components/boards/RunControls.tsx';
import type { SearchAll } from '../../components/ShopLinks.tsx';
import { asHeading, percent, shown } from '../../components/words.ts';
import type { BoardControl } from '../../lib/board/board-orders.ts';
import type { BoardRun } from '../../lib/board/board-run.ts';
import { hashOf } from '../../lib/board/boards-address.ts';
import type { BoardEntry } from '../../lib/board/insights/board-entry.ts';
import { boardCsv, exportBoard } from '../../lib/board/insights/board-file.ts';
import {
  type BoardFilter,
  type BoardIndex,
  demandsOf,
  indexBoard,
} from '../../lib/board/insights/filter.ts';
import { drawPalette, PICTURE_WIDTH, pictureHeight } from '../../lib/board/palette-picture.ts';
import { t } from '../../lib/i18n.ts';
import { boardMessages } from '../../lib/platform/board-messages.ts';
import { readBoard } from '../../lib/platform/boards.ts';
import { downloadCsv, downloadFile, downloadJson } from '../../lib/platform/download.ts';
import { drawPng } from '../../lib/platform/draw-picture.ts';
import { useBoardModel } from '../../lib/platform/use-board-model.ts';
import { useBoard } from '../../lib/platform/use-boards.ts';
import { useNounFacts } from '../../lib/platform/use-noun-facts.ts';
import type { ReadyShop } from '../../lib/shops/shops.ts';

interface BoardAppProps {
  runId: string;
  filter: BoardFilter;
  others: readonly BoardRun[];
  shops: readonly ReadyShop[];
  onSearchAll: SearchAll;
  onDelete(run: BoardRun): void;
}

const NO_PINS: ShownPin[] = [];

/** One board, as it is kept and as it grows. */
export function BoardApp(props: BoardAppProps) {
  const { runId, filter, others, shops, onSearchAll, onDelete } = props;
  const reading = useBoard(runId);
  const known = reading.status === 'read' ? reading : null;
  const entries = known?.entries ?? null;
  const insights = known?.insights ?? null;
  const pins = useMemo(
    () => entries ?? known?.pins.map((pin) => ({ pin, look: null })) ?? NO_PINS,
    [entries, known?.pins],
  );
  const index = useMemo(() => entries && indexOnDemand(entries), [entries]);
  const matches = useMemo(
    () =>
      demandsOf(filter) === 0
        ? pins
        : (index?.()
            .matches(filter)
            .flatMap((n) => pins[n] ?? []) ?? null),
    [pins, index, filter],
  );
  const model = useBoardModel(runId);
  const nounFacts = useNounFacts(insights?.combinations.map(({ noun }) => noun) ?? []);

  if (reading.status !== 'read') {
    const back = hashOf({ view: 'list' });
    if (reading.status === 'reading') {
      return <PlainView title={t('insights.reading')} back={back} />;
    }
    return (
      <PlainView
        title={t(reading.status === 'missing' ? 'insights.missing' : 'insights.unreadable')}
        back={back}
      >
        {t(reading.status === 'missing' ? 'insights.missingHint' : 'insights.unreadableHint')}
      </PlainView>
    );
  }

  const { run, progress } = reading;
  const title = boardTitle(run);
  const fileName = fileNameOf(title);
  /** What is asked for before all was read is done from the store. */
  const withEntries = (take: (all: readonly BoardEntry[]) => void): void => {
    if (entries) take(entries);
    else readBoard(runId).then((board) => board && take(board.entries), notDone);
  };
  return (
    <BoardPage
      run={run}
      progress={progress}
      pins={pins}
      insights={insights}
      filter={filter}
      matches={matches}
      others={others}
      shops={shops}
      nounFacts={nounFacts}
      onFilterChange={(next, passing = false) =>
        goTo(hashOf({ view: 'board', runId, filter: next }), passing)
      }
      onSearchAll={onSearchAll}
      onSavePalette={() => {
        const palette = (insights?.palette ?? []).map(({ hex, name, share }) => ({
          hex,
          share,
          name: asHeading(shown('color', name)),
          shareWords: percent(share),
        }));
        const about = `${countPins(pins.length)} · ${dayOf(Date.now())}`;
        drawPng(PICTURE_WIDTH, pictureHeight(palette.length), (brush) =>
          drawPalette(brush, title, about, palette),
        ).then((picture) => downloadFile(`${fileName}-palette.png`, picture), notDone);
      }}
      onExportJson={() =>
        withEntries((all) =>
          downloadJson(
            `${fileName}.json`,
            exportBoard({ page: run.page, title: run.title }, all, new Date()),
          ),
        )
      }
      onExportCsv={() => withEntries((all) => downloadCsv(`${fileName}.csv`, boardCsv(all)))}
      onPrint={() => print()}
      onDelete={() => onDelete(run)}
      controls={
        <RunControls
          progress={progress}
          onPause={() => control({ action: 'pause', runId })}
          onResume={() => control({ action: 'resume', runId })}
          onCancel={() => control({ action: 'cancel', runId })}
          onRetry={() => control({ action: 'retry', runId, pinIds: null })}
        />
      }
    >
      <BoardModelSection
        {...model}
        styles={insights?.traits.styles.map(({ value }) => value) ?? []}
      />
    </BoardPage>
  );
}

/** How the run stands then comes as progress. */
function control(order: BoardControl): void {
  boardMessages.sendMessage('board:control', order).catch((error: unknown) => {
    console.warn('Magpie: the analysis of the board could not be told.', error);
  });
}

function notDone(error: unknown): void {
  console.warn('Magpie: the file could not be made.', error);
}

/** Goes to another address of this page; `passing` leaves no way back to where it was. */
function goTo(hash: string, passing: boolean): void {
  if (!passing) location.hash = hash;
  else {
    history.replaceState(null, '', hash);
    dispatchEvent(new Event('addressreplaced'));
  }
}

/** The index of a board, made when it is first asked for. */
function indexOnDemand(entries: readonly BoardEntry[]): () => BoardIndex {
  let index: BoardIndex | null = null;
  return () => {
    index ??= indexBoard(entries);
    return index;
  };
}

/** What a board's files are called: its title, as far as every disk can write it. */
function fileNameOf(title: string): string {
  const name = title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60);
  return `magpie-${name || 'board'}`;
}
