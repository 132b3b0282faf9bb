import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import type { RoleSwitches } from '../query/roles.ts';
import { type ReadyShop, readyShops } from '../shops/shops.ts';
import {
  checkSettings,
  followSettings,
  getSettings,
  type Settings,
  type SettingsHealth,
  updateSettings,
  watchSettings,
} from './settings.ts';

/** The settings, followed as they change; null until they have been read. */
export function useSettings(): Settings | null {
  const [settings, setSettings] = useState<Settings | null>(null);
  useEffect(() => followSettings(setSettings), []);
  return settings;
}

/** How the settings are, followed as they change; null until it is known. `check` looks anew. */
export function useSettingsHealth(): { health: SettingsHealth | null; check: () => void } {
  const [health, setHealth] = useState<SettingsHealth | null>(null);
  const check = useCallback(() => {
    checkSettings().then(setHealth, (error: unknown) =>
      console.warn('Magpie: the settings could not be checked.', error),
    );
  }, []);
  useEffect(() => {
    check();
    return watchSettings(check);
  }, [check]);
  return { health, check };
}

/** The user's shops, ready to be searched from the page at `pinterestHost`. */
export function useShops(settings: Settings | null, pinterestHost: string | null): ReadyShop[] {
  return useMemo(
    () => (settings ? readyShops(settings, { locale: navigator.language, pinterestHost }) : []),
    [settings, pinterestHost],
  );
}

/** Keeps which words the user wants in the searches of a shop, besides those kept before. */
export async function keepWords(shop: string, switches: Partial<RoleSwitches>): Promise<void> {
  const { words } = await getSettings();
  await updateSettings({ words: { ...words, [shop]: { ...words[shop], ...switches } } });
}
