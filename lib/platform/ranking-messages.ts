import { defineExtensionMessaging } from '@webext-core/messaging';
import * as v from 'valibot';
import { BoundingBoxSchema } from '../analysis.ts';
import { FailureSchema } from '../errors.ts';

/** Pictures that are looked at together at most; what a screen shows more of comes after them. */
export const MOST_PICTURES = 60;

/** A board to rank by: one with a model. */
export const BoardChoiceSchema = v.object({
  /** The key of the board. */
  id: v.pipe(v.string(), v.maxLength(2_000)),
  /** What people call it. */
  name: v.pipe(v.string(), v.maxLength(300)),
});
export type BoardChoice = v.InferOutput<typeof BoardChoiceSchema>;

/** A picture of what a tab shows was taken and waits for {@link FitOrder}, or why not. */
export const CaptureOutcomeSchema = v.variant('ok', [
  v.object({ ok: v.literal(true), capture: v.string() }),
  v.object({ ok: v.literal(false), failure: FailureSchema }),
]);
export type CaptureOutcome = v.InferOutput<typeof CaptureOutcomeSchema>;

/** Areas of what a tab showed, to be compared with a board. */
export const FitOrderSchema = v.object({
  boardId: v.string(),
  /** From {@link CaptureOutcome}; good for one order. */
  capture: v.string(),
  /** In fractions of the viewport. */
  areas: v.pipe(v.array(BoundingBoxSchema), v.minLength(1), v.maxLength(MOST_PICTURES)),
});
export type FitOrder = v.InferOutput<typeof FitOrderSchema>;

/** How well each area fits, in [0, 1], in the order of the areas; or why nobody knows. */
export const FitOutcomeSchema = v.variant('ok', [
  v.object({ ok: v.literal(true), fits: v.array(v.number()) }),
  v.object({ ok: v.literal(false), failure: FailureSchema }),
]);
export type FitOutcome = v.InferOutput<typeof FitOutcomeSchema>;

/** Between popup, background and the page whose pictures are ranked. */
interface RankingMessages {
  /** Popup to background: which boards are there to rank by? */
  'ranking:boards'(): BoardChoice[];
  /** Popup to page: rank what you show by this board. */
  'ranking:begin'(board: BoardChoice): void;
  /** Page to background: take a picture of me. */
  'ranking:capture'(): CaptureOutcome;
  /** Page to background: how well do parts of that picture fit? */
  'ranking:fit'(order: FitOrder): FitOutcome;
  /** Page to background: the user has done with it. */
  'ranking:leave'(): void;
}

export const rankingMessages = defineExtensionMessaging<RankingMessages>();
