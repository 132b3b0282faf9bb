import { useEffect, useMemo, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { boardTitle } from '../../components/board-title.ts';
import { BoardList } from '../../components/boards/BoardList.tsx';
import { BoardsShell, type Outcome, PlainView } from '../../components/boards/BoardsShell.tsx';
import { countPins } from '../../components/boards/board-words.ts';
import type { BoardRun } from '../../lib/board/board-run.ts';
import { type BoardsView, hashOf, viewFromHash } from '../../lib/board/boards-address.ts';
import { type PlainMessage, t, uiWordLanguage } from '../../lib/i18n.ts';
import {
  type BoardGlance,
  deleteBoard,
  readBoards,
  type TakenIn,
  takeInBoard,
} from '../../lib/platform/boards.ts';
import { followProgress } from '../../lib/platform/follow-progress.ts';
import { openSearches } from '../../lib/platform/open-searches.ts';
import { useFollowed } from '../../lib/platform/use-followed.ts';
import { useLanguages } from '../../lib/platform/use-languages.ts';
import { useSettings, useShops } from '../../lib/platform/use-settings.ts';
import { BoardApp } from './BoardApp.tsx';
import { ComparisonApp } from './ComparisonApp.tsx';

const REFUSALS = {
  'too-large': 'insights.fileTooLarge',
  'not-json': 'insights.fileNotJson',
  'other-format': 'insights.fileOtherFormat',
  'other-version': 'insights.fileOtherVersion',
  damaged: 'insights.fileDamaged',
  running: 'insights.fileRunning',
} as const satisfies Record<(TakenIn & { ok: false })['reason'], PlainMessage>;

/** The page of boards: the list, one board, or two compared, as the address says. */
export function BoardsApp() {
  const view = useView();
  const [boards, readAnew] = useFollowed<BoardGlance[] | null>(
    view.view === 'list' ? readBoards : readBoardsLater,
    null,
  );
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const settings = useSettings();
  const shops = useShops(settings, null);
  useLanguages([uiWordLanguage(), ...shops.map(({ language }) => language)]);
  useEffect(() => {
    // The last pin, and all that the user does to a run.
    if (view.view === 'list') return followProgress(readAnew);
    return undefined;
  }, [view.view]);

  /** Says what came of it, or that nothing did. */
  const report = (doing: Promise<Outcome>, failure: PlainMessage): void => {
    setOutcome(null);
    doing
      .catch((error: unknown): Outcome => {
        console.warn('Magpie: a board could not be changed.', error);
        return { words: t(failure), isRefusal: true };
      })
      .then((came) => {
        setOutcome(came);
        readAnew();
      });
  };
  const undoing = (undo: () => Promise<void>, words: string) => {
    const tryUndo = (): void => {
      const done = undo().then(
        (): Outcome => ({ words }),
        (error: unknown): Outcome => {
          console.warn('Magpie: a board could not be put back.', error);
          // What would be put back is nowhere else.
          return { words: t('insights.notUndone'), isRefusal: true, undo: tryUndo };
        },
      );
      report(done, 'insights.notUndone');
    };
    return tryUndo;
  };

  const remove = (run: BoardRun): void => {
    const title = boardTitle(run);
    const deleting = deleteBoard(run.id).then((undo): Outcome => {
      if (view.view !== 'list') location.hash = hashOf({ view: 'list' });
      return {
        words: t('insights.deleted', { title }),
        undo: undoing(undo, t('insights.restored', { title })),
      };
    });
    report(deleting, 'insights.notDeleted');
  };
  const takeIn = (file: File): void => {
    const taking = takeInBoard(file).then((taken): Outcome => {
      if (!taken.ok) return { words: t(REFUSALS[taken.reason]), isRefusal: true };
      const title = boardTitle(taken.run);
      return {
        words: taken.replaced
          ? t('insights.replaced', { title })
          : t('insights.imported', { title, pins: countPins(taken.pins) }),
        undo: undoing(taken.undo, t('insights.importUndone')),
      };
    });
    report(taking, 'insights.fileFailed');
  };

  const title = titleOf(view, boards);
  useEffect(() => {
    document.title = title;
  }, [title]);

  return (
    <BoardsShell
      outcome={outcome}
      onDismiss={() => setOutcome(null)}
      view={view.view === 'list' ? 'list' : `${view.view} ${view.runId}`}
    >
      {view.view === 'list' &&
        (boards ? (
          <BoardList
            boards={boards}
            onCompare={(runId, otherId) => {
              location.hash = hashOf({ view: 'comparison', runId, otherId });
            }}
            onDelete={remove}
            onImport={takeIn}
          />
        ) : (
          <PlainView title={t('insights.title')} />
        ))}
      {view.view === 'board' && (
        <BoardApp
          key={view.runId}
          runId={view.runId}
          filter={view.filter}
          others={(boards ?? []).map(({ run }) => run).filter(({ id }) => id !== view.runId)}
          shops={shops}
          onSearchAll={async (urls) => {
            const tab = await browser.tabs.getCurrent();
            if (tab && settings) await openSearches(urls, tab, settings);
          }}
          onDelete={remove}
        />
      )}
      {view.view === 'comparison' && (
        <ComparisonApp
          key={`${view.runId} ${view.otherId}`}
          runId={view.runId}
          otherId={view.otherId}
        />
      )}
    </BoardsShell>
  );
}

/** The boards once the page has nothing better to do: one that is shown comes first. */
async function readBoardsLater(): Promise<BoardGlance[]> {
  await new Promise((resolve) => requestIdleCallback(resolve, { timeout: 1_000 }));
  return readBoards();
}

/** What the address asks for, followed as it changes. */
function useView(): BoardsView {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const follow = () => setHash(location.hash);
    addEventListener('hashchange', follow);
    // An address that was replaced on the way says nothing of it.
    addEventListener('addressreplaced', follow);
    return () => {
      removeEventListener('hashchange', follow);
      removeEventListener('addressreplaced', follow);
    };
  }, []);
  return useMemo(() => viewFromHash(hash), [hash]);
}

function titleOf(view: BoardsView, boards: readonly BoardGlance[] | null): string {
  const page = t('insights.title');
  if (view.view === 'list') return page;
  const run = boards?.find(({ run: { id } }) => id === view.runId)?.run;
  return run ? `${boardTitle(run)} · ${page}` : page;
}
