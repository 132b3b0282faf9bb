import { defineExtensionMessaging } from '@webext-core/messaging';
import * as v from 'valibot';
import type { BoardModelState, ImportOutcome, LearnFault } from '../board/model/board-models.ts';

/** The word for a board's style that the user wants, null for none. */
export const StyleOrderSchema = v.object({
  id: v.pipe(v.string(), v.maxLength(1_000)),
  style: v.nullable(v.pipe(v.string(), v.maxLength(300))),
});
export type StyleOrder = v.InferOutput<typeof StyleOrderSchema>;

/** From the extension's own pages to the background, about the models of boards. */
interface BoardModelMessages {
  /** What is known of the model of the board with this key. */
  'board-model:state'(id: string): BoardModelState;
  /** Learn this board. Answered when that has ended, null where it was learned. */
  'board-model:learn'(id: string): LearnFault;
  'board-model:style'(order: StyleOrder): void;
  'board-model:forget'(id: string): void;
  /** The model as a file; null where there is none. */
  'board-model:export'(id: string): { name: string; text: string } | null;
  /** Take the model of this file over. */
  'board-model:import'(text: string): ImportOutcome;
  /** Background to own pages: models have changed. */
  'board-model:changed'(): void;
}

export const boardModelMessages = defineExtensionMessaging<BoardModelMessages>();
