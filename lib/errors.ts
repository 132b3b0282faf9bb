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
  'too-many-requests': 'Pinterest has had too many requests for now. Try again later.',
  'image-missing': 'This picture is no longer on Pinterest.',
  'image-unavailable': 'Pinterest could not send this picture just now.',
  'image-timeout': 'The picture took too long to arrive.',
  'image-broken': "This picture is damaged or in a format Magpie can't read.",
  'image-too-large': 'This picture is too large to look at safely.',
  'models-missing': 'This build of Magpie came without its models, so it cannot name objects.',
  'engine-failed': 'Something went wrong while looking at the picture.',
  'engine-lost': 'The browser stopped Magpie while it was looking.',
  'cloud-no-key': 'Google Cloud Vision is not set up. Give Magpie your API key in the options.',
  'cloud-permission':
    'Magpie may no longer send pictures to Google Cloud Vision. Turn it on again in the options.',
  'cloud-cap': "This month's limit for Google Cloud Vision is reached. It is set in the options.",
  'cloud-key-refused': 'Google does not accept this API key.',
  'cloud-api-off':
    "The Cloud Vision API is off for this key's project. Turn it on in the Google Cloud console.",
  'cloud-billing':
    'The project of this key has no billing account, which Google asks for even in the free units.',
  'cloud-forbidden': 'Google does not let this API key use Cloud Vision.',
  'cloud-quota': 'Google has had too many requests for now. Magpie waits a while before the next.',
  'cloud-image-refused': 'Google could not look at this picture.',
  'cloud-unavailable': 'Google Cloud Vision is not working just now.',
  'cloud-timeout': 'Google Cloud Vision took too long to answer.',
  'cloud-offline': "Google Cloud Vision couldn't be reached. Are you offline?",
  'cloud-broken': "Google Cloud Vision answered in a way Magpie can't read.",
  'cloud-too-large': 'The answer of Google Cloud Vision was too large to read safely.',
  'storage-full': 'There is no room left to keep what Magpie found.',
  cancelled: 'Stopped.',
} as const;

export const ERROR_CODES = Object.keys(SENTENCES) as ErrorCode[];
export type ErrorCode = keyof typeof SENTENCES;

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
