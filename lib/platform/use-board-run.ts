import { useEffect, useState } from 'preact/hooks';
import * as v from 'valibot';
import { browser } from 'wxt/browser';
import type { BoardOffer } from '../../components/popup/BoardPanel.tsx';
import type { BoardControl } from '../board/board-orders.ts';
import { boardKey, boardPageFromUrl, type SitePage } from '../board/board-page.ts';
import { RUN_LIMIT } from '../board/board-run.ts';
import {
  type RunProgress,
  RunProgressSchema,
  type UnfinishedRun,
  UnfinishedRunSchema,
} from '../board/run-progress.ts';
import { getBoardLimit, setBoardLimit } from './board-limit.ts';
import { boardMessages, type OpenBoard, OpenBoardSchema } from './board-messages.ts';
import { followProgress } from './follow-progress.ts';

/** Boards as the popup of a tab shows them. */
export interface PopupBoards {
  /** Null where the tab shows no board. */
  offer: BoardOffer | null;
  /** Runs of other boards that have not come to their end, and those that did meanwhile. */
  others: readonly UnfinishedRun[];
  pause(runId: string): void;
  resume(runId: string): void;
}

/** How often the background is asked while a run runs: it may have died, and nobody else asks. */
const POLL_INTERVAL = 4_000;

/** How often in a row, and how far apart, a page is asked for its board until it can say. */
const ASKED = { times: 20, apart: 400 };

/**
 * The board that a tab shows with its run, and the other runs, followed as they change.
 *
 * @param grants changes when the user grants or takes back anything, and the tab is to be read anew
 */
export function useBoardRun(tabId: number | null, grants: number): PopupBoards {
  const open = useOpenBoard(tabId, grants);
  const runId = open && !open.isPrivate ? boardKey(open.page) : null;
  const facts = useFacts(tabId, runId);
  const [limit, setLimit] = useState<number>(RUN_LIMIT.usual);
  /** Of which board, since the tab may go on to another. */
  const [own, setOwn] = useState<{ runId: string; progress: RunProgress | null } | null>(null);
  const [others, setOthers] = useState<readonly UnfinishedRun[]>([]);
  const [isRefused, setRefused] = useState(false);

  useEffect(() => {
    void getBoardLimit().then(setLimit);
  }, []);

  const take = (id: string, progress: RunProgress | null): void => {
    if (id === runId) setOwn({ runId: id, progress });
    else if (progress) setOthers((known) => withProgress(known, progress));
  };
  const isRunning =
    own?.progress?.status === 'running' ||
    others.some(({ progress }) => progress.status === 'running');

  useEffect(() => {
    let isWanted = true;
    const read = async (): Promise<void> => {
      const [progress, unfinished] = await Promise.all([
        runId === null ? null : controlled({ action: 'progress', runId }),
        boardMessages.sendMessage('board:unfinished', undefined),
      ]);
      const runs = v.parse(v.array(UnfinishedRunSchema), unfinished);
      if (!isWanted) return;
      if (runId !== null) setOwn({ runId, progress });
      setOthers((known) =>
        withRuns(
          known,
          runs.filter(({ progress: { id } }) => id !== runId),
        ),
      );
    };
    const readOrWait = () => void read().catch(warn);
    readOrWait();
    const timer = isRunning ? setInterval(readOrWait, POLL_INTERVAL) : undefined;
    const stop = followProgress((progress) => take(progress.id, progress));
    return () => {
      isWanted = false;
      clearInterval(timer);
      stop();
    };
  }, [runId, isRunning]);

  const carryOut = (id: string, ask: () => Promise<RunProgress | null>): void => {
    setRefused(false);
    ask().then(
      (progress) => take(id, progress),
      (error: unknown) => {
        warn(error);
        setRefused(true);
      },
    );
  };
  const control = (order: BoardControl): void => carryOut(order.runId, () => controlled(order));
  const onOwn = (action: 'pause' | 'resume' | 'cancel') => () => {
    if (runId !== null) control({ action, runId });
  };

  const offer = open && {
    ...open,
    title: facts?.title ?? null,
    pinCount: facts?.pinCount ?? null,
    progress: own?.runId === runId ? own?.progress : undefined,
    limit,
    isRefused,
    begin: (wanted: number) => {
      if (tabId === null || runId === null) return;
      setLimit(wanted);
      void setBoardLimit(wanted);
      const order = { tabId, page: open.page, limit: wanted };
      carryOut(runId, async () =>
        v.parse(RunProgressSchema, await boardMessages.sendMessage('board:begin', order)),
      );
    },
    pause: onOwn('pause'),
    resume: onOwn('resume'),
    cancel: onOwn('cancel'),
    retry: (pinIds: readonly string[] | null) => {
      if (runId !== null) control({ action: 'retry', runId, pinIds: pinIds && [...pinIds] });
    },
  };
  return {
    offer,
    others: open?.isPrivate ? [] : others,
    pause: (id) => control({ action: 'pause', runId: id }),
    resume: (id) => control({ action: 'resume', runId: id }),
  };
}

