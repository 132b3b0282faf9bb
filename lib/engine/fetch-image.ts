import { type ErrorCode, MagpieError } from '../errors.ts';
import { readBody } from '../http/read-body.ts';
import { IMAGE_HOST } from '../pin/hosts.ts';
import { isSamplePicture } from '../sample-picture.ts';
import { FETCH_TIMEOUT, LADDER_TIMEOUT, MAX_BYTES } from './limits.ts';

/** Failures after which no other rendition is asked for. */
const FINAL: ReadonlySet<ErrorCode> = new Set(['cancelled', 'too-many-requests']);

/** Whether `url` is a picture at Pinterest's image host, the only host Magpie fetches from. */
export function isPinterestImage(url: string): boolean {
  const { protocol, host } = URL.parse(url) ?? {};
  return protocol === 'https:' && host === IMAGE_HOST;
}

/**
 * The bytes of the first of `urls` that can be had, the best rendition first. Sent without
 * cookies or referrer.
 * @throws MagpieError with the reason of the first URL when none can be had
 */
export async function fetchImage(
  urls: readonly string[],
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  const deadline = AbortSignal.timeout(LADDER_TIMEOUT);
  let firstFailure: unknown;
  for (const url of urls) {
    try {
      return await fetchOne(url, signal, deadline);
    } catch (error) {
      firstFailure ??= error;
      if (error instanceof MagpieError && FINAL.has(error.code)) throw error;
      if (deadline.aborted) break;
    }
  }
  throw firstFailure ?? new MagpieError('pin-unreadable', { detail: 'no image URL' });
}

async function fetchOne(
  url: string,
  signal: AbortSignal,
  deadline: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  if (!isPinterestImage(url) && !isSamplePicture(url, globalThis.location?.href)) {
    throw new MagpieError('image-not-allowed', { detail: url });
  }
  const timeout = AbortSignal.any([deadline, AbortSignal.timeout(FETCH_TIMEOUT)]);
  const interruption = (cause: unknown): MagpieError | null => {
    if (signal.aborted) return new MagpieError('cancelled', { cause });
    if (timeout.aborted) return new MagpieError('image-timeout', { cause, detail: url });
    return null;
  };

  let response: Response;
  try {
    response = await fetch(url, {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.any([signal, timeout]),
    });
  } catch (cause) {
    throw interruption(cause) ?? new MagpieError('offline', { cause, detail: url });
  }

  try {
    const refusal = refusalOf(response);
    if (refusal) {
      // Else the transfer would go on behind our back.
      await response.body?.cancel();
      throw refusal;
    }
    const bytes = await readBody(response, MAX_BYTES);
    if (!bytes) throw tooLarge(response.url);
    return bytes;
  } catch (cause) {
    if (cause instanceof MagpieError) throw cause;
    // The headers came, the body broke off.
    throw interruption(cause) ?? new MagpieError('image-broken', { cause, detail: url });
  }
}

/** Why the body of a response is not worth reading, if it is not. */
function refusalOf({ ok, status, url }: Response): MagpieError | null {
  if (ok) return null;
  const detail = `${status} ${url}`;
  if (status === 404 || status === 410) return new MagpieError('image-missing', { detail });
  if (status === 429) return new MagpieError('too-many-requests', { detail });
  if (status >= 500) return new MagpieError('image-unavailable', { detail });
  return new MagpieError('image-forbidden', { detail });
}

function tooLarge(url: string): MagpieError {
  return new MagpieError('image-too-large', { detail: `over ${MAX_BYTES} bytes: ${url}` });
}
