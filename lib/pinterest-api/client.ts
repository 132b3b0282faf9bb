import { type ErrorCode, MagpieError } from '../errors.ts';
import {
  jsonOf,
  MAX_RETRY_AFTER,
  QuotaError,
  type RetryTools,
  retryAfterOf,
  withRetries,
} from '../http/api-client.ts';
import { readBody } from '../http/read-body.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { isRecord, stringAt } from '../pin/json.ts';
import type { Pin } from '../pin/pin.ts';
import type { AccessToken } from './access-token.ts';
import { type ApiBoard, type ApiPart, readBoard, readPart, readPin } from './answers.ts';
import { PINTEREST_API_HOST } from './host.ts';

const BASE = `https://${PINTEREST_API_HOST}/v5/`;

/** The least time between two requests, milliseconds. */
export const API_INTERVAL = 1_000;

/** How long one attempt may take, milliseconds. */
const API_TIMEOUT = 15_000;

/** More bytes than this are refused; 250 pins come to a fifth of it. */
export const MAX_ANSWER_BYTES = 5_000_000;

/** An error of the API's says what it has to say in far less. */
const MAX_ERROR_BYTES = 64_000;

/** As many items as the API's description allows in a page. */
const PAGE_SIZE = 250;

/** The longest that is waited before a request because the API's allowance is used up, milliseconds. */
const MAX_ALLOWANCE_WAIT = 60_000;

/** The API's word that it cannot make sense of a request: after a while, of a bookmark. */
export class BadRequestError extends MagpieError {
  constructor(detail: string) {
    super('api-broken', { detail });
  }
}

/** What the client needs of the world. */
export interface ApiTools extends RetryTools {
  fetch: typeof fetch;
  /** Milliseconds of any clock that only goes forward. */
  now(): number;
}

/** Who asks, and until when. */
export interface ApiCaller {
  token: AccessToken;
  /** Ends the request as `cancelled`. */
  signal: AbortSignal;
}

/**
 * Pinterest's API v5, as far as Magpie asks it. All of it rejects with a MagpieError of one of the
 * `api-` codes, or `cancelled`; none of its messages has the token in it.
 */
export interface PinterestApi {
  /** `GET /v5/boards`: the user's boards after `bookmark`; with null, the first. */
  boards(caller: ApiCaller, bookmark: string | null): Promise<ApiPart<ApiBoard>>;
  /** `GET /v5/boards/{board_id}` */
  board(caller: ApiCaller, id: string): Promise<ApiBoard>;
  /** `GET /v5/boards/{board_id}/pins`: the pins of a board after `bookmark`, those of its sections too. */
  pins(
    caller: ApiCaller,
    board: Pick<ApiBoard, 'id' | 'name'>,
    bookmark: string | null,
  ): Promise<ApiPart<Pin>>;
}

/**
 * A client that makes one request at a time, a second apart, and waits where the API says that its
 * allowance is used up. A failing server is asked twice more. The token is in a header only; no
 * cookie and no referrer is sent.
 */
export function createPinterestApi({ fetch, sleep, random, now }: ApiTools): PinterestApi {
  const inTurn = oneAtATime();
  let earliest = Number.NEGATIVE_INFINITY;

  /** Makes a request when it is time. */
  async function request(url: string, caller: ApiCaller): Promise<unknown> {
    const early = earliest - now();
    if (early > 0) await sleep(early);
    if (caller.signal.aborted) throw new MagpieError('cancelled');
    earliest = now() + API_INTERVAL;
    const { headers, answer } = await askOnce(fetch, url, caller);
    earliest = Math.max(earliest, now() + allowanceWait(headers));
    return answer;
  }

  /** The answer to a request as `read` understands it, asked again while the server fails. */
  function ask<Value>(
    url: string,
    caller: ApiCaller,
    read: (answer: unknown) => Value | null,
  ): Promise<Value> {
    const attempt = async (): Promise<Value> => {
      const value = read(await request(url, caller));
      if (value === null) throw new MagpieError('api-broken', { detail: 'not as described' });
      return value;
    };
    return inTurn(() => withRetries(attempt, 'api-unavailable', { sleep, random }));
  }

  return {
    boards: (caller, bookmark) =>
      ask(listUrl('boards', bookmark), caller, (answer) => readPart(answer, readBoard)),
    board: (caller, id) => ask(`${BASE}${boardPath(id)}`, caller, readBoard),
    pins: (caller, { id, name }, bookmark) =>
      ask(listUrl(`${boardPath(id)}/pins`, bookmark), caller, (answer) =>
        readPart(answer, (item) => readPin(item, name)),
      ),
  };
}

