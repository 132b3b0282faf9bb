import * as v from 'valibot';
import type { PlainMessage } from './i18n.ts';

/** Every failure a user can see, with the message that tells them. Ordered by where it arises. */
const MESSAGES = {
  'pin-unreadable': 'errors.pinUnreadable',
  'pin-not-found': 'errors.pinNotFound',
  'video-pin': 'errors.videoPin',
  'image-not-allowed': 'errors.imageNotAllowed',
  'permission-needed': 'errors.permissionNeeded',
  offline: 'errors.offline',
  'image-forbidden': 'errors.imageForbidden',
  'too-many-requests': 'errors.tooManyRequests',
  'image-missing': 'errors.imageMissing',
  'image-unavailable': 'errors.imageUnavailable',
  'image-timeout': 'errors.imageTimeout',
  'image-broken': 'errors.imageBroken',
  'image-too-large': 'errors.imageTooLarge',
  'models-missing': 'errors.modelsMissing',
  'engine-failed': 'errors.engineFailed',
  'engine-lost': 'errors.engineLost',
  'cloud-no-key': 'errors.cloudNoKey',
  'cloud-permission': 'errors.cloudPermission',
  'cloud-cap': 'errors.cloudCap',
  'cloud-key-refused': 'errors.cloudKeyRefused',
  'cloud-api-off': 'errors.cloudApiOff',
  'cloud-billing': 'errors.cloudBilling',
  'cloud-forbidden': 'errors.cloudForbidden',
  'cloud-quota': 'errors.cloudQuota',
  'cloud-image-refused': 'errors.cloudImageRefused',
  'cloud-unavailable': 'errors.cloudUnavailable',
  'cloud-timeout': 'errors.cloudTimeout',
  'cloud-offline': 'errors.cloudOffline',
  'cloud-broken': 'errors.cloudBroken',
  'cloud-too-large': 'errors.cloudTooLarge',
  'capture-refused': 'ranking.captureRefused',
  'board-not-learned': 'ranking.notLearned',
  'api-no-token': 'pinterestApi.noToken',
  'api-permission': 'pinterestApi.permission',
  'api-token-refused': 'pinterestApi.tokenRefused',
  'api-forbidden': 'pinterestApi.forbidden',
  'api-board-missing': 'pinterestApi.boardMissing',
  'api-quota': 'pinterestApi.quota',
  'api-unavailable': 'pinterestApi.unavailable',
  'api-timeout': 'pinterestApi.timeout',
  'api-offline': 'pinterestApi.offline',
  'api-broken': 'pinterestApi.broken',
  'api-too-large': 'pinterestApi.tooLarge',
  'storage-full': 'errors.storageFull',
  cancelled: 'errors.cancelled',
} as const satisfies Record<string, PlainMessage>;

export const ERROR_CODES = Object.keys(MESSAGES) as ErrorCode[];
export type ErrorCode = keyof typeof MESSAGES;

/** Failures that the same request may get past when it is made again. */
const RETRYABLE: ReadonlySet<ErrorCode> = new Set([
  'pin-unreadable',
  'offline',
  'image-forbidden',
  'too-many-requests',
  'image-unavailable',
  'image-timeout',
  'image-broken',
  'engine-failed',
  'engine-lost',
  'cloud-quota',
  'cloud-image-refused',
  'cloud-unavailable',
  'cloud-timeout',
  'cloud-offline',
  'cloud-broken',
  'cloud-too-large',
  'api-quota',
  'api-unavailable',
  'api-timeout',
  'api-offline',
  'api-broken',
  'api-too-large',
]);

/** A failure as it travels between contexts. */
export const FailureSchema = v.object({
  code: v.picklist(ERROR_CODES),
  /** Technical detail for the console, never shown to the user. */
  detail: v.optional(v.string()),
});
export type Failure = v.InferOutput<typeof FailureSchema>;

/** An error that has a message for the user. `cause` keeps the technical reason. */
export class MagpieError extends Error {
  override name = 'MagpieError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, options?: ErrorOptions & { detail?: string }) {
    super(options?.detail ? `${code}: ${options.detail}` : code, options);
    this.code = code;
  }
}

/** The message that tells a user what went wrong; the views say it in their language. */
export function messageFor(code: ErrorCode): PlainMessage {
  return MESSAGES[code];
}

/** Whether it makes sense to offer "Try again". */
export function isRetryable(code: ErrorCode): boolean {
  return RETRYABLE.has(code);
}

/** Any thrown value as a serialisable failure; what is not a MagpieError becomes `engine-failed`. */
export function toFailure(error: unknown): Failure {
  if (error instanceof MagpieError) return { code: error.code, detail: error.message };
  return { code: 'engine-failed', detail: error instanceof Error ? error.message : String(error) };
}
