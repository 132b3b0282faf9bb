import * as v from 'valibot';
import { PinSchema } from '../pin/pin.ts';
import { SitePageSchema } from './board-page.ts';
import { RUN_LIMIT, WalkSchema } from './board-run.ts';

const RunIdSchema = v.pipe(v.string(), v.maxLength(1_000));

/** The board of a tab is to be analysed. */
export const BoardOrderSchema = v.object({
  tabId: v.number(),
  page: SitePageSchema,
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
