import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fetchImage, isPinterestImage } from '../../../../lib/engine/fetch-image.ts';
import { FETCH_TIMEOUT, MAX_BYTES } from '../../../../lib/engine/limits.ts';

const HOST = 'https://i.pinimg.com';
const LARGE = `${HOST}/736x/aa.jpg`;
const SMALL = `${HOST}/236x/aa.jpg`;
const BYTES = Uint8Array.from({ length: 5_000 }, (_, i) => i & 255);

const realFetch = globalThis.fetch;
const realTimeout = AbortSignal.timeout;

let server: Server;
let requests: { path: string; init: RequestInit | undefined }[];
let answers: Record<string, RequestListener>;

/** A real server stands in for i.pinimg.com: only the address changes on the way. */
beforeEach(async () => {
  requests = [];
  answers = {};
  server = createServer((request, response) => {
    const answer = answers[request.url ?? ''];
    if (answer) answer(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  vi.stubGlobal('fetch', (url: string, init?: RequestInit) => {
    const { pathname } = new URL(url);
    requests.push({ path: pathname, init });
    return realFetch(`http://127.0.0.1:${port}${pathname}`, init);
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  server.closeAllConnections();
  server.close();
});

const fetchFrom = (...urls: string[]) => fetchImage(urls, new AbortController().signal);
const whole: RequestListener = (_, response) => response.end(BYTES);
const status =
  (code: number): RequestListener =>
  (_, response) =>
    response.writeHead(code).end('no');
const never: RequestListener = () => {};

/** Makes waiting short. */
function hurry(): void {
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) =>
    realTimeout.call(AbortSignal, ms / 100),
  );
}

describe('fetchImage', () => {
  it('brings the bytes as they are', async () => {
    answers['/736x/aa.jpg'] = whole;
    expect(await fetchFrom(LARGE, SMALL)).toEqual(BYTES);
    expect(requests.map(({ path }) => path)).toEqual(['/736x/aa.jpg']);
  });

  it('sends neither cookies nor a referrer', async () => {
    answers['/736x/aa.jpg'] = whole;
    await fetchFrom(LARGE);
    expect(requests[0]?.init).toMatchObject({
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    });
    expect(requests[0]?.init?.headers).toBeUndefined();
  });

  it('goes down the ladder until a rendition can be had', async () => {
    answers['/736x/aa.jpg'] = status(403);
    answers['/564x/aa.jpg'] = status(500);
    answers['/236x/aa.jpg'] = whole;
    expect(await fetchFrom(LARGE, `${HOST}/564x/aa.jpg`, SMALL)).toEqual(BYTES);
    expect(requests).toHaveLength(3);
  });

  it('tells the reason of the best rendition when none can be had', async () => {
    answers['/736x/aa.jpg'] = status(403);
    await expect(fetchFrom(LARGE, SMALL)).rejects.toMatchObject({ code: 'image-forbidden' });
    expect(requests).toHaveLength(2);
  });

  it('asks for no other rendition after too many requests', async () => {
    answers['/736x/aa.jpg'] = status(429);
    answers['/236x/aa.jpg'] = whole;
    await expect(fetchFrom(LARGE, SMALL)).rejects.toMatchObject({ code: 'too-many-requests' });
    expect(requests).toHaveLength(1);
  });

  it.each([
    [401, 'image-forbidden'],
    [403, 'image-forbidden'],
    [404, 'image-missing'],
    [410, 'image-missing'],
    [429, 'too-many-requests'],
    [500, 'image-unavailable'],
    [503, 'image-unavailable'],
  ])('takes status %i for %s', async (code, failure) => {
    answers['/736x/aa.jpg'] = status(code);
    await expect(fetchFrom(LARGE)).rejects.toMatchObject({ code: failure });
  });

  it('takes a connection that cannot be made for being offline', async () => {
    await new Promise((resolve) => server.close(resolve));
    await expect(fetchFrom(LARGE)).rejects.toMatchObject({ code: 'offline' });
  });

  it('takes a body that breaks off for a broken picture', async () => {
    answers['/736x/aa.jpg'] = (_, response) => {
      response.writeHead(200, { 'content-length': BYTES.length * 2 });
      response.write(BYTES, () => response.destroy());
    };
    await expect(fetchFrom(LARGE)).rejects.toMatchObject({ code: 'image-broken' });
  });

  it('refuses what announces too many bytes, and stops its transfer', async () => {
    const closed = new Promise<void>((resolve) => {
      answers['/736x/aa.jpg'] = (_, response) => {
        response.on('close', resolve);
        response.writeHead(200, { 'content-length': MAX_BYTES + 1 });
        response.write(BYTES);
      };
    });
    await expect(fetchFrom(LARGE)).rejects.toMatchObject({ code: 'image-too-large' });
    await closed;
  });

  it('cuts off a body without an end', async () => {
    const chunk = new Uint8Array(1_000_000);
    const closed = new Promise<void>((resolve) => {
      answers['/736x/aa.jpg'] = (_, response) => {
        response.on('close', resolve);
        const send = (): void => {
          if (!response.destroyed) response.write(chunk, send);
        };
        send();
      };
    });
    await expect(fetchFrom(LARGE)).rejects.toMatchObject({ code: 'image-too-large' });
    await closed;
  });

  it.each<[string, RequestListener]>([
    ['headers', never],
    [
      'body',
      (_, response) => {
        response.writeHead(200, { 'content-length': BYTES.length });
        response.write(BYTES.subarray(1));
      },
    ],
  ])('gives up on a %s that does not come', async (_, answer) => {
    hurry();
    answers['/736x/aa.jpg'] = answer;
    await expect(fetchFrom(LARGE)).rejects.toMatchObject({ code: 'image-timeout' });
  });

  it('tries a smaller rendition where one does not come in time', async () => {
    hurry();
    answers['/736x/aa.jpg'] = never;
    answers['/236x/aa.jpg'] = whole;
    expect(await fetchFrom(LARGE, SMALL)).toEqual(BYTES);
  });

  it('does not wait for every rung of a long ladder', async () => {
    hurry();
    const urls = Array.from({ length: 12 }, (_, i) => `${HOST}/${i}/aa.jpg`);
    for (const url of urls) answers[new URL(url).pathname] = never;
    await expect(fetchFrom(...urls)).rejects.toMatchObject({ code: 'image-timeout' });
    expect(requests.length * FETCH_TIMEOUT).toBeLessThanOrEqual(60_000);
  });

  it('stops at once when the pin is left, and tries nothing more', async () => {
    answers['/736x/aa.jpg'] = never;
    const controller = new AbortController();
    const fetching = fetchImage([LARGE, SMALL], controller.signal);
    await vi.waitFor(() => expect(requests).toHaveLength(1));
    controller.abort();
    await expect(fetching).rejects.toMatchObject({ code: 'cancelled' });
    expect(requests).toHaveLength(1);
  });

  it('asks for nothing but pictures of Pinterest', async () => {
    await expect(fetchFrom('https://evil.example/x.jpg')).rejects.toMatchObject({
      code: 'image-not-allowed',
    });
    await expect(fetchFrom('http://i.pinimg.com/x.jpg')).rejects.toMatchObject({
      code: 'image-not-allowed',
    });
    expect(requests).toEqual([]);
  });

  it('has a reason when there is no URL at all', async () => {
    await expect(fetchFrom()).rejects.toMatchObject({ code: 'pin-unreadable' });
  });
});

describe('fetchImage of our own picture', () => {
  it.each([
    ['chrome-extension://abc/welcome/room.jpg', 'chrome-extension://abc/worker.js', true],
    ['chrome-extension://other/welcome/room.jpg', 'chrome-extension://abc/worker.js', false],
    ['chrome-extension://abc/models/manifest.json', 'chrome-extension://abc/worker.js', false],
  ])('%s in %s: %s', async (url, href, expected) => {
    vi.stubGlobal('location', { href });
    answers['/welcome/room.jpg'] = whole;
    const bytes = fetchFrom(url);
    if (expected) expect(await bytes).toEqual(BYTES);
    else await expect(bytes).rejects.toMatchObject({ code: 'image-not-allowed' });
  });
});

describe('isPinterestImage', () => {
  it.each([
    ['https://i.pinimg.com/736x/aa/bb/cc/x.jpg', true],
    ['https://I.PINIMG.COM/x.jpg', true],
    ['http://i.pinimg.com/x.jpg', false],
    ['https://i.pinimg.com:8443/x.jpg', false],
    ['https://i.pinimg.com.evil.example/x.jpg', false],
    ['https://evil.example/i.pinimg.com/x.jpg', false],
    ['https://i.pinimg.com@evil.example/x.jpg', false],
    ['https://s.pinimg.com/x.jpg', false],
    ['data:image/png;base64,AA', false],
    ['blob:https://i.pinimg.com/1', false],
    ['', false],
  ])('of %s is %s', (url, expected) => {
    expect(isPinterestImage(url)).toBe(expected);
  });
});