function boardPath(id: string): string {
  return `boards/${encodeURIComponent(id)}`;
}

function listUrl(path: string, bookmark: string | null): string {
  const url = new URL(path, BASE);
  url.searchParams.set('page_size', String(PAGE_SIZE));
  if (bookmark !== null) url.searchParams.set('bookmark', bookmark);
  return url.href;
}

async function askOnce(
  fetch: ApiTools['fetch'],
  url: string,
  { token, signal }: ApiCaller,
): Promise<{ headers: Headers; answer: unknown }> {
  const timeout = AbortSignal.timeout(API_TIMEOUT);
  const interruption = (cause: unknown, otherwise: ErrorCode) => {
    const code = signal.aborted ? 'cancelled' : timeout.aborted ? 'api-timeout' : otherwise;
    return new MagpieError(code, { detail: token.redact(String(cause)) });
  };

  let response: Response;
  try {
    response = await fetch(url, {
      headers: { Accept: 'application/json', Authorization: `Bearer ${token.reveal()}` },
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      // The token must not follow to another address.
      redirect: 'error',
      signal: AbortSignal.any([signal, timeout]),
    });
  } catch (cause) {
    throw interruption(cause, 'api-offline');
  }

  let body: Uint8Array | null;
  try {
    body = await readBody(response, response.ok ? MAX_ANSWER_BYTES : MAX_ERROR_BYTES);
  } catch (cause) {
    // The headers came, the body broke off.
    throw interruption(cause, response.status >= 500 ? 'api-unavailable' : 'api-broken');
  }
  const { headers, ok } = response;
  if (!ok) throw failureOf(response, body && jsonOf(body), token);
  if (!body) throw new MagpieError('api-too-large', { detail: `over ${MAX_ANSWER_BYTES} bytes` });
  return { headers, answer: jsonOf(body) };
}

/** The failure that an answer of another status than 200 tells of: `{ code, message }`. */
function failureOf({ status, headers }: Response, answer: unknown, token: AccessToken) {
  const number = isRecord(answer) && typeof answer.code === 'number' ? answer.code : '–';
  const message = stringAt(answer, 'message') ?? 'no word of why';
  const detail = token.redact(`${status}, code ${number}: ${message}`);
  if (status === 429) return new QuotaError('api-quota', detail, pauseOf(headers));
  if (status === 400) return new BadRequestError(detail);
  return new MagpieError(codeOf(status), { detail });
}

function codeOf(status: number): ErrorCode {
  switch (status) {
    case 401:
      return 'api-token-refused';
    case 403:
      return 'api-forbidden';
    case 404:
      return 'api-board-missing';
    default:
      return status >= 500 ? 'api-unavailable' : 'api-broken';
  }
}

/** How long to wait after 429, milliseconds: `Retry-After`, else Pinterest's own header. */
function pauseOf(headers: Headers): number | null {
  return headers.has('retry-after')
    ? retryAfterOf(headers)
    : secondsOf(headers, 'x-ratelimit-reset');
}

/** How long to wait before the next request, milliseconds: 0 while the API allows one. */
function allowanceWait(headers: Headers): number {
  if (!/^0\b/.test(headers.get('x-ratelimit-remaining')?.trim() ?? '')) return 0;
  return Math.min(secondsOf(headers, 'x-ratelimit-reset') ?? 0, MAX_ALLOWANCE_WAIT);
}

/** The seconds that a header begins with, in milliseconds; null where it does not. */
function secondsOf(headers: Headers, name: string): number | null {
  const seconds = /^\d+/.exec(headers.get(name)?.trim() ?? '')?.[0];
  return seconds === undefined ? null : Math.min(Number(seconds) * 1000, MAX_RETRY_AFTER);
}
