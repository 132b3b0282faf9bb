import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { NO_CORRECTIONS } from '../../../../lib/corrections.ts';
import {
  forgetTab,
  getBackendInUse,
  getTabCorrections,
  setBackendInUse,
  setTabCorrections,
  setTabState,
  watchTabState,
} from '../../../../lib/platform/session.ts';
import type { TabState } from '../../../../lib/tab-state.ts';
import { analysisOf } from '../../support/analyses.ts';

const STATE: TabState = {
  page: 'picked-image',
  imageUrl: 'https://i.pinimg.com/736x/a.jpg',
  run: { status: 'done', analysis: analysisOf() },
};

beforeEach(() => {
  fakeBrowser.reset();
});

describe('the state of a tab', () => {
  it('is kept by tab, in memory only, until it is forgotten', async () => {
    await setTabState(1, STATE);
    await setTabState(2, { page: 'no-pin' });
    await forgetTab(1);
    expect(await fakeBrowser.storage.session.get()).toEqual({ 'tab-2': { page: 'no-pin' } });
    expect(await fakeBrowser.storage.local.get()).toEqual({});
    expect(await fakeBrowser.storage.sync.get()).toEqual({});
  });

  it('is unknown where what is stored makes no sense', async () => {
    const onState = vi.fn();
    const stop = watchTabState(1, onState);
    await fakeBrowser.storage.session.set({ 'tab-1': { page: 'of old' } });
    expect(onState.mock.calls).toEqual([[null]]);
    stop();
  });

  it('is told when it changes, of the one tab, until nobody listens', async () => {
    const onState = vi.fn();
    const stop = watchTabState(1, onState);
    await setTabState(2, STATE);
    await setTabState(1, STATE);
    await forgetTab(1);
    expect(onState.mock.calls).toEqual([[STATE], [null]]);
    stop();
    await setTabState(1, STATE);
    expect(onState).toHaveBeenCalledTimes(2);
  });
});

describe('the backend in use', () => {
  it('is known after the first analysis', async () => {
    expect(await getBackendInUse()).toBeNull();
    await setBackendInUse('webgl');
    expect(await getBackendInUse()).toBe('webgl');
  });

  it('is unknown where what is stored makes no sense', async () => {
    await fakeBrowser.storage.session.set({ 'backend-in-use': 5 });
    expect(await getBackendInUse()).toBeNull();
  });
});

describe('the corrections of a tab', () => {
  it('are kept in memory only, and forgotten with their tab', async () => {
    const corrections = { key: 'a', corrections: NO_CORRECTIONS };
    expect(await getTabCorrections(1)).toBeNull();
    await setTabCorrections(1, corrections);
    expect(await getTabCorrections(1)).toEqual(corrections);
    expect(await fakeBrowser.storage.local.get()).toEqual({});
    await forgetTab(1);
    expect(await getTabCorrections(1)).toBeNull();
    await fakeBrowser.storage.session.set({ 'corrections-1': { key: 1 } });
    expect(await getTabCorrections(1)).toBeNull();
  });
});
