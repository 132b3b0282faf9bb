import { describe, expect, it } from 'vitest';
import { SETTINGS_VERSION } from '../../../../lib/settings/migrate-settings.ts';
import { defaultSettings, type Settings } from '../../../../lib/settings/settings.ts';
import {
  readSettingsFile,
  type SettingsFileFault,
  writeSettingsFile,
} from '../../../../lib/settings/settings-file.ts';

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

  it.each<[string, string, SettingsFileFault]>([
    ['that is empty', '', { kind: 'foreign' }],
    ['cut off', writeSettingsFile(SETTINGS).slice(0, 80), { kind: 'foreign' }],
    ['of something else', '{"name":"magpie","version":2}', { kind: 'foreign' }],
    ['whose settings are a list', file({ settings: [] }), { kind: 'foreign' }],
    ['from a newer Magpie', file({ version: SETTINGS_VERSION + 1 }), { kind: 'newer' }],
    [
      'with a setting that makes no sense',
      file({ settings: { overlay: 1 } }),
      { kind: 'damaged', names: ['overlay'] },
    ],
    [
      'with a shop that is not safe',
      file({ settings: { customShops: [{ ...SETTINGS.customShops[0], url: 'http://a.b/' }] } }),
      { kind: 'damaged', names: ['customShops'] },
    ],
    ['as long as a book', ' '.repeat(200_001), { kind: 'too-large' }],
  ])('%s is refused with the reason', (_, text, fault) => {
    expect(readSettingsFile(text)).toEqual({ ok: false, fault });
  });
});
