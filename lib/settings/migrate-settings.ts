import { defaultSettings, parseSettings, type Settings } from './settings.ts';

/** Settings as stored: by name, with `version`. */
type StoredSettings = Readonly<Record<string, unknown>>;

/** The version of settings that this Magpie writes. */
export const SETTINGS_VERSION = 2;

/** By version, how settings of the one before become settings of it. Steps are never changed. */
const STEPS: Readonly<Record<number, (former: StoredSettings) => StoredSettings>> = {
  // Who had Magpie before these were settings keeps it as it was, whatever becomes their default.
  2: (former) => ({ ...former, analyzeAutomatically: true, styleWords: true }),
};

/** What became of stored settings. */
export interface MigratedSettings {
  settings: Settings;
  /**
   * `absent`: nothing was stored. `newer`: a later Magpie stored them; they hold more than is known
   * here, and must not be written over.
   */
  origin: 'absent' | 'older' | 'current' | 'newer';
  /**
   * What made no sense, by the name of its setting; the whole under `settings` where it is none. Of
   * newer settings nothing: they need not make sense here.
   */
  unreadable: Readonly<Record<string, unknown>>;
}

/**
 * Makes settings of what is stored, whatever that is: takes it through the numbered steps from its
 * version (1 where it has no number) to the present one, and replaces by defaults what makes no
 * sense. Never throws.
 */
export function migrateSettings(stored: unknown): MigratedSettings {
  if (stored === undefined || stored === null) {
    return { settings: defaultSettings(), origin: 'absent', unreadable: {} };
  }
  if (!isStoredSettings(stored)) {
    const unreadable = { settings: stored };
    return { settings: defaultSettings(), origin: 'current', unreadable };
  }
  const { version = 1 } = stored;
  if (!isVersion(version)) {
    const { settings, unreadable } = parseSettings(stored);
    return { settings, origin: 'current', unreadable: { ...unreadable, version } };
  }
  if (version > SETTINGS_VERSION) {
    return { settings: parseSettings(stored).settings, origin: 'newer', unreadable: {} };
  }
  let migrated = stored;
  for (let next = version + 1; next <= SETTINGS_VERSION; next++) {
    migrated = STEPS[next]?.(migrated) ?? migrated;
  }
  const origin = version < SETTINGS_VERSION ? 'older' : 'current';
  return { ...parseSettings(migrated), origin };
}

/** Whether outside data is an object with names, as settings are. */
export function isStoredSettings(data: unknown): data is StoredSettings {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

function isVersion(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1;
}
