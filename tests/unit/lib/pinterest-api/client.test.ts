import {
  createServer,
  type IncomingHttpHeaders,
  type RequestListener,
  type Server,
} from 'node:http';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { QuotaError } from '../../../../lib/http/api-client.ts';
import { AccessToken } from '../../../../lib/pinterest-api/access-token.ts';
import {
  API_INTERVAL,
  createPinterestApi,
  MAX_ANSWER_BYTES,
  type PinterestApi,
} from '../../../../lib/pinterest-api/client.ts';
import { boardPins } from '../../../fixtures/board-page.ts';
import type { ApiAnswer } from '../../../fixtures/cloud-vision-api.ts';
import {
  API_DOWN,
  apiAnswer,
  apiBoard,
  apiFailure,
  apiPage,
  apiPin,
  BAD_BOOKMARK,
  NO_BOARD,
  NO_SCOPE,
  TEST_TOKEN,
  TOO_MANY,
  UNAUTHORIZED,
} from '../../../fixtures/pinterest-api.ts';

const realTimeout = AbortSignal.timeout;
const BOARD = { id: '77', name: 'Lamps', pins: boardPins(2) };

let server: Server;
let requests: { url: string; init: RequestInit | undefined; headers: IncomingHttpHeaders }[];
let answers: RequestListener[];
let sleeps: number[];
let now: number;
let api: PinterestApi;
let controller: AbortController;

