import * as v from 'valibot';
import { browser } from 'wxt/browser';
import {
  type BoardControl,
  BoardControlSchema,
  BoardOrderSchema,
  FoundSchema,
} from '../board/board-orders.ts';
import { boardKey, SitePageSchema } from '../board/board-page.ts';
import { BoardRuns } from '../board/board-runs.ts';
import { type LookAtPinOptions, lookAtPin } from '../board/look-at-pin.ts';
import type { RunProgress } from '../board/run-progress.ts';
import type { RunStore } from '../board/run-store.ts';
import { boardMessages, type WalkOrder } from '../platform/board-messages.ts';
import { showsBoard, tabOfBoard } from './board-tabs.ts';
import { injectBoardSession } from './inject-board-session.ts';
import { assertOwnPage, isOwnPage } from './own-page.ts';

/** How long a page's question may stay open: Chrome ends a worker over one of five minutes. */
const WATCH_TIME = 60_000;

/** Runs that the user may want to go on, in these states. */
const UNFINISHED: ReadonlySet<RunProgress['status']> = new Set(['running', 'paused', 'stopped']);

/** Who sent a message. */
interface Sender {
  url?: string;
  tab?: { id?: number; incognito: boolean };
}

/**
 * Serves the analysis of boards to pages and to the extension's own views, and takes up what ran
 * when the background last died. Registers its listeners at once.
 *
 * @param follow is told of every change of a run
 * @param forgotten is told of each run that is deleted
 */
export function serveBoards(
  looking: LookAtPinOptions,
  store: RunStore,
  follow: (progress: RunProgress) => void = () => {},
  forgotten: (runId: string) => void = () => {},
): BoardRuns {
  /** Has an event for each run that comes to rest, of the run's id. */
  const rested = new EventTarget();
  const runs = new BoardRuns({
    store,
    look: (pin, signal) => lookAtPin(looking, pin, signal),
    now: Date.now,
    forgotten,
    publish(progress) {
      follow(progress);
      if (progress.status !== 'running') rested.dispatchEvent(new Event(progress.id));
      // Nobody may be watching.
      boardMessages.sendMessage('board:progress', progress).catch(() => {});
    },
  });

  async function isRunning(runId: string): Promise<boolean> {
    return (await runs.progress(runId))?.status === 'running';
  }

  async function walkOrder(runId: string): Promise<WalkOrder | null> {
    if (!(await isRunning(runId))) return null;
    return { runId, bookmark: await runs.bookmark(runId), wanted: await runs.wanted(runId) };
  }

  /** Has the page of a run walk on, where it is open; else it does when the board is next opened. */
  async function walkOn(runId: string, tabId: number | null): Promise<void> {
    const order = tabId === null ? null : await walkOrder(runId);
    if (tabId === null || !order) return;
    await injectBoardSession(tabId);
    // The tab may be gone by now.
    boardMessages.sendMessage('board:walk', order, tabId).catch(() => {});
  }

  boardMessages.onMessage('board:shown', ({ sender }) => {
    const { id, incognito } = sender.tab ?? {};
    return id !== undefined && incognito === false ? injectBoardSession(id) : false;
  });
  boardMessages.onMessage('board:begin', async ({ data, sender }) => {
    assertOwnPage(sender);
    const { tabId, page, limit } = v.parse(BoardOrderSchema, data);
    const { incognito } = await browser.tabs.get(tabId);
    if (incognito) throw new TypeError('nothing is kept of private windows');
    const progress = await runs.begin(page, limit);
    await walkOn(progress.id, tabId);
    return progress;
  });
  boardMessages.onMessage('board:control', async ({ data, sender }) => {
    assertOwnPage(sender);
    const control = v.parse(BoardControlSchema, data);
    const progress = await carryOut(runs, control);
    if (control.action === 'resume' || control.action === 'retry') {
      await walkOn(control.runId, await tabOfBoard(control.runId));
    }
    return progress;
  });
  boardMessages.onMessage('board:unfinished', async ({ sender }) => {
    assertOwnPage(sender);
    const unfinished = await runs.all(UNFINISHED);
    const tabs = unfinished.length > 0 ? await browser.tabs.query({}) : [];
    return unfinished.map((progress) => ({
      progress,
      isOpen: tabs.some((tab) => showsBoard(tab, progress.id)),
    }));
  });
  boardMessages.onMessage('board:open', async ({ data, sender }) => {
    const runId = boardKey(v.parse(SitePageSchema, data));
    return isOfBoard(sender, runId) ? walkOrder(runId) : null;
  });
  boardMessages.onMessage('board:watch', async ({ data, sender }) => {
    const runId = v.parse(v.string(), data);
    if (!isOwnPage(sender) && !isOfBoard(sender, runId)) return false;
    const rests = new Promise((resolve) => rested.addEventListener(runId, resolve, { once: true }));
    if (!(await isRunning(runId))) return false;
    await Promise.race([rests, new Promise((resolve) => setTimeout(resolve, WATCH_TIME))]);
    return isRunning(runId);
  });
  boardMessages.onMessage('board:found', async ({ data, sender }) => {
    const { runId, step } = v.parse(FoundSchema, data);
    return isOfBoard(sender, runId) ? runs.found(runId, step) : 0;
  });

  runs.wake().catch((error: unknown) => {
    console.warn('Magpie: the analyses of boards could not be taken up.', error);
  });
  return runs;
}

function carryOut(runs: BoardRuns, control: BoardControl): Promise<RunProgress | null> {
  const { runId } = control;
  switch (control.action) {
    case 'progress':
      return runs.progress(runId);
    case 'pause':
      return runs.pause(runId);
    case 'resume':
      return runs.resume(runId);
    case 'cancel':
      return runs.cancel(runId);
    case 'retry':
      return runs.retry(runId, control.pinIds);
    case 'delete':
      return runs.delete(runId).then(() => null);
  }
}

/** A page has a say in the run of the board that it shows. */
function isOfBoard({ url, tab }: Sender, runId: string): boolean {
  return tab !== undefined && showsBoard({ url, incognito: tab.incognito }, runId);
}
