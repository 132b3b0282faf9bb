import { defaultSettings } from '../settings/settings.ts';
import {
  LONGEST_FILE,
  readSettingsFile,
  type SettingsFileFault,
  writeSettingsFile,
} from '../settings/settings-file.ts';
import {
  getBackendChoice,
  getSettings,
  type Kept,
  setBackendChoice,
  updateSettings,
} from './settings.ts';

/** Puts back what was before. */
type Undo = () => Promise<Kept>;

/** The text of a file with all settings. */
export async function exportSettings(): Promise<string> {
  return writeSettingsFile(await getSettings());
}

/**
 * Takes over all settings of a file, or none and says why. Rejects where the file
 * cannot be read or the browser stores nothing.
 */
export async function importSettings(
  file: Blob,
): Promise<{ ok: true; undo: Undo } | { ok: false; fault: SettingsFileFault }> {
  // More than is needed to tell that it is too large is not read.
  const read = readSettingsFile(await file.slice(0, LONGEST_FILE + 1).text());
  if (!read.ok) return read;
  const former = await getSettings();
  await updateSettings(read.settings);
  return { ok: true, undo: () => updateSettings(former) };
}

/** Puts every setting back to its default, those of this machine as well. */
export async function resetSettings(): Promise<Undo> {
  const [former, backend] = await Promise.all([getSettings(), getBackendChoice()]);
  await updateSettings(defaultSettings());
  await setBackendChoice('auto');
  return async () => {
    await setBackendChoice(backend);
    return updateSettings(former);
  };
}
