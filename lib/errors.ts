import * as v from 'valibot';

/** Every failure a user can see, with the sentence that tells them. Ordered by where it arises. */
const SENTENCES = {
  'pin-unreadable': "Magpie can't find this pin's picture on the page.",
  'pin-not-found': 'This pin was deleted, or Pinterest does not show it to you.',
  'video-pin': 'This pin is a video without a cover. Magpie looks at pictures only.',
  'image-not-allowed': "Magpie only looks at pictures that Pinterest hosts, and this one isn't.",
  'permission-needed': 'Magpie needs your permission to look at pictures on Pinterest.',
  offline: "The picture couldn't be fetched. Are you offline?",
  'image-forbidden': 'Pinterest would not hand out this picture.',
  'image-missing': 'This picture is no longer on Pinterest.',
  'image-unavailable': 'Pinterest could not send this picture just now.',
  'image-timeout': 'The picture took too long to arrive.',
  'image-broken': "This picture is damaged or in a format Magpie can't read.",
  'image-too-large': 'This picture is too large to look at safely.',
  'models-missing': 'This build of Magpie came without its models, so it cannot name objects.',
  'engine-failed': 'Something went wrong while looking at the picture.',
  'engine-lost': 'The browser stopped Magpie while it was looking.',
  cancelled: 'Stopped.',
} as const;

export const ERROR_CODES = Object.keys(SENTENCES) as ErrorCode[];
export type ErrorCode = keyof typeof SENTENCES;

/** Failures that the same request may get past when it is made again. */
const RETRYABLE: ReadonlySet<ErrorCode> = new Set([
  'pin-unreadable',
  'offline',
  'image-forbidden',
  'image-unavailable',
  'image-timeout',
  'image-broken',
  'engine-failed',
  'engine-lost',
]);

/** A failure as it travels between contexts. */
export const FailureSchema = v.object({
  code: v.picklist(ERROR_CODES),
  /** Technical detail for the console, never shown to the user. */
  detail: v.optional(v.string()),
});
export type Failure = v.InferOutput<typeof FailureSchema>;

/** An error that has a sentence for the user. `cause` keeps the technical reason. */
export class MagpieError extends Error {
  override name = 'MagpieError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, options?: ErrorOptions & { detail?: string }) {
    super(options?.detail ? `${code}: ${options.detail}` : code, options);
    this.code = code;
  }
}

/** The sentence that tells a user what went wrong. */
export function sentenceFor(code: ErrorCode): string {
  return SENTENCES[code];
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