async function controlled(order: BoardControl): Promise<RunProgress | null> {
  const answer = await boardMessages.sendMessage('board:control', order);
  return v.parse(v.nullable(RunProgressSchema), answer);
}

/** The board that a tab's address names; null where it names none. */
function useOpenBoard(
  tabId: number | null,
  grants: number,
): { page: SitePage; isPrivate: boolean } | null {
  const [open, setOpen] = useState<{ page: SitePage; isPrivate: boolean } | null>(null);
  useEffect(() => {
    if (tabId === null) return;
    let isWanted = true;
    const read = () =>
      void browser.tabs.get(tabId).then(({ url, incognito }) => {
        const page = url === undefined ? null : boardPageFromUrl(url);
        if (!isWanted) return;
        setOpen((known) =>
          known && page && boardKey(known.page) === boardKey(page)
            ? known
            : page && { page, isPrivate: incognito },
        );
      }, warn);
    const onUpdated = (changed: number, { url }: { url?: string }) => {
      if (changed === tabId && url !== undefined) read();
    };
    read();
    browser.tabs.onUpdated.addListener(onUpdated);
    return () => {
      isWanted = false;
      browser.tabs.onUpdated.removeListener(onUpdated);
    };
  }, [tabId, grants]);
  return open;
}

/** What a tab's page says of the board with this key; null until it does. */
function useFacts(tabId: number | null, runId: string | null): OpenBoard | null {
  const [facts, setFacts] = useState<OpenBoard | null>(null);
  useEffect(() => {
    if (tabId === null || runId === null) return;
    const asking = new AbortController();
    void askForFacts(tabId, runId, asking.signal).then((said) => {
      if (!asking.signal.aborted) setFacts(said);
    });
    return () => asking.abort();
  }, [tabId, runId]);
  return facts && runId !== null && boardKey(facts.page) === runId ? facts : null;
}

/** The page may have to be given first what answers, or be still on its way to the board. */
async function askForFacts(
  tabId: number,
  runId: string,
  signal: AbortSignal,
): Promise<OpenBoard | null> {
  for (let n = 0; n < ASKED.times && !signal.aborted; n++) {
    const answer = await boardMessages
      .sendMessage('board:announce', undefined, tabId)
      .catch(() => null);
    const said = v.safeParse(OpenBoardSchema, answer);
    if (said.success && boardKey(said.output.page) === runId) return said.output;
    await new Promise((resolve) => setTimeout(resolve, ASKED.apart));
  }
  return null;
}

function withProgress(
  runs: readonly UnfinishedRun[],
  progress: RunProgress,
): readonly UnfinishedRun[] {
  return runs.map((run) => (run.progress.id === progress.id ? { ...run, progress } : run));
}

/** What came to its end while the popup was open stays in sight. */
function withRuns(
  known: readonly UnfinishedRun[],
  unfinished: readonly UnfinishedRun[],
): readonly UnfinishedRun[] {
  const done = known.filter(
    ({ progress: { id, status } }) =>
      status === 'done' && !unfinished.some(({ progress }) => progress.id === id),
  );
  return [...unfinished, ...done];
}

function warn(error: unknown): void {
  console.warn('Magpie: the background did not answer about boards.', error);
}
