import { defineExtensionMessaging } from '@webext-core/messaging';
import * as v from 'valibot';
import { ERROR_CODES } from '../errors.ts';

/** Whether a key works: null, or why it does not. */
export const KeyCheckSchema = v.nullable(v.picklist(ERROR_CODES));
export type KeyCheck = v.InferOutput<typeof KeyCheckSchema>;

/**
 * Between the extension's own pages and the background. The key is in no message: the options
 * page leaves it in the storage of this machine.
 */
interface CloudMessages {
  /** Popup to background: ask Google about what this tab shows. Answered when it has been asked. */
  'cloud:ask'(tabId: number): void;
  /** Options page to background: try the key that was left in storage, and keep it if it works. */
  'cloud:check'(): KeyCheck;
}

export const cloudMessages = defineExtensionMessaging<CloudMessages>();
