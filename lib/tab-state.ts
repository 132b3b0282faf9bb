import * as v from 'valibot';
import { AnalysisSchema, STAGES } from './analysis.ts';
import { BoardFitSchema } from './board/board-fit.ts';
import { correctionsKey } from './corrections.ts';
import { FailureSchema } from './errors.ts';
import { FindSchema } from './find.ts';
import { PinSchema } from './pin/pin.ts';

/** How asking Google Cloud Vision goes; what it said is in the analysis. */
export const CloudRunSchema = v.variant('status', [
  v.object({ status: v.literal('asking') }),
  v.object({ status: v.literal('failed'), failure: FailureSchema }),
]);
export type CloudRun = v.InferOutput<typeof CloudRunSchema>;

/** How far the analysis of an image has come. `stage` is the one under way. */
export const RunSchema = v.variant('status', [
  /** It waits for the user to ask for it. */
  v.object({ status: v.literal('idle'), analysis: v.null() }),
  v.object({
    status: v.literal('running'),
    stage: v.picklist(STAGES),
    analysis: v.nullable(AnalysisSchema),
  }),
  v.object({
    status: v.literal('done'),
    analysis: AnalysisSchema,
    /** Absent where Google was not asked, or has answered. */
    cloud: v.exactOptional(CloudRunSchema),
  }),
  v.object({
    status: v.literal('failed'),
    failure: FailureSchema,
    analysis: v.nullable(AnalysisSchema),
  }),
]);
export type Run = v.InferOutput<typeof RunSchema>;

/** What to search for; absent until the background has put eyes and words together. */
export const FindsSchema = v.optional(v.array(FindSchema));

/** The learned boards that the picture fits; absent where it fits none, or that is not known yet. */
export const FitsSchema = v.exactOptional(v.array(BoardFitSchema));

/** What a tab shows, as the popup and the overlay need it. */
export const TabStateSchema = v.variant('page', [
  /** A page of Pinterest without an open pin. */
  v.object({ page: v.literal('no-pin') }),
  v.object({
    page: v.literal('pin'),
    pin: PinSchema,
    imageUrl: v.nullable(v.string()),
    run: RunSchema,
    finds: FindsSchema,
    fits: FitsSchema,
  }),
  /** An image that the user picked from the context menu. */
  v.object({
    page: v.literal('picked-image'),
    imageUrl: v.nullable(v.string()),
    run: RunSchema,
    finds: FindsSchema,
    fits: FitsSchema,
  }),
]);
export type TabState = v.InferOutput<typeof TabStateSchema>;

/** What a tab shows that has an image of interest. */
export type ImageState = Exclude<TabState, { page: 'no-pin' }>;

/** Under which key the corrections of what a tab shows are kept; null where it shows no image. */
export function correctionsKeyFor(state: TabState): string | null {
  if (state.page === 'no-pin' || state.imageUrl === null) return null;
  return correctionsKey(state.page === 'pin' ? state.pin.id : null, state.imageUrl);
}
