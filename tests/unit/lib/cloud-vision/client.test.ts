import {
  createServer,
  type IncomingHttpHeaders,
  type RequestListener,
  type Server,
} from 'node:http';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiKey } from '../../../../lib/cloud-vision/api-key.ts';
import { ANNOTATE_URL, annotate, MAX_ANSWER_BYTES } from '../../../../lib/cloud-vision/client.ts';
import type { CloudFeature } from '../../../../lib/cloud-vision/features.ts';
import { QuotaError } from '../../../../lib/http/api-client.ts';
import {
  API_OFF,
  type ApiAnswer,
  annotations,
  apiError,
  BAD_KEY,
  BLOCKED_KEY,
  IMAGE_ERROR,
  NO_BILLING,
  NOT_JSON,
  QUOTA,
  SERVER_DOWN,
  TEST_KEY,
} from '../../../fixtures/cloud-vision-api.ts';

const realFetch = globalThis.fetch;
const realTimeout = AbortSignal.timeout;

let server: Server;
let requests: {
  url: string;
  init: RequestInit | undefined;
  headers: IncomingHttpHeaders;
  body: string;
}[];
let answers: RequestListener[];
let waits: number[];

/** A real server stands in for Google's: only the address changes on the way. */
beforeEach(async () => {
  requests = [];
  answers = [];
  waits = [];
  server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    const last = requests.at(-1);
    if (last) Object.assign(last, { headers: request.headers, body });
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    answer?.(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  vi.stubGlobal('fetch', (url: string, init?: RequestInit) => {
    requests.push({ url, init, headers: {}, body: '' });
    return realFetch(`http://127.0.0.1:${port}/`, init);
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  server.closeAllConnections();
  server.close();
});

const sends =
  ({ status, body, headers }: ApiAnswer): RequestListener =>
  (_, response) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);

function ask(features: readonly CloudFeature[] = ['LABEL_DETECTION', 'WEB_DETECTION']) {
  const key = ApiKey.parse(TEST_KEY);
  if (!key) throw new Error('the key of the tests is none');
  return annotate(
    { key, jpeg: 'SlBFRw==', features },
    { sleep: async (ms) => void waits.push(ms), random: () => 0.5 },
  );
}

/** What asking fails with. */
async function failure(): Promise<{ code: string; text: string }> {
  const error = await ask().then(
    () => Promise.reject(new Error('it did not fail')),
    (reason) => reason,
  );
  return { code: error.code, text: [error.message, error.stack, JSON.stringify(error)].join('\n') };
}

/** Makes waiting short. */
function hurry(): void {
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) =>
    realTimeout.call(AbortSignal, ms / 100),
  );
}

