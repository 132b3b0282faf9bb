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

/** Why a file is refused; of a damaged one, the settings that make no sense. */
export type SettingsFileFault =
  | { kind: 'too-large' | 'foreign' | 'newer' }
  | { kind: 'damaged'; names: readonly string[] };

/** Settings out of a file, or why there are none. */
export type SettingsFromFile =
  | { ok: true; settings: Settings }
  | { ok: false; fault: SettingsFileFault };

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
  if (text.length > LONGEST_FILE) return refused({ kind: 'too-large' });
  const file = v.safeParse(FileSchema, parseJson(text));
  if (!file.success) return refused({ kind: 'foreign' });
  const { version, settings: stored } = file.output;
  if (version > SETTINGS_VERSION) {
    return refused({ kind: 'newer' });
  }
  const { settings, unreadable } = migrateSettings({ ...stored, version });
  const faulty = Object.keys(unreadable);
  if (faulty.length > 0) {
    return refused({ kind: 'damaged', names: faulty });
  }
  return { ok: true, settings };
}

function refused(fault: SettingsFileFault): SettingsFromFile {
  return { ok: false, fault };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
