import { type PlainMessage, t } from '../../lib/i18n.ts';
import { SETTING_NAMES, type SettingName } from '../../lib/settings/settings.ts';

const WORDS = {
  shops: 'settings.nameShops',
  marketplaces: 'settings.nameMarketplaces',
  customShops: 'settings.nameCustomShops',
  words: 'settings.nameWords',
  styleWords: 'settings.nameStyleWords',
  translate: 'settings.nameTranslate',
  cheapestFirst: 'settings.nameCheapestFirst',
  overlay: 'settings.nameOverlay',
  analyzeAutomatically: 'settings.nameAutomatic',
  readPinDetails: 'settings.nameReadDetails',
} as const satisfies Record<SettingName, PlainMessage>;

/** Settings as a person calls them, in a list: "shops of your own, style words". */
export function settingWords(names: readonly SettingName[]): string {
  return names.map((name) => t(WORDS[name])).join(', ');
}

/** The names among outside data that are of settings, in their order. */
export function settingsAmong(names: readonly string[]): SettingName[] {
  return SETTING_NAMES.filter((name) => names.includes(name));
}
