import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import {
  getBackendChoice,
  getSettings,
  setBackendChoice,
  updateSettings,
} from '../../../../lib/platform/settings.ts';
import {
  exportSettings,
  importSettings,
  resetSettings,
} from '../../../../lib/platform/settings-transfer.ts';
import { defaultSettings } from '../../../../lib/settings/settings.ts';

const CHANGES = { overlay: false, shops: ['ebay'], words: { ebay: { style: true } } };

beforeEach(async () => {
  fakeBrowser.reset();
  await updateSettings(CHANGES);
});

describe('settings in a file', () => {
  it('restore what was, and that can be undone', async () => {
    const exported = await exportSettings();
    const former = await getSettings();
    await updateSettings({ overlay: true, words: {}, translate: false });
    const changed = await getSettings();
    const imported = await importSettings(new Blob([exported]));
    expect(await getSettings()).toEqual(former);
    if (!imported.ok) throw new Error(imported.fault.kind);
    await imported.undo();
    expect(await getSettings()).toEqual(changed);
  });

  it('hold nothing else that is stored', async () => {
    await fakeBrowser.storage.local.set({ 'cloud-vision': { key: 'secret' }, backend: 'wasm' });
    await fakeBrowser.storage.sync.set({ other: 'secret' });
    const exported = await exportSettings();
    expect(exported).not.toMatch(/secret|wasm/);
    expect(Object.keys(JSON.parse(exported).settings).sort()).toEqual(
      Object.keys(defaultSettings()).sort(),
    );
  });

  it.each<[string, string]>([
    ['foreign', '{"hello": 1}'],
    ['too large', ' '.repeat(300_000)],
  ])('change nothing where the file is %s', async (_, text) => {
    const former = await getSettings();
    expect(await importSettings(new Blob([text]))).toMatchObject({ ok: false });
    expect(await getSettings()).toEqual(former);
  });
});

describe('settings that are reset', () => {
  it('are the defaults, those of this machine too, and come back', async () => {
    await setBackendChoice('wasm');
    const former = await getSettings();
    const undo = await resetSettings();
    expect(await getSettings()).toEqual(defaultSettings());
    expect(await getBackendChoice()).toBe('auto');
    await undo();
    expect(await getSettings()).toEqual(former);
    expect(await getBackendChoice()).toBe('wasm');
  });
});
