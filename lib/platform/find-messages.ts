import { defineExtensionMessaging } from '@webext-core/messaging';
import * as v from 'valibot';
import type { Find } from '../find.ts';
import type { SavedQuerySchema } from '../finds/saved-find.ts';
import { SavedMarkSchema } from '../finds/saved-marks.ts';
import type { ShopSearch } from '../shops/searches.ts';

/** Which picture of which tab a message is about. */
export interface FindsSubject {
  /** The tab; null for the one that the message is from. */
  tabId: number | null;
  /** Its `correctionsKey`. */
  key: string;
}

/** A find to save, as its view shows it. */
export interface SaveOrder extends FindsSubject {
  find: Find;
  query: v.InferOutput<typeof SavedQuerySchema>;
  searches: readonly ShopSearch[];
}

/** What is saved of a picture; null where nothing may be, which is in private windows. */
export const SavedMarksSchema = v.nullable(v.array(SavedMarkSchema));
type SavedMarks = v.InferOutput<typeof SavedMarksSchema>;

/** The finds that have changed, with the pictures they are of; null for more than can be named. */
export const FindChangesSchema = v.nullable(
  v.array(v.object({ id: v.string(), subject: v.string() })),
);
type FindChanges = v.InferOutput<typeof FindChangesSchema>;

/** Between pages, the background (which alone writes) and the extension's own pages: saved finds. */
interface FindMessages {
  /** Page or popup to background: what is saved of this picture? */
  'finds:open'(subject: FindsSubject): SavedMarks;
  /** Page or popup to background: save this find. Answered with all that is saved of its picture. */
  'finds:save'(order: SaveOrder): SavedMarks;
  /** Page or popup to background: this find of the picture is not to be kept any more. */
  'finds:unsave'(order: FindsSubject & { id: string }): SavedMarks;
  /** Background to pages and own pages. */
  'finds:changed'(changes: FindChanges): void;
  /** Own page to background: another note. */
  'finds:note'(order: { id: string; note: string }): void;
  /** Own page to background: remove these, which can be undone. Answered with how many there were. */
  'finds:remove'(ids: string[]): number;
  /** Own page to background: put back what was removed last. Answered with how many. */
  'finds:restore'(): number;
  /** Own page to background: what was removed last is not wanted back. */
  'finds:forget-removed'(): void;
  /** Own page to background: some of a file's finds. Answered with how many of them are new. */
  'finds:import'(entries: unknown[]): number;
}

export const findMessages = defineExtensionMessaging<FindMessages>();
