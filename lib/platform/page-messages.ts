import { defineExtensionMessaging } from '@webext-core/messaging';
import * as v from 'valibot';
import { PinSchema } from '../pin/pin.ts';
import { RunSchema, type TabState } from '../tab-state.ts';

/** An image to look at for a page: the open pin's, or one the user picked. */
export const SubjectSchema = v.variant('page', [
  v.object({ page: v.literal('pin'), pin: PinSchema }),
  v.object({ page: v.literal('picked-image') }),
]);

/** What the content script asks for. */
export const AnalysisOrderSchema = v.object({
  /** Made up by the page, to tell this order's updates from those of an earlier one. */
  orderId: v.string(),
  subject: SubjectSchema,
  /** The image as the page shows it, for crops. */
  imageUrl: v.string(),
  /** Renditions of the image, the one to try first in front. */
  imageUrls: v.pipe(v.tupleWithRest([v.string()], v.string()), v.maxLength(12)),
});
export type AnalysisOrder = v.InferOutput<typeof AnalysisOrderSchema>;

/** How far an order has come. */
export const OrderUpdateSchema = v.object({ orderId: v.string(), run: RunSchema });
export type OrderUpdate = v.InferOutput<typeof OrderUpdateSchema>;

/**
 * Between a page's content script, the background and the popup. The page itself can send
 * nothing here. Receivers parse the data all the same: a content script shares its process
 * with the page.
 */
interface PageMessages {
  /** Page to background: analyse this. Answered when the analysis has ended. */
  'analysis:order'(order: AnalysisOrder): OrderUpdate;
  /** Page to background: nobody looks at the ordered image any more. */
  'analysis:leave'(orderId: string): void;
  /** Background to page: a stage has ended. */
  'analysis:update'(update: OrderUpdate): void;
  /** Background to page: Google is being asked about what the page shows, or has answered. */
  'cloud:update'(state: TabState): void;
  /** Page to background: what the page shows when there is nothing to analyse. */
  'page:state'(state: TabState): void;
  /** Popup to page: say again what you show. */
  'page:announce'(): TabState;
  /** Popup to page: try once more. */
  'page:retry'(): void;
  /** Background to page: the user picked "Find what's in this image" on `url`. */
  'page:pick-image'(url: string): void;
}

export const pageMessages = defineExtensionMessaging<PageMessages>();
