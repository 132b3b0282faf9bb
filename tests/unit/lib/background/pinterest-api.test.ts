import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiAccess, type ApiAccessOptions } from '../../../../lib/background/pinterest-api.ts';
import { MagpieError } from '../../../../lib/errors.ts';
import { QuotaError } from '../../../../lib/http/api-client.ts';
import { AccessToken } from '../../../../lib/pinterest-api/access-token.ts';
import type { PinterestApi } from '../../../../lib/pinterest-api/client.ts';
import { TEST_TOKEN } from '../../../fixtures/pinterest-api.ts';

const { signal } = new AbortController();

function token(): AccessToken {
  const parsed = AccessToken.parse(TEST_TOKEN);
  if (!parsed) throw new Error('the token of the tests is none');
  return parsed;
}

const board = (n: number) => ({ id: `${n}`, name: `Board ${n}`, pinCount: n });

let client: { [Name in keyof PinterestApi]: ReturnType<typeof vi.fn<PinterestApi[Name]>> };
let options: { [Name in keyof Omit<ApiAccessOptions, 'client'>]: ReturnType<typeof vi.fn> };
let now: number;
let until: number;
let api: ApiAccess;

beforeEach(() => {
  now = 1_000_000;
  until = 0;
  client = {
    boards: vi.fn(async () => ({ items: [board(1)], bookmark: null })),
    board: vi.fn(async () => board(1)),
    pins: vi.fn(async () => ({ items: [], bookmark: null })),
  };
  const given = {
    mayAsk: vi.fn(async () => true),
    token: vi.fn(async (): Promise<AccessToken | null> => token()),
    candidate: vi.fn(async (): Promise<AccessToken | null> => token()),
    dropCandidate: vi.fn(async () => {}),
    saveToken: vi.fn(async () => {}),
    saveBoards: vi.fn(async () => {}),
    pause: vi.fn(async () => until),
    setPause: vi.fn(async (moment: number) => {
      until = moment;
    }),
    now: vi.fn(() => now),
  };
  options = given;
  api = new ApiAccess({ client, ...given });
});

describe('the check of a token', () => {
  it('asks for the boards, and keeps both', async () => {
    await api.check();
    expect(options.saveToken).toHaveBeenCalledOnce();
    expect(options.saveBoards).toHaveBeenCalledExactlyOnceWith([board(1)]);
    expect(client.boards).toHaveBeenCalledOnce();
  });

  it.each([
    ['the token is refused', new MagpieError('api-token-refused')],
    ['there is no network', new MagpieError('api-offline')],
  ])('keeps neither where %s', async (_, error) => {
    client.boards.mockRejectedValue(error);
    await expect(api.check()).rejects.toBe(error);
    expect(options.saveToken).not.toHaveBeenCalled();
    expect(options.saveBoards).not.toHaveBeenCalled();
  });

  it('keeps neither where it was turned off meanwhile', async () => {
    client.boards.mockImplementation(async () => {
      options.candidate.mockResolvedValue(null);
      return { items: [board(1)], bookmark: null };
    });
    await expect(api.check()).rejects.toMatchObject({ code: 'cancelled' });
    expect(options.saveToken).not.toHaveBeenCalled();
    expect(options.saveBoards).not.toHaveBeenCalled();
    expect(options.dropCandidate).not.toHaveBeenCalled();
  });

  it('needs a token', async () => {
    options.candidate.mockResolvedValue(null);
    await expect(api.check()).rejects.toMatchObject({ code: 'api-no-token' });
    expect(client.boards).not.toHaveBeenCalled();
  });
});

describe('the boards', () => {
  it('are asked for page after page, each kept once, 1,000 at most', async () => {
    let n = 0;
    client.boards.mockImplementation(async () => {
      n += 1;
      return { items: [board(1), board(n)], bookmark: `${n}` };
    });
    await api.refreshBoards();
    expect(client.boards.mock.calls.map(([, bookmark]) => bookmark)).toEqual([null, '1', '2', '3']);
    expect(options.saveBoards).toHaveBeenCalledExactlyOnceWith([1, 2, 3, 4].map(board));
  });

  it('are not kept where the token was deleted meanwhile', async () => {
    client.boards.mockImplementation(async () => {
      options.token.mockResolvedValue(null);
      return { items: [board(1)], bookmark: null };
    });
    await api.refreshBoards();
    expect(options.saveBoards).not.toHaveBeenCalled();
  });

  it('stay as they were where a page of them fails', async () => {
    client.boards.mockResolvedValueOnce({ items: [board(1)], bookmark: 'more' });
    client.boards.mockRejectedValueOnce(new MagpieError('api-unavailable'));
    await expect(api.refreshBoards()).rejects.toMatchObject({ code: 'api-unavailable' });
    expect(options.saveBoards).not.toHaveBeenCalled();
  });
});

describe('a request', () => {
  it('is not made without a token', async () => {
    options.token.mockResolvedValue(null);
    await expect(api.board('1', signal)).rejects.toMatchObject({ code: 'api-no-token' });
    expect(client.board).not.toHaveBeenCalled();
  });

  it('is not made without the permission', async () => {
    options.mayAsk.mockResolvedValue(false);
    const asked = api.pins(board(1), null, signal);
    await expect(asked).rejects.toMatchObject({ code: 'api-permission' });
    expect(client.pins).not.toHaveBeenCalled();
  });

  it.each([
    ['as long as the API asks for', 5_000, 5_000],
    ['a minute where it does not say', null, 60_000],
  ])('is not made after too many of them for %s', async (_, retryAfter, rest) => {
    client.pins.mockRejectedValueOnce(new QuotaError('api-quota', 'slow down', retryAfter));
    const ask = () => api.pins(board(1), 'here', signal);
    await expect(ask()).rejects.toMatchObject({ code: 'api-quota' });
    now += rest - 1;
    await expect(ask()).rejects.toMatchObject({ code: 'api-quota' });
    expect(client.pins).toHaveBeenCalledOnce();
    now += 1;
    await ask();
    expect(client.pins).toHaveBeenCalledTimes(2);
    expect(client.pins).toHaveBeenLastCalledWith(
      { token: expect.any(AccessToken), signal },
      board(1),
      'here',
    );
  });
});
