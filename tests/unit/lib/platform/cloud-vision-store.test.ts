import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { ApiKey } from '../../../../lib/cloud-vision/api-key.ts';
import { CLOUD_FEATURES } from '../../../../lib/cloud-vision/features.ts';
import {
  forgetApiKey,
  getApiKey,
  getCloudChoices,
  getCloudVisionState,
  getPause,
  reserveUnits,
  returnUnits,
  saveApiKey,
  setCandidate,
  setCap,
  setCloudChoices,
  setPause,
  takeCandidate,
  watchCloudVision,
} from '../../../../lib/platform/cloud-vision-store.ts';
import { TEST_KEY } from '../../../fixtures/cloud-vision-api.ts';

function key(): ApiKey {
  const parsed = ApiKey.parse(TEST_KEY);
  if (!parsed) throw new Error('the key of the tests is none');
  return parsed;
}

beforeEach(() => {
  fakeBrowser.reset();
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(2026, 10, 15) });
});
afterEach(() => vi.useRealTimers());

describe('the key', () => {
  it('is on this machine only, until it is forgotten', async () => {
    await saveApiKey(key());
    expect((await getApiKey())?.reveal()).toBe(TEST_KEY);
    expect(await fakeBrowser.storage.local.get()).toEqual({ 'cloud-vision-key': TEST_KEY });
    expect(JSON.stringify(await fakeBrowser.storage.sync.get())).not.toContain(TEST_KEY);
    expect(JSON.stringify(await fakeBrowser.storage.session.get())).not.toContain(TEST_KEY);
    await setCandidate(key());
    await forgetApiKey();
    expect(await fakeBrowser.storage.local.get()).toEqual({});
  });

  it('is taken once to be checked', async () => {
    await setCandidate(key());
    expect(await getApiKey()).toBeNull();
    expect((await takeCandidate())?.reveal()).toBe(TEST_KEY);
    expect(await takeCandidate()).toBeNull();
    expect(await fakeBrowser.storage.local.get()).toEqual({});
  });

  it.each([7, null, {}, 'short'])('is none where %j is stored', async (stored) => {
    await fakeBrowser.storage.local.set({ 'cloud-vision-key': stored });
    expect(await getApiKey()).toBeNull();
  });

  it('is no part of what pages of the extension show', async () => {
    await saveApiKey(key());
    const state = await getCloudVisionState();
    expect(state.hasKey).toBe(true);
    expect(JSON.stringify(state)).not.toContain(TEST_KEY);
  });
});

describe('the choices', () => {
  it('are all features on a click until they are made, and follow the user', async () => {
    expect(await getCloudChoices()).toEqual({ features: [...CLOUD_FEATURES], when: 'click' });
    await setCloudChoices({ features: ['WEB_DETECTION', 'LABEL_DETECTION'] });
    await setCloudChoices({ when: 'every-pin' });
    const chosen = { features: ['LABEL_DETECTION', 'WEB_DETECTION'], when: 'every-pin' };
    expect(await getCloudChoices()).toEqual(chosen);
    expect(Object.keys(await fakeBrowser.storage.sync.get())).toEqual(['cloud-vision']);
  });

  it.each<[string, unknown]>([
    ['a text', 'corrupt'],
    ['no feature', { features: [], when: 'click' }],
    ['a feature that there is not', { features: ['FACE_DETECTION'], when: 'always' }],
  ])('are the defaults where %s is stored', async (_, stored) => {
    await fakeBrowser.storage.sync.set({ 'cloud-vision': stored });
    expect(await getCloudChoices()).toEqual({ features: [...CLOUD_FEATURES], when: 'click' });
  });
});

describe('the units', () => {
  const spent = async () => (await getCloudVisionState()).usage;

  it('are counted up to the cap and no further', async () => {
    await setCap(10);
    await reserveUnits(4);
    await reserveUnits(4);
    await expect(reserveUnits(4)).rejects.toMatchObject({ code: 'cloud-cap' });
    expect(await spent()).toEqual({ month: '2026-11', units: 8 });
    await reserveUnits(2);
    expect((await spent()).units).toBe(10);
  });

  it('are counted each, however many ask at once', async () => {
    await setCap(10);
    const ends = await Promise.allSettled(Array.from({ length: 5 }, () => reserveUnits(4)));
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    expect((await spent()).units).toBe(8);
  });

  it('come back when nothing was billed, but never more than there were', async () => {
    await reserveUnits(4);
    await returnUnits(3);
    expect((await spent()).units).toBe(1);
    await returnUnits(3);
    expect((await spent()).units).toBe(0);
  });

  it('begin anew with the month', async () => {
    await setCap(4);
    await reserveUnits(4);
    vi.setSystemTime(new Date(2026, 11, 1));
    await reserveUnits(4);
    expect(await spent()).toEqual({ month: '2026-12', units: 4 });
  });

  it('have a cap of 1,000 until another is set, and none that makes no sense', async () => {
    await fakeBrowser.storage.local.set({ 'cloud-vision-cap': 'no end' });
    expect((await getCloudVisionState()).cap).toBe(1_000);
    for (const cap of [-1, 0.5, 1e12, Number.NaN]) await expect(setCap(cap)).rejects.toThrow();
    await setCap(0);
    await expect(reserveUnits(1)).rejects.toMatchObject({ code: 'cloud-cap' });
    expect(await fakeBrowser.storage.sync.get()).toEqual({});
  });
});

describe('the pause', () => {
  it('is none until it is set, and none where nonsense is stored', async () => {
    await fakeBrowser.storage.session.set({ 'cloud-vision-pause': { until: 'later' } });
    expect(await getPause()).toEqual({ until: 0, refusals: 0 });
    await setPause({ until: 5, refusals: 1 });
    expect(await getPause()).toEqual({ until: 5, refusals: 1 });
  });
});

describe('watching', () => {
  it('tells of the key, the choices, the cap and the units', async () => {
    const onState = vi.fn();
    const stop = watchCloudVision(onState);
    await saveApiKey(key());
    await vi.waitFor(() => expect(onState.mock.lastCall?.[0]).toMatchObject({ hasKey: true }));
    await setCloudChoices({ when: 'every-pin' });
    await vi.waitFor(() => expect(onState.mock.lastCall?.[0]).toMatchObject({ when: 'every-pin' }));
    await setCap(7);
    await reserveUnits(3);
    await vi.waitFor(() =>
      expect(onState.mock.lastCall?.[0]).toMatchObject({ cap: 7, usage: { units: 3 } }),
    );
    stop();
    onState.mockClear();
    await setCap(8);
    expect(onState).not.toHaveBeenCalled();
  });
});
