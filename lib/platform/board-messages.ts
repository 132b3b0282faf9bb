import { defineExtensionMessaging } from '@webext-core/messaging';
import * as v from 'valibot';
import { type BoardPage, BoardPageSchema } from '../board/board-page.ts';
import { RUN_LIMIT, WalkSchema } from '../board/board-run.ts';
import type { RunProgress } from '../board/run-progress.ts';
import type { WalkStep } from '../board/walk-board.ts';
import { PinSchema } from '../pin/pin.ts';

/** A board that a page shows, for the offer to analyse it. */
export const OpenBoardSchema = v.object({
  page: BoardPageSchema,
  title: v.nullable(v.string()),
  pinCount: v.nullable(v.number()),
});
export type OpenBoard = v.InferOutput<typeof OpenBoardSchema>;

const RunIdSchema = v.pipe(v.string(), v.maxLength(1_000));

/** The board of a tab is to be analysed. */
export const BoardOrderSchema = v.object({
  tabId: v.number(),
  page: BoardPageSchema,
  limit: v.pipe(v.number(), v.integer(), v.minValue(RUN_LIMIT.least), v.maxValue(RUN_LIMIT.most)),
});
export type BoardOrder = v.InferOutput<typeof BoardOrderSchema>;

/** What the user does to a run. */
export const BoardControlSchema = v.variant('action', [
  v.object({
    action: v.picklist(['progress', 'pause', 'resume', 'cancel', 'delete']),
    runId: RunIdSchema,
  }),
  v.object({
    action: v.literal('retry'),
    runId: RunIdSchema,
    /** Null for all that failed. */
    pinIds: v.nullable(v.pipe(v.array(v.string()), v.maxLength(RUN_LIMIT.most))),
  }),
]);
export type BoardControl = v.InferOutput<typeof BoardControlSchema>;

/** A walk through a board that a run has use for. */
export const WalkOrderSchema = v.object({
  runId: RunIdSchema,
  /** Where to take it up; null for the beginning. */
  bookmark: v.nullable(v.string()),
});
export type WalkOrder = v.InferOutput<typeof WalkOrderSchema>;

/** The most pins of one step: as many as a page may have mounted. */
const MOST_PINS = 1_000;

/** A step of a walk, and for which run. */
export const FoundSchema = v.object({
  runId: RunIdSchema,
  step: v.object({
    ...WalkSchema.entries,
    pins: v.pipe(v.array(PinSchema), v.maxLength(MOST_PINS)),
    title: v.nullable(v.string()),
    pinCount: v.nullable(v.number()),
  }),
});
export type Found = { runId: string; step: WalkStep };

/** Between pages of Pinterest, the background and the extension's own pages, about boards. */
interface BoardMessages {
  /** Popup to page: which board do you show? */
  'board:announce'(): OpenBoard | null;
  /** Own page to background: analyse the board of a tab, from now on or again. */
  'board:begin'(order: BoardOrder): RunProgress;
  /** Own page to background. Answered with where the run stands then; null where there is none. */
  'board:control'(control: BoardControl): RunProgress | null;
  /** Background to own pages: a run has come further. */
  'board:progress'(progress: RunProgress): void;
  /** Page to background: I show this board; is its run short of pins? */
  'board:open'(page: BoardPage): WalkOrder | null;
  /** Background to page: walk through the board that you show. */
  'board:walk'(order: WalkOrder): void;
  /** Page to background: more pins. Answered with how many more there is use for. */
  'board:found'(found: Found): number;
}

export const boardMessages = defineExtensionMessaging<BoardMessages>();
