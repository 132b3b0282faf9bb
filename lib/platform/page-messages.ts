import { defineExtensionMessaging } from '@webext-core/messaging';
import * as v from 'valibot';
import { BoundingBoxSchema } from '../analysis.ts';
import { type Change, ChangeSchema, type Corrections } from '../corrections.ts';
import type { NounSuggestion, SuggestionOrder } from '../noun-suggestion.ts';
import { PinSchema } from '../pin/pin.ts';
import type { PrivateData, PrivateDataUsage } from '../private-data.ts';
import type { Lexicon, LexiconLanguage } from '../query/lexicon.ts';
import type { NounFacts } from '../query/noun.ts';
import type { RegionOutcome } from '../region.ts';
import { MOST_TABS } from '../shops/searches.ts';
import { FindsSchema, FitsSchema, RunSchema, type TabState } from '../tab-state.ts';
import type { LocalChange } from './local-items.ts';

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

/** The most nouns to ask after at once: more than the finds of one picture have. */
export const MOST_NOUNS = 100;

/** Nouns of finds. */
export const NounsSchema = v.pipe(
  v.array(v.pipe(v.string(), v.maxLength(100))),
  v.maxLength(MOST_NOUNS),
);

/** Searches to open at once: few enough not to bury the user in tabs. */
export const SearchUrlsSchema = v.pipe(v.array(v.string()), v.maxLength(MOST_TABS));

/** Other texts of the pin of an order: a page often shows them after the picture. */
export const RewordingSchema = v.object({ orderId: v.string(), pin: PinSchema });
export type Rewording = v.InferOutput<typeof RewordingSchema>;

/** How far an order has come, and what there is to search for. */
export const OrderUpdateSchema = v.object({
  orderId: v.string(),
  run: RunSchema,
  finds: FindsSchema,
  fits: FitsSchema,
});
export type OrderUpdate = v.InferOutput<typeof OrderUpdateSchema>;

/** An area of an image that the user drew. */
export const RegionOrderSchema = v.object({
  ...v.pick(AnalysisOrderSchema, ['imageUrls']).entries,
  area: BoundingBoxSchema,
});
export type RegionOrder = v.InferOutput<typeof RegionOrderSchema>;

/** A `correctionsKey`. */
export const CorrectionsKeySchema = v.pipe(v.string(), v.maxLength(1_200));

/** A change to the finds of the image that `key` names. */
export const CorrectionOrderSchema = v.object({
  key: CorrectionsKeySchema,
  change: ChangeSchema,
});
export type CorrectionOrder = v.InferOutput<typeof CorrectionOrderSchema>;

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
  /** Page to background: the ordered pin has other texts. Answered by an update. */
  'analysis:reword'(rewording: Rewording): void;
  /** Page or popup to background: what is known of these nouns, each with its facts. */
  'nouns:facts'(nouns: string[]): [noun: string, facts: NounFacts][];
  /** Page to background: open these searches in tabs beside the page. */
  'searches:open'(urls: string[]): void;
  /** Background to page: a stage has ended. */
  'analysis:update'(update: OrderUpdate): void;
  /** Background to page: Google is being asked about what the page shows, or has answered. */
  'cloud:update'(state: TabState): void;
  /** Page or popup to background: the words to write searches of a language with. */
  'words:lexicon'(language: LexiconLanguage): Lexicon;
  /** Page to background: what the page shows when there is nothing to analyse. */
  'page:state'(state: TabState): void;
  /** Page to background: what an area shows. */
  'region:look'(order: RegionOrder): RegionOutcome;
  /** Page to background: what the user made of the finds in the image with this `correctionsKey`. */
  'corrections:open'(key: string): Corrections;
  /** Page to background: the user changes a find. Answered with all corrections of the image. */
  'corrections:change'(order: CorrectionOrder): Corrections;
  /** Page or popup to background: nouns to choose from. */
  'nouns:suggest'(order: SuggestionOrder): NounSuggestion[];
  /** Page to background: settings in local storage, which Chrome keeps from content scripts. */
  'settings:local-items'(keys: string[]): Record<string, unknown>;
  /** Page to background: change settings there. */
  'settings:change-local'(change: LocalChange): void;
  /** Options to background: how much Magpie keeps. */
  'private-data:usage'(): PrivateDataUsage;
  /** Options to background: delete all of a kind. */
  'private-data:clear'(kind: PrivateData): void;
  /** Popup to page: the user changes a find. */
  'page:correct'(change: Change): void;
  /** Popup to page: let the user draw an area. */
  'page:pick-area'(): void;
  /** Popup to page: say again what you show. */
  'page:announce'(): TabState;
  /** Popup to page: try once more. */
  'page:retry'(): void;
  /** Popup to page: analyse the pin that waits for it. */
  'page:look'(): void;
  /** Background to page: the user picked "Find what's in this image" on `url`. */
  'page:pick-image'(url: string): void;
}

export const pageMessages = defineExtensionMessaging<PageMessages>();