/** A real server stands in for Pinterest's: only the address changes on the way. */
beforeEach(async () => {
  requests = [];
  answers = [];
  sleeps = [];
  now = 0;
  controller = new AbortController();
  server = createServer((request, response) => {
    const last = requests.at(-1);
    if (last) last.headers = request.headers;
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    answer?.(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  api = createPinterestApi({
    fetch: (url, init) => {
      requests.push({ url: String(url), init, headers: {} });
      return fetch(`http://127.0.0.1:${port}/`, init);
    },
    sleep: async (ms) => {
      sleeps.push(ms);
      now += ms;
    },
    random: () => 0.5,
    now: () => now,
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  server.closeAllConnections();
  server.close();
});

const sends =
  ({ status, body, headers }: ApiAnswer): RequestListener =>
  (_, response) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);

function caller() {
  const token = AccessToken.parse(TEST_TOKEN);
  if (!token) throw new Error('the token of the tests is none');
  return { token, signal: controller.signal };
}

const boards = (bookmark: string | null = null) => api.boards(caller(), bookmark);

/** What asking for the boards fails with. */
async function failure(): Promise<{ code: string; text: string; error: unknown }> {
  const error = await boards().then(
    () => Promise.reject(new Error('it did not fail')),
    (reason) => reason,
  );
  const text = [error.message, error.stack, JSON.stringify(error)].join('\n');
  return { code: error.code, text, error };
}

/** Makes waiting for an answer short. */
function hurry(): void {
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) =>
    realTimeout.call(AbortSignal, ms / 100),
  );
}

describe("Pinterest's API", () => {
  it('names boards and pins, page after page', async () => {
    answers = [
      sends(apiPage([apiBoard(BOARD)], 'more')),
      sends(apiPage([], null)),
      sends(apiAnswer(200, apiBoard(BOARD))),
      sends(
        apiPage(
          BOARD.pins.map((pin) => apiPin(pin, '77')),
          'a b&c',
        ),
      ),
      sends(apiPage([], null)),
    ];
    expect(await boards()).toEqual({
      items: [{ id: '77', name: 'Lamps', pinCount: 2 }],
      bookmark: 'more',
    });
    await boards('more');
    expect(await api.board(caller(), '77')).toMatchObject({ name: 'Lamps' });
    const { items, bookmark } = await api.pins(caller(), BOARD, null);
    expect(items.map(({ id, board }) => [id, board])).toEqual(
      BOARD.pins.map(({ id }) => [id, 'Lamps']),
    );
    await api.pins(caller(), BOARD, bookmark);
    const list = 'https://api.pinterest.com/v5/boards';
    expect(requests.map(({ url }) => url)).toEqual([
      `${list}?page_size=250`,
      `${list}?page_size=250&bookmark=more`,
      `${list}/77`,
      `${list}/77/pins?page_size=250`,
      `${list}/77/pins?page_size=250&bookmark=a+b%26c`,
    ]);
  });

  it('has the token in a header alone, and sends neither cookie nor referrer', async () => {
    answers = [sends(apiPage([], null))];
    await boards();
    const [request] = requests;
    expect(request?.init).toMatchObject({
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      redirect: 'error',
      cache: 'no-store',
    });
    const { authorization, ...headers } = request?.headers ?? {};
    expect(authorization).toBe(`Bearer ${TEST_TOKEN}`);
    expect(headers).not.toHaveProperty('cookie');
    expect(JSON.stringify([request?.url, headers])).not.toContain(TEST_TOKEN);
  });

  it('asks one thing at a time, a second apart', async () => {
    answers = [sends(apiPage([], null))];
    await Promise.all([boards(), boards(), boards()]);
    expect(sleeps).toEqual([API_INTERVAL, API_INTERVAL]);
  });

  it('waits where the allowance is used up, a minute at most', async () => {
    const used = (seconds: number) => {
      const { headers, ...answer } = apiAnswer(200, { items: [] }, 0);
      return { ...answer, headers: { ...headers, 'x-ratelimit-reset': `${seconds}` } };
    };
    answers = [sends(used(7)), sends(used(900)), sends(apiPage([], null))];
    await boards();
    await boards();
    await boards();
    expect(sleeps).toEqual([7_000, 60_000]);
  });

  it('follows no redirection with the token', async () => {
    answers = [(_, response) => response.writeHead(302, { location: '/else' }).end()];
    expect((await failure()).code).toBe('api-offline');
    expect(requests).toHaveLength(1);
  });
});

describe('a failure', () => {
  it.each<[string, ApiAnswer, string, number]>([
    ['an expired token', UNAUTHORIZED, 'api-token-refused', 1],
    ['a missing scope', NO_SCOPE, 'api-forbidden', 1],
    ['a board that is gone', NO_BOARD, 'api-board-missing', 1],
    ['too many requests', TOO_MANY, 'api-quota', 1],
    ['a request that is none', BAD_BOOKMARK, 'api-broken', 1],
    ['a failing server', API_DOWN, 'api-unavailable', 3],
    ['no JSON', { status: 200, body: '<!DOCTYPE html>' }, 'api-broken', 1],
    ['another JSON', { status: 200, body: '{"boards":[]}' }, 'api-broken', 1],
    ['no word of why', { status: 418, body: 'teapot' }, 'api-broken', 1],
  ])('of %s is told, without the token', async (_, answer, code, asked) => {
    answers = [sends(answer)];
    const failed = await failure();
    expect(failed.code).toBe(code);
    expect(failed.text).not.toContain(TEST_TOKEN);
    expect(requests).toHaveLength(asked);
  });

  it('of a server may pass', async () => {
    answers = [sends(API_DOWN), sends(API_DOWN), sends(apiPage([], null))];
    expect(await boards()).toEqual({ items: [], bookmark: null });
    // Three quarters of half a second and of two seconds; of the former, what is left of the second.
    expect(sleeps).toEqual([375, 625, 1_500]);
  });

  it('does not keep what comes after it from being asked', async () => {
    answers = [sends(UNAUTHORIZED), sends(apiPage([], null))];
    const [first, second] = await Promise.allSettled([boards(), boards()]);
    expect([first.status, second.status]).toEqual(['rejected', 'fulfilled']);
  });

  it.each<[string, Record<string, string>, number | null]>([
    ['seconds', { 'retry-after': '90' }, 90_000],
    ['a time too long to believe', { 'retry-after': '99999999' }, 86_400_000],
    ['nothing but its own header', { 'x-ratelimit-reset': '12, 40;w=60' }, 12_000],
    ['nonsense', { 'retry-after': 'soon' }, null],
    ['a moment that has passed', { 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' }, 0],
  ])('for too many requests says when to come back: %s', async (_, headers, retryAfter) => {
    answers = [sends(apiFailure(429, 8, 'Slow down.', headers))];
    const { error } = await failure();
    expect(error).toBeInstanceOf(QuotaError);
    expect(error).toMatchObject({ retryAfter });
  });

  it('is a time-out where no answer comes', async () => {
    hurry();
    answers = [() => {}];
    expect((await failure()).code).toBe('api-timeout');
  });

  it('is being offline where there is no connection', async () => {
    answers = [(request) => request.socket.destroy()];
    expect((await failure()).code).toBe('api-offline');
  });

  it('is a broken answer where the body breaks off', async () => {
    answers = [
      (_, response) => {
        response.writeHead(200, { 'content-length': '1000' });
        response.write('{"items":[', () => response.destroy());
      },
    ];
    expect((await failure()).code).toBe('api-broken');
  });

  it.each([true, false])('is an answer far too large, announced or not: %s', async (announced) => {
    answers = [
      (_, response) => {
        if (announced) response.setHeader('content-length', String(MAX_ANSWER_BYTES + 1));
        response.end(Buffer.alloc(MAX_ANSWER_BYTES + 1, ' '));
      },
    ];
    expect((await failure()).code).toBe('api-too-large');
  });

  it('is a cancellation where the caller has left, and then nothing is asked', async () => {
    answers = [() => controller.abort()];
    expect((await failure()).code).toBe('cancelled');
    expect((await failure()).code).toBe('cancelled');
    expect(requests).toHaveLength(1);
  });
});
