import * as v from 'valibot';
import { isStoredSettings, migrateSettings, SETTINGS_VERSION } from './migrate-settings.ts';
import type { Settings } from './settings.ts';

/** Says of a file whose it is. */
const FORMAT = 'magpie-settings';

/** No settings are larger, in characters. */
export const LONGEST_FILE = 200_000;

const FileSchema = v.object({
  format: v.literal(FORMAT),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  settings: v.custom<Readonly<Record<string, unknown>>>(isStoredSettings),
});

/** Settings out of a file, or in a sentence for the user why there are none. */
export type SettingsFromFile = { ok: true; settings: Settings } | { ok: false; reason: string };

/** Settings as the text of a JSON file: the settings, their version, and nothing else. */
export function writeSettingsFile(settings: Settings): string {
  const file = { format: FORMAT, version: SETTINGS_VERSION, settings };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/**
 * Reads a file that `writeSettingsFile` of this or an earlier Magpie wrote. It is taken whole or not
 * at all: one value that makes no sense refuses it.
 */
export function readSettingsFile(text: string): SettingsFromFile {
  if (text.length > LONGEST_FILE) return refused('This file is too large to hold settings.');
  const file = v.safeParse(FileSchema, parseJson(text));
  if (!file.success) return refused('This is not a file of Magpie’s settings.');
  const { version, settings: stored } = file.output;
  if (version > SETTINGS_VERSION) {
    return refused('This file is from a newer Magpie. Update this one first.');
  }
  const { settings, unreadable } = migrateSettings({ ...stored, version });
  const faulty = Object.keys(unreadable);
  if (faulty.length > 0) {
    return refused(`This file is damaged: “${faulty.join('”, “')}” makes no sense.`);
  }
  return { ok: true, settings };
}

function refused(reason: string): SettingsFromFile {
  return { ok: false, reason: `${reason} Nothing was changed.` };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