describe('annotate', () => {
  it('asks for the features of one picture and reads the answer', async () => {
    answers = [sends(annotations(['LABEL_DETECTION', 'WEB_DETECTION']))];
    const answer = await ask();
    expect(JSON.parse(requests[0]?.body ?? '')).toEqual({
      requests: [
        {
          image: { content: 'SlBFRw==' },
          features: [
            { type: 'LABEL_DETECTION', maxResults: 20 },
            { type: 'WEB_DETECTION', maxResults: 20 },
          ],
        },
      ],
    });
    expect(answer.labelAnnotations[0]).toEqual({ description: 'Furniture', score: 0.97 });
    expect(answer.webDetection.bestGuessLabels).toEqual([{ label: 'mustard yellow armchair' }]);
    expect(answer.localizedObjectAnnotations).toEqual([]);
  });

  it('has the key in its own header, and sends neither cookie nor referrer', async () => {
    answers = [sends(annotations([]))];
    await ask();
    const [request] = requests;
    expect(request?.init).toMatchObject({
      method: 'POST',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      redirect: 'error',
    });
    const { 'x-goog-api-key': key, ...headers } = request?.headers ?? {};
    expect(key).toBe(TEST_KEY);
    expect(headers).not.toHaveProperty('cookie');
    expect(headers).not.toHaveProperty('referer');
    expect(JSON.stringify([request?.url, request?.body, headers])).not.toContain(TEST_KEY);
    expect(new URL(ANNOTATE_URL).origin).toBe('https://vision.googleapis.com');
  });

  it('leaves out what is malformed and keeps the rest', async () => {
    const response = {
      labelAnnotations: [{ description: 7 }, { description: 'Chair', score: 0.9 }, null],
      localizedObjectAnnotations: [
        { name: 'Lamp', score: 0.8, boundingPoly: { normalizedVertices: [] } },
        {
          name: 'Sofa',
          score: 0.8,
          boundingPoly: { normalizedVertices: [{}, { x: 1 }, { y: 1 }] },
        },
      ],
    };
    answers = [sends({ status: 200, body: JSON.stringify({ responses: [response] }) })];
    const answer = await ask();
    expect(answer.labelAnnotations).toEqual([{ description: 'Chair', score: 0.9 }]);
    expect(answer.localizedObjectAnnotations.map(({ name }) => name)).toEqual(['Sofa']);
  });

  it('keeps no more of a list, and no more of a text, than it needs', async () => {
    const labelAnnotations = Array.from({ length: 1_000 }, () => ({
      description: 'chair '.repeat(100),
      score: 1,
    }));
    answers = [sends({ status: 200, body: JSON.stringify({ responses: [{ labelAnnotations }] }) })];
    const answer = await ask();
    expect(answer.labelAnnotations).toHaveLength(50);
    expect(answer.labelAnnotations[0]?.description).toHaveLength(200);
  });

  it.each<[string, ApiAnswer, string]>([
    ['a bad key', BAD_KEY, 'cloud-key-refused'],
    [
      'a bad key without a reason',
      apiError(400, 'INVALID_ARGUMENT', 'API key expired.'),
      'cloud-key-refused',
    ],
    [
      'no credentials',
      apiError(401, 'UNAUTHENTICATED', 'Request is missing a credential.'),
      'cloud-key-refused',
    ],
    ['an API that is off', API_OFF, 'cloud-api-off'],
    ['missing billing', NO_BILLING, 'cloud-billing'],
    ['a key that is blocked here', BLOCKED_KEY, 'cloud-forbidden'],
    ['a 403 in no words', { status: 403, body: 'no' }, 'cloud-forbidden'],
    [
      'a request it does not understand',
      apiError(400, 'INVALID_ARGUMENT', 'Bad field.'),
      'cloud-broken',
    ],
    ['an error of one image in a 200', IMAGE_ERROR, 'cloud-image-refused'],
    ['a page of HTML', NOT_JSON, 'cloud-broken'],
    ['JSON that is no answer', { status: 200, body: '[1, 2]' }, 'cloud-broken'],
    ['an answer of no image', { status: 200, body: '{"responses":[]}' }, 'cloud-broken'],
    ['nothing at all', { status: 200, body: '' }, 'cloud-broken'],
  ])('takes %s for what it is, and asks no second time', async (_, answer, code) => {
    answers = [sends(answer)];
    expect((await failure()).code).toBe(code);
    expect(requests).toHaveLength(1);
  });

  it('asks a failing server twice more, each time a little later', async () => {
    answers = [sends(SERVER_DOWN), sends({ status: 500, body: 'oops' }), sends(annotations([]))];
    await ask();
    expect(requests).toHaveLength(3);
    expect(waits).toEqual([375, 1_500]);
  });

  it('gives up on a server that fails three times', async () => {
    answers = [sends(SERVER_DOWN)];
    expect((await failure()).code).toBe('cloud-unavailable');
    expect(requests).toHaveLength(3);
  });

  it.each<[string, Record<string, string>, number | null]>([
    ['no word', {}, null],
    ['seconds', { 'retry-after': '120' }, 120_000],
    ['a century', { 'retry-after': '3153600000' }, 24 * 60 * 60_000],
    ['nonsense', { 'retry-after': 'soon' }, null],
    ['a date in the past', { 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' }, 0],
  ])('tells of too many requests, with %s of how long to wait', async (_, headers, ms) => {
    answers = [sends({ ...QUOTA, headers })];
    const error = await ask().catch((reason) => reason);
    expect(error).toBeInstanceOf(QuotaError);
    expect(error).toMatchObject({ code: 'cloud-quota', retryAfter: ms });
    expect(requests).toHaveLength(1);
  });

  it.each<[string, RequestListener]>([
    ['headers', () => {}],
    [
      'body',
      (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.write('{"responses":');
      },
    ],
  ])('gives up on a %s that does not come', async (_, answer) => {
    hurry();
    answers = [answer];
    expect((await failure()).code).toBe('cloud-timeout');
    expect(requests).toHaveLength(1);
  });

  it('takes a connection that cannot be made for being offline', async () => {
    answers = [(request) => request.socket.destroy()];
    expect((await failure()).code).toBe('cloud-offline');
  });

  it('takes an answer that breaks off for a broken one', async () => {
    answers = [
      (_, response) => {
        response.writeHead(200, { 'content-length': 5_000 });
        response.write('{"responses":', () => response.destroy());
      },
    ];
    expect((await failure()).code).toBe('cloud-broken');
  });

  it.each<[string, Record<string, number>]>([
    ['that is announced', { 'content-length': 50_000_000 }],
    ['that is not announced', {}],
  ])('refuses an answer of 50 MB %s, and stops its transfer', async (_, headers) => {
    let sent = 0;
    const closed = new Promise<void>((resolve) => {
      answers = [
        (_, response) => {
          response.on('close', resolve);
          response.writeHead(200, headers);
          const send = (): void => {
            sent += 100_000;
            if (!response.destroyed && sent < 50_000_000) response.write(' '.repeat(100_000), send);
          };
          send();
        },
      ];
    });
    expect((await failure()).code).toBe('cloud-too-large');
    await closed;
    expect(sent).toBeLessThan(MAX_ANSWER_BYTES * 10);
  });

  it('says nothing of the key in any failure, even where Google repeats it', async () => {
    for (const answer of [
      apiError(400, 'INVALID_ARGUMENT', `API key ${TEST_KEY} not valid.`, TEST_KEY),
      {
        status: 200,
        body: JSON.stringify({ responses: [{ error: { code: 3, message: TEST_KEY } }] }),
      },
      { status: 429, body: TEST_KEY },
    ]) {
      answers = [sends(answer)];
      expect((await failure()).text).not.toContain(TEST_KEY);
    }
  });
});
