import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateChromeMessages, type ParsedMessage, parseMessagesText } from '@wxt-dev/i18n/build';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { messageGetter } from '../../fixtures/messages.ts';

const FOLDER = join(import.meta.dirname, '../../../locales');

/** The names of all catalogues: "de", "pt_BR". */
export const LOCALES = readdirSync(FOLDER).map((file) => file.replace(/\.json$/, ''));

/** The messages of a catalogue, without those that every browser has. */
export function messagesOf(locale: string): ParsedMessage[] {
  const text = readFileSync(join(FOLDER, `${locale}.json`), 'utf8');
  return parseMessagesText(text, 'JSON5').filter(({ key }) => !key[0]?.startsWith('@@'));
}

/** From here on, the browser speaks this language. English is the one of all tests at first. */
export function speak(locale: string): void {
  fakeBrowser.i18n.getMessage = messageGetter(generateChromeMessages(messagesOf(locale)));
}
