import * as v from 'valibot';
import { type ErrorCode, MagpieError } from '../errors.ts';
import {
  jsonOf,
  QuotaError,
  type RetryTools,
  retryAfterOf,
  withRetries,
} from '../http/api-client.ts';
import { readBody } from '../http/read-body.ts';
import {
  AnnotateResponseSchema,
  type CloudAnswer,
  CloudAnswerSchema,
  ErrorResponseSchema,
} from './answer.ts';
import type { ApiKey } from './api-key.ts';
import type { CloudFeature } from './features.ts';
import { CLOUD_VISION_HOST } from './host.ts';

/** The only address of Google's that Magpie asks. `fields` leaves out what Magpie would not read. */
export const ANNOTATE_URL = `https://${CLOUD_VISION_HOST}/v1/images:annotate?fields=${encodeURIComponent(
  `responses(${Object.keys(CloudAnswerSchema.entries).join(',')})`,
)}`;

/** How long one attempt may take, milliseconds. */
export const CLOUD_TIMEOUT = 10_000;

/** More bytes than this are refused; a real answer has some 20,000. */
export const MAX_ANSWER_BYTES = 2_000_000;

/** An error of Google's says what it has to say in far less. */
const MAX_ERROR_BYTES = 64_000;

/** Objects and labels asked for, at most. */
const MAX_RESULTS = 20;

/** One picture and what to ask about it. */
export interface AnnotateRequest {
  key: ApiKey;
  /** The picture as a JPEG, in base64. */
  jpeg: string;
  features: readonly CloudFeature[];
}

const TOOLS: RetryTools = {
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  random: Math.random,
};

/**
 * Asks Cloud Vision about one picture (REST, `images:annotate`, v1). The key is in a header only;
 * no cookie and no referrer is sent. A failing server is asked twice more.
 * @throws MagpieError with one of the `cloud-` codes; its message never has the key in it
 */
export function annotate(
  request: AnnotateRequest,
  tools: RetryTools = TOOLS,
): Promise<CloudAnswer> {
  return withRetries(() => annotateOnce(request), 'cloud-unavailable', tools);
}

async function annotateOnce({ key, jpeg, features }: AnnotateRequest): Promise<CloudAnswer> {
  const timeout = AbortSignal.timeout(CLOUD_TIMEOUT);
  const interruption = (cause: unknown, otherwise: ErrorCode) =>
    new MagpieError(timeout.aborted ? 'cloud-timeout' : otherwise, {
      detail: key.redact(String(cause)),
    });

  let response: Response;
  try {
    response = await fetch(ANNOTATE_URL, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-goog-api-key': key.reveal() },
      body: JSON.stringify({
        requests: [
          {
            image: { content: jpeg },
            features: features.map((type) => ({ type, maxResults: MAX_RESULTS })),
          },
        ],
      }),
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      // The key must not follow to another address.
      redirect: 'error',
      signal: timeout,
    });
  } catch (cause) {
    throw interruption(cause, 'cloud-offline');
  }

  let body: Uint8Array | null;
  try {
    body = await readBody(response, response.ok ? MAX_ANSWER_BYTES : MAX_ERROR_BYTES);
  } catch (cause) {
    // The headers came, the body broke off.
    throw interruption(cause, response.status >= 500 ? 'cloud-unavailable' : 'cloud-broken');
  }
  if (!response.ok) throw failureOf(response, body, key);
  if (!body) throw new MagpieError('cloud-too-large', { detail: `over ${MAX_ANSWER_BYTES} bytes` });
  const { success, output, issues } = v.safeParse(AnnotateResponseSchema, jsonOf(body));
  if (!success) throw new MagpieError('cloud-broken', { detail: issues[0].message });
  const [{ error, ...answer }] = output.responses;
  if (error) {
    const detail = key.redact(`${error.code} ${error.message}`);
    throw new MagpieError('cloud-image-refused', { detail });
  }
  return answer;
}

/** The failure that an answer of another status than 200 tells of. */
function failureOf({ status, headers }: Response, body: Uint8Array | null, key: ApiKey) {
  const parsed = v.safeParse(ErrorResponseSchema, body && jsonOf(body));
  const { message, details } = parsed.success
    ? parsed.output.error
    : { message: 'no word of why', details: [] };
  const reasons = details.map(({ reason }) => reason);
  const detail = key.redact([status, ...reasons, message].join(' '));
  if (status === 429) return new QuotaError('cloud-quota', detail, retryAfterOf(headers));
  return new MagpieError(codeOf(status, reasons, message), { detail });
}

/** Reasons: google.api.ErrorReason; messages only where Google gives no reason. */
function codeOf(status: number, reasons: readonly string[], message: string): ErrorCode {
  const isKeyBad =
    status === 401 ||
    reasons.some((reason) => reason === 'API_KEY_INVALID' || reason === 'API_KEY_EXPIRED') ||
    (status === 400 && /API key/i.test(message));
  if (isKeyBad) return 'cloud-key-refused';
  if (status === 403) {
    if (reasons.includes('SERVICE_DISABLED')) return 'cloud-api-off';
    if (reasons.includes('BILLING_DISABLED') || /billing/i.test(message)) return 'cloud-billing';
    return 'cloud-forbidden';
  }
  return status >= 500 ? 'cloud-unavailable' : 'cloud-broken';
}
