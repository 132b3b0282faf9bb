import { type ErrorCode, MagpieError } from '../errors.ts';

/** The longest wait that an answer may ask for, milliseconds. */
export const MAX_RETRY_AFTER = 24 * 60 * 60_000;

/** Waits before the second and the third attempt, milliseconds, of which half to all is waited. */
const RETRY_DELAYS = [500, 2_000] as const;

/** What attempts need of the world. */
export interface RetryTools {
  /** Waits so many milliseconds. */
  sleep(ms: number): Promise<void>;
  /** In [0, 1). */
  random(): number;
}

/** A server's word that there were too many requests. */
export class QuotaError extends MagpieError {
  /** Milliseconds to wait before the next request, where the server says so. */
  readonly retryAfter: number | null;

  constructor(code: 'cloud-quota' | 'api-quota', detail: string, retryAfter: number | null) {
    super(code, { detail });
    this.retryAfter = retryAfter;
  }
}

/** Attempts up to three times, as long as it fails with the code `mayPass`. */
export async function withRetries<Value>(
  attempt: () => Promise<Value>,
  mayPass: ErrorCode,
  { sleep, random }: RetryTools,
): Promise<Value> {
  for (const delay of RETRY_DELAYS) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof MagpieError) || error.code !== mayPass) throw error;
      await sleep(delay * (0.5 + random() / 2));
    }
  }
  return attempt();
}

/** `Retry-After` in milliseconds: a number of seconds or a date. Null where there is none, or it makes no sense. */
export function retryAfterOf(headers: Headers): number | null {
  const value = headers.get('retry-after') ?? '';
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isNaN(ms) ? null : Math.min(Math.max(0, ms), MAX_RETRY_AFTER);
}

/** What a body says; undefined where it is no JSON. */
export function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}
