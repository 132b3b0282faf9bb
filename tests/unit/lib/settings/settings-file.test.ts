import { describe, expect, it } from 'vitest';
import { SETTINGS_VERSION } from '../../../../lib/settings/migrate-settings.ts';
import { defaultSettings, type Settings } from '../../../../lib/settings/settings.ts';
import { readSettingsFile, writeSettingsFile } from '../../../../lib/settings/settings-file.ts';

const SETTINGS: Settings = {
  ...defaultSettings(),
  shops: ['ebay', 'custom-1'],
  customShops: [
    { id: 'custom-1', name: 'Möbel', url: 'https://moebel.example/?q={query}', language: 'de' },
  ],
  words: { ebay: { style: true } },
  analyzeAutomatically: false,
};

const file = (changes: object) =>
  JSON.stringify({ ...JSON.parse(writeSettingsFile(SETTINGS)), ...changes });

describe('a file of settings', () => {
  it('gives back what was written', () => {
    expect(readSettingsFile(writeSettingsFile(SETTINGS))).toEqual({ ok: true, settings: SETTINGS });
  });

  it('says what it is and of which version', () => {
    expect(JSON.parse(writeSettingsFile(SETTINGS))).toEqual({
      format: 'magpie-settings',
      version: SETTINGS_VERSION,
      settings: SETTINGS,
    });
  });

  it('of an earlier version is migrated', () => {
    const { analyzeAutomatically: _, styleWords: __, ...former } = SETTINGS;
    expect(readSettingsFile(file({ version: 1, settings: former }))).toEqual({
      ok: true,
      settings: { ...SETTINGS, analyzeAutomatically: true, styleWords: true },
    });
  });

  it('gives nothing that is no setting', () => {
    const settings = { ...SETTINGS, cloudVisionKey: 'secret', version: 99 };
    expect(readSettingsFile(file({ settings, more: 1 }))).toEqual({ ok: true, settings: SETTINGS });
  });

  it.each<[string, string, string]>([
    ['that is empty', '', 'not a file of Magpie’s settings'],
    ['cut off', writeSettingsFile(SETTINGS).slice(0, 80), 'not a file of Magpie’s settings'],
    ['of something else', '{"name":"magpie","version":2}', 'not a file of Magpie’s settings'],
    ['whose settings are a list', file({ settings: [] }), 'not a file of Magpie’s settings'],
    ['from a newer Magpie', file({ version: SETTINGS_VERSION + 1 }), 'from a newer Magpie'],
    ['with a setting that makes no sense', file({ settings: { overlay: 1 } }), '“overlay”'],
    [
      'with a shop that is not safe',
      file({ settings: { customShops: [{ ...SETTINGS.customShops[0], url: 'http://a.b/' }] } }),
      '“customShops”',
    ],
    ['as long as a book', ' '.repeat(200_001), 'too large'],
  ])('%s is refused with the reason', (_, text, reason) => {
    const read = readSettingsFile(text);
    expect(read).toEqual({ ok: false, reason: expect.stringContaining(reason) });
    expect(read).toMatchObject({ reason: expect.stringContaining('Nothing was changed.') });
  });
});
