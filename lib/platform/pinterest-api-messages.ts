import { defineExtensionMessaging } from '@webext-core/messaging';
import * as v from 'valibot';
import { RUN_LIMIT } from '../board/board-run.ts';
import { ERROR_CODES } from '../errors.ts';

/** How asking the API ended: null, or what went wrong. */
export const ApiEndSchema = v.nullable(v.picklist(ERROR_CODES));
export type ApiEnd = v.InferOutput<typeof ApiEndSchema>;

/** A board of the API's list is to be analysed, that many pins of it. */
export const ApiOrderSchema = v.object({
  boardId: v.string(),
  limit: v.pipe(v.number(), v.integer(), v.minValue(RUN_LIMIT.least), v.maxValue(RUN_LIMIT.most)),
});
export type ApiOrder = v.InferOutput<typeof ApiOrderSchema>;

/**
 * Between the options page and the background, about Pinterest's API. Neither token nor boards are
 * in a message: they lie in storage that pages cannot read.
 */
interface PinterestApiMessages {
  /** Try the token that was left in storage, and keep it, and the boards it shows, if it works. */
  'api:check'(): ApiEnd;
  /** Ask for the user's boards anew. */
  'api:boards'(): ApiEnd;
  /** Analyse a board, from now on or again. What comes of it is told as of any run. */
  'api:begin'(order: ApiOrder): ApiEnd;
}

export const pinterestApiMessages = defineExtensionMessaging<PinterestApiMessages>();
