import { SETTING_NAMES, type SettingName } from '../../lib/settings/settings.ts';

const WORDS: Record<SettingName, string> = {
  shops: 'which shops you chose',
  marketplaces: 'marketplaces',
  customShops: 'shops of your own',
  words: 'words kept for shops',
  styleWords: 'style words',
  translate: 'the language of searches',
  cheapestFirst: 'cheapest first',
  overlay: 'finds on the picture',
  analyzeAutomatically: 'when pins are looked at',
  readPinDetails: 'asking Pinterest for words',
};

/** Settings as a person calls them, in a list: "shops of your own, style words". */
export function settingWords(names: readonly SettingName[]): string {
  return names.map((name) => WORDS[name]).join(', ');
}

/** The names among outside data that are of settings, in their order. */
export function settingsAmong(names: readonly string[]): SettingName[] {
  return SETTING_NAMES.filter((name) => names.includes(name));
}
