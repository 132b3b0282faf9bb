import { type GeneratedI18nStructure, i18n } from '#i18n';
import { asQueryLanguage } from './query/language.ts';
import type { QueryLanguage } from './query/translate.ts';

/**
 * The text of a message in the language of the browser's interface, English where Magpie lacks it.
 * Keys, what they want filled in and which count are typed by `locales/en.json`.
 */
export const t = i18n.t;

/** The keys of messages that want nothing filled in. */
export type PlainMessage = {
  [Key in keyof GeneratedI18nStructure]: GeneratedI18nStructure[Key] extends {
    plural: false;
    substitutions: 0;
  }
    ? GeneratedI18nStructure[Key] extends { namedSubstitutions: readonly string[] }
      ? never
      : Key
    : never;
}[keyof GeneratedI18nStructure];

/** The language of the messages, a BCP 47 tag. It may not be the browser's, so it is a message. */
export function uiLanguage(): string {
  return t('lang');
}

/** The language in which to name nouns and colours beside the messages. */
export function uiWordLanguage(): QueryLanguage {
  return asQueryLanguage(uiLanguage()) ?? 'en';
}
