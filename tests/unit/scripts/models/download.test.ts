import { describe, expect, it } from 'vitest';
import { download } from '../../../../scripts/models/download.ts';
import { closedPort, serve } from './helpers.ts';

const BODY = Buffer.alloc(10_000, 7);

describe('download', () => {
  it('brings the bytes and tells how far it is', async () => {
    const url = await serve((_, response) => response.end(BODY));
    const steps: (string | number)[] = [];
    const bytes = await download(`${url}folder/w.bin`, {
      expectedBytes: BODY.length,
      progress: {
        start: (name, total) => steps.push(name, total),
        advance: (received) => steps.push(received),
        stop: () => steps.push('stop'),
      },
    });
    expect(Buffer.from(bytes)).toEqual(BODY);
    expect(steps.slice(0, 2)).toEqual(['w.bin', BODY.length]);
    expect(steps.slice(-2)).toEqual([BODY.length, 'stop']);
  });

  it('says that there is no network', async () => {
    const url = await closedPort();
    await expect(download(`${url}w.bin`, { expectedBytes: 1 })).rejects.toMatchObject({
      name: 'ModelError',
      unavailable: true,
      message: expect.stringMatching(
        /^No network to fetch w\.bin \(ECONNREFUSED\): .*MODELS_MIRROR/,
      ),
    });
  });

  it('says what the server answered', async () => {
    const url = await serve((_, response) => response.writeHead(404).end('gone'));
    await expect(download(`${url}w.bin`, { expectedBytes: 4 })).rejects.toMatchObject({
      unavailable: true,
      message: expect.stringContaining('answered 404 for w.bin'),
    });
  });

  it.each([0, 5_000])('gives up on a server that falls silent after %i bytes', async (length) => {
    const url = await serve((_, response) => {
      if (length > 0) response.writeHead(200).write(BODY.subarray(0, length));
    });
    const options = { expectedBytes: BODY.length, idleTimeoutMs: 100 };
    await expect(download(`${url}w.bin`, options)).rejects.toMatchObject({
      unavailable: true,
      message: expect.stringContaining('No answer for w.bin'),
    });
  });

  it('notices a connection cut in the middle', async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { 'content-length': BODY.length });
      response.write(BODY.subarray(0, 5_000), () => setImmediate(() => response.destroy()));
    });
    await expect(download(`${url}w.bin`, { expectedBytes: BODY.length })).rejects.toMatchObject({
      unavailable: false,
      message: expect.stringMatching(/not whole \(5000 of 10000 bytes\)/),
    });
  });

  it.each([
    ['short', 9_999, /9999 of 10000/],
    ['long', 10_001, /over 10000 of 10000/],
  ])('notices a file that is too %s', async (_, length, message) => {
    const url = await serve((_request, response) => response.end(Buffer.alloc(length)));
    await expect(download(`${url}w.bin`, { expectedBytes: 10_000 })).rejects.toThrow(message);
  });
});
