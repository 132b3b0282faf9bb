import { describe, expect, it, vi } from 'vitest';
import { createPinResource } from '../../../../lib/pin/pin-resource.ts';

const ID = '50595195810299403';
const OTHER_ID = '165366617561100485';

const answerOf = (id: string, fields: object = { title: 'A chair' }) =>
  Response.json({ resource_response: { status: 'success', data: { id, ...fields } } });

function resource(answer: () => Response | Promise<Response>, isAllowed = true) {
  const abort = new AbortController();
  const ask = vi.fn<typeof fetch>(async () => answer());
  const allowed = vi.fn(async () => isAllowed);
  const origin = 'https://de.pinterest.com';
  const pins = createPinResource({ origin, fetch: ask, isAllowed: allowed, signal: abort.signal });
  return { pins, ask, allowed, abort };
}

describe('the request for a pin', () => {
  it('goes once to the page’s own origin, as the page itself asks', async () => {
    const { pins, ask } = resource(() => answerOf(ID));
    expect(await pins.read(ID)).toMatchObject({
      title: 'A chair',
      provenance: { title: 'resource' },
    });
    const [[input, init] = []] = ask.mock.calls;
    const url = new URL(String(input));
    expect(url.origin + url.pathname).toBe('https://de.pinterest.com/resource/PinResource/get/');
    expect(url.searchParams.get('source_url')).toBe(`/pin/${ID}/`);
    expect(JSON.parse(url.searchParams.get('data') ?? '')).toEqual({
      options: { id: ID, field_set_key: 'detailed' },
    });
    expect(init).toMatchObject({ credentials: 'same-origin', redirect: 'error' });
    expect(init?.method ?? 'GET').toBe('GET');
    expect(new Headers(init?.headers).get('X-Pinterest-PWS-Handler')).toBe('www/pin/[id].js');
  });

  it('is not repeated, also while it is under way', async () => {
    const { pins, ask } = resource(() => answerOf(ID));
    const [first, second] = await Promise.all([pins.read(ID), pins.read(ID)]);
    expect(second).toEqual(first);
    expect(await pins.read(ID)).toEqual(first);
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it.each([403, 404, 500])(
    'is not repeated after status %i, but another pin is asked for',
    async (status) => {
      const { pins, ask } = resource(() => new Response('', { status }));
      expect(await pins.read(ID)).toBeNull();
      expect(await pins.read(ID)).toBeNull();
      expect(ask).toHaveBeenCalledTimes(1);
      await pins.read(OTHER_ID);
      expect(ask).toHaveBeenCalledTimes(2);
    },
  );

  it('is the last after too many', async () => {
    const { pins, ask } = resource(() => new Response('', { status: 429 }));
    expect(await pins.read(ID)).toBeNull();
    expect(await pins.read(OTHER_ID)).toBeNull();
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it.each<[string, () => Response | Promise<Response>]>([
    ['of another pin', () => answerOf(OTHER_ID)],
    ['without a pin', () => Response.json({ resource_response: { data: null } })],
    ['of another shape', () => Response.json([1])],
    ['that is no JSON', () => new Response('<!doctype html>')],
    ['that is too long', () => answerOf(ID, { title: 'A chair', more: 'x'.repeat(2_000_001) })],
    ['that never comes', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['without a body', () => new Response(null)],
  ])('says nothing by an answer %s', async (_, answer) => {
    const { pins, ask } = resource(answer);
    expect(await pins.read(ID)).toBeNull();
    expect(await pins.read(ID)).toBeNull();
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it('is not made where the user does not want it, until they do', async () => {
    const { pins, ask, allowed } = resource(() => answerOf(ID), false);
    expect(await pins.read(ID)).toBeNull();
    expect(ask).not.toHaveBeenCalled();
    allowed.mockResolvedValue(true);
    expect((await pins.read(ID))?.title).toBe('A chair');
  });

  it('ends with the session', async () => {
    const { pins, ask, abort } = resource(() => answerOf(ID));
    abort.abort();
    expect(await pins.read(ID)).toBeNull();
    expect(ask).not.toHaveBeenCalled();
  });

  it('is given up when it takes too long', async () => {
    const timeout = new AbortController();
    const timer = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(timeout.signal);
    const { pins, ask } = resource(() => answerOf(ID));
    ask.mockImplementation(
      (_, init) =>
        new Promise((_resolve, reject) => {
          init?.signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
        }),
    );
    const reading = pins.read(ID);
    await vi.waitFor(() => expect(ask).toHaveBeenCalled());
    timeout.abort();
    expect(await reading).toBeNull();
    timer.mockRestore();
  });
});
