import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { migrateSettings, SETTINGS_VERSION } from '../../../../lib/settings/migrate-settings.ts';
import { defaultSettings, SETTING_NAMES } from '../../../../lib/settings/settings.ts';

const DEFAULTS = defaultSettings();

const OWN_SHOP = {
  id: 'custom-1',
  name: 'My shop',
  url: 'https://shop.example/?q={query}',
  language: 'de',
};

/** As the first Magpie stored them: without a number. */
const VERSION_1 = {
  shops: ['ebay', 'etsy'],
  marketplaces: { ebay: 'ebay.de' },
  customShops: [OWN_SHOP],
  words: { etsy: { style: false } },
  translate: false,
  cheapestFirst: true,
  overlay: false,
  readPinDetails: false,
};

describe('settings that were never stored', () => {
  it.each([undefined, null])('(%s) are the defaults', (stored) => {
    expect(migrateSettings(stored)).toEqual({
      settings: DEFAULTS,
      origin: 'absent',
      unreadable: {},
    });
  });
});

describe('settings of version 1', () => {
  it('keep every choice, and what is new works as Magpie did', () => {
    expect(migrateSettings(VERSION_1)).toEqual({
      settings: { ...VERSION_1, analyzeAutomatically: true, styleWords: true },
      origin: 'older',
      unreadable: {},
    });
  });

  it('do not take over what had no meaning then', () => {
    const { settings } = migrateSettings({ ...VERSION_1, analyzeAutomatically: false });
    expect(settings.analyzeAutomatically).toBe(true);
  });

  it('are not changed in place', () => {
    const stored = Object.freeze({ ...VERSION_1 });
    expect(() => migrateSettings(stored)).not.toThrow();
  });
});

describe('settings of the present version', () => {
  const stored = { ...VERSION_1, analyzeAutomatically: false, styleWords: false };

  it('are what was stored', () => {
    expect(migrateSettings({ ...stored, version: SETTINGS_VERSION })).toEqual({
      settings: stored,
      origin: 'current',
      unreadable: {},
    });
  });

  it('have defaults where one is absent', () => {
    expect(migrateSettings({ version: SETTINGS_VERSION, overlay: false })).toEqual({
      settings: { ...DEFAULTS, overlay: false },
      origin: 'current',
      unreadable: {},
    });
  });
});

describe('settings of a newer Magpie', () => {
  it('are used as far as they are understood, and nothing of them is called unreadable', () => {
    const stored = { version: SETTINGS_VERSION + 1, overlay: false, shops: { first: 'etsy' } };
    expect(migrateSettings(stored)).toEqual({
      settings: { ...DEFAULTS, overlay: false },
      origin: 'newer',
      unreadable: {},
    });
  });
});

describe('corrupt settings', () => {
  it.each<[string, unknown]>([
    ['a text', 'corrupt'],
    ['a number', 7],
    ['a list', [1, 2]],
  ])('(%s) are the defaults, and what was there is told', (_, stored) => {
    expect(migrateSettings(stored)).toEqual({
      settings: DEFAULTS,
      origin: 'current',
      unreadable: { settings: stored },
    });
  });

  it.each<[string, unknown]>([
    ['shops', 'etsy'],
    ['shops', ['etsy', 5]],
    ['shops', Array(101).fill('etsy')],
    ['marketplaces', { amazon: 3 }],
    ['words', { etsy: { style: 'no' } }],
    ['overlay', 'yes'],
    ['readPinDetails', null],
  ])('have the default for %s %j, and keep all else', (name, value) => {
    expect(migrateSettings({ ...VERSION_1, [name]: value })).toMatchObject({
      settings: {
        ...VERSION_1,
        [name]: DEFAULTS[SETTING_NAMES.find((one) => one === name) ?? 'shops'],
      },
      unreadable: { [name]: value },
    });
  });

  it('keep the shops of the user’s own that make sense, and tell of them all', () => {
    const customShops = [
      { ...OWN_SHOP, id: 'custom-2', url: 'javascript:alert({query})' },
      OWN_SHOP,
    ];
    expect(migrateSettings({ ...VERSION_1, customShops })).toMatchObject({
      settings: { customShops: [OWN_SHOP] },
      unreadable: { customShops },
    });
  });

  it.each(['two', 0, 1.5, -1])('have the number %j', (version) => {
    const { settings, unreadable } = migrateSettings({ ...VERSION_1, version });
    expect(settings.shops).toEqual(VERSION_1.shops);
    expect(unreadable).toEqual({ version });
  });

  it('are never so odd that nothing comes of them', () => {
    const odd = fc.record(
      Object.fromEntries([...SETTING_NAMES, 'version'].map((name) => [name, fc.anything()])),
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(fc.anything(), odd), (stored) => {
        const { settings } = migrateSettings(stored);
        expect(migrateSettings({ ...settings, version: SETTINGS_VERSION })).toEqual({
          settings,
          origin: 'current',
          unreadable: {},
        });
      }),
    );
  });
});
