import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { AccessToken } from '../../../../lib/pinterest-api/access-token.ts';
import {
  dropTokenCandidate,
  forgetAccessToken,
  getAccessToken,
  getApiBoards,
  getApiPause,
  getPinterestApiState,
  getTokenCandidate,
  saveAccessToken,
  setApiBoards,
  setApiPause,
  setTokenCandidate,
  watchPinterestApi,
} from '../../../../lib/platform/pinterest-api-store.ts';
import { TEST_TOKEN } from '../../../fixtures/pinterest-api.ts';

const BOARDS = [{ id: '7', name: 'Secret plans', pinCount: 3 }];

function token(): AccessToken {
  const parsed = AccessToken.parse(TEST_TOKEN);
  if (!parsed) throw new Error('the token of the tests is none');
  return parsed;
}

beforeEach(() => fakeBrowser.reset());

describe('the token', () => {
  it('is on this machine only', async () => {
    await saveAccessToken(token());
    expect((await getAccessToken())?.reveal()).toBe(TEST_TOKEN);
    expect(await fakeBrowser.storage.local.get()).toEqual({ 'pinterest-api-token': TEST_TOKEN });
    expect(JSON.stringify(await fakeBrowser.storage.sync.get())).not.toContain(TEST_TOKEN);
    expect(JSON.stringify(await fakeBrowser.storage.session.get())).not.toContain(TEST_TOKEN);
  });

  it('waits to be checked until that is done', async () => {
    await setTokenCandidate(token());
    expect(await getAccessToken()).toBeNull();
    expect((await getTokenCandidate())?.reveal()).toBe(TEST_TOKEN);
    await dropTokenCandidate();
    expect(await getTokenCandidate()).toBeNull();
  });

  it('is forgotten with all that it was good for', async () => {
    await saveAccessToken(token());
    await setTokenCandidate(token());
    await setApiBoards(BOARDS);
    await setApiPause(5);
    await forgetAccessToken();
    expect(await fakeBrowser.storage.local.get()).toEqual({});
    expect(await fakeBrowser.storage.session.get()).toEqual({});
    expect(await getApiPause()).toBe(0);
  });

  it('is none where what is stored is none', async () => {
    await fakeBrowser.storage.local.set({ 'pinterest-api-token': 7 });
    expect(await getAccessToken()).toBeNull();
  });
});

describe('the boards', () => {
  it('are never written to the disk', async () => {
    await setApiBoards(BOARDS);
    expect(await getApiBoards()).toEqual(BOARDS);
    expect(JSON.stringify(await fakeBrowser.storage.local.get())).not.toContain('Secret');
    expect(JSON.stringify(await fakeBrowser.storage.sync.get())).not.toContain('Secret');
  });

  it('are unknown where what is stored makes no sense', async () => {
    await fakeBrowser.storage.session.set({ 'pinterest-api-boards': [{ id: '../7' }] });
    expect(await getApiBoards()).toBeNull();
  });
});

describe('what the options show', () => {
  it('is told as it changes, without the token', async () => {
    const told = vi.fn();
    const stop = watchPinterestApi(told);
    await saveAccessToken(token());
    await setApiBoards(BOARDS);
    await vi.waitFor(() =>
      expect(told).toHaveBeenLastCalledWith({ hasToken: true, boards: BOARDS }),
    );
    expect(JSON.stringify(told.mock.calls)).not.toContain(TEST_TOKEN);
    stop();
    told.mockClear();
    await forgetAccessToken();
    expect(await getPinterestApiState()).toEqual({ hasToken: false, boards: null });
    expect(told).not.toHaveBeenCalled();
  });
});
