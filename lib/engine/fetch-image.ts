import { MagpieError } from '../errors.ts';
import { IMAGE_HOST } from '../pin/hosts.ts';
import { FETCH_TIMEOUT, MAX_BYTES } from './limits.ts';

/** Whether `url` is a picture at Pinterest's image host, the only place Magpie fetches from. */
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
  let firstFailure: unknown;
  for (const url of urls) {
    try {
      return await fetchOne(url, signal);
    } catch (error) {
      firstFailure ??= error;
      if (error instanceof MagpieError && error.code === 'cancelled') throw error;
    }
  }
  throw firstFailure ?? new MagpieError('pin-unreadable', { detail: 'no image URL' });
}

async function fetchOne(url: string, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  if (!isPinterestImage(url)) throw new MagpieError('image-not-allowed', { detail: url });
  const timeout = AbortSignal.timeout(FETCH_TIMEOUT);
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
  if (!response.ok) throw failureOf(response);
  if (Number(response.headers.get('content-length') ?? 0) > MAX_BYTES) throw tooLarge(url);

  try {
    return await readBytes(response);
  } catch (cause) {
    if (cause instanceof MagpieError) throw cause;
    // The headers came, the body broke off.
    throw interruption(cause) ?? new MagpieError('image-broken', { cause, detail: url });
  }
}

function failureOf({ status, url }: Response): MagpieError {
  const detail = `${status} ${url}`;
  if (status === 404 || status === 410) return new MagpieError('image-missing', { detail });
  if (status >= 500) return new MagpieError('image-unavailable', { detail });
  return new MagpieError('image-forbidden', { detail });
}

/** Reads the body as it comes, so that an endless one is cut off at the limit. */
async function readBytes(response: Response): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    chunks.push(part.value);
    length += part.value.length;
    if (length > MAX_BYTES) {
      await reader?.cancel();
      throw tooLarge(response.url);
    }
  }
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}

function tooLarge(url: string): MagpieError {
  return new MagpieError('image-too-large', { detail: `over ${MAX_BYTES} bytes: ${url}` });
}
