import { defineExtensionMessaging } from '@webext-core/messaging';
import * as v from 'valibot';
import type { BoardControl, BoardOrder } from '../board/board-orders.ts';
import { type SitePage, SitePageSchema } from '../board/board-page.ts';
import type { RunProgress, UnfinishedRun } from '../board/run-progress.ts';
import type { WalkStep } from '../board/walk-board.ts';

/** A board that a page shows, for the offer to analyse it. */
export const OpenBoardSchema = v.object({
  page: SitePageSchema,
  title: v.nullable(v.string()),
  pinCount: v.nullable(v.number()),
});
export type OpenBoard = v.InferOutput<typeof OpenBoardSchema>;

/** A run that is running, and the walk through its board that it has use for. */
export const WalkOrderSchema = v.object({
  runId: v.string(),
  /** Where to take the walk up; null for the beginning. */
  bookmark: v.nullable(v.string()),
  /** How many pins there is use for; with 0 there is nothing to walk for. */
  wanted: v.number(),
});
export type WalkOrder = v.InferOutput<typeof WalkOrderSchema>;

/** A step of a walk, and for which run. */
export interface Found {
  runId: string;
  step: WalkStep;
}

/** Between pages of Pinterest, the background and the extension's own pages, about boards. */
interface BoardMessages {
  /** Page to background: I show a board. Answered with whether I have the session of boards now. */
  'board:shown'(): boolean;
  /** Popup to page: which board do you show? */
  'board:announce'(): OpenBoard | null;
  /** Own page to background: analyse the board of a tab, from now on or again. */
  'board:begin'(order: BoardOrder): RunProgress;
  /** Own page to background. Answered with where the run stands then; null where there is none. */
  'board:control'(control: BoardControl): RunProgress | null;
  /** Own page to background: which runs have not come to their end? */
  'board:unfinished'(): UnfinishedRun[];
  /** Background to own pages: a run has come further. */
  'board:progress'(progress: RunProgress): void;
  /** Page to background: I show this board. Answered with its run, null where none is running. */
  'board:open'(page: SitePage): WalkOrder | null;
  /** Background to page: walk through the board that you show. */
  'board:walk'(order: WalkOrder): void;
  /**
   * Page, or own page, to background: tell me when this run rests; until then, the question keeps the background
   * alive. Answered with whether it is running still, after a minute at most.
   */
  'board:watch'(runId: string): boolean;
  /** Page to background: more pins. Answered with how many more there is use for. */
  'board:found'(found: Found): number;
}

export const boardMessages = defineExtensionMessaging<BoardMessages>();
