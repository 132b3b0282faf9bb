import { useEffect, useMemo, useState } from 'preact/hooks';
import { type ReadyShop, readyShops } from '../shops/shops.ts';
import { getSettings, type Settings, watchSettings } from './settings.ts';

/** The settings, followed as they change; null until they have been read. */
export function useSettings(): Settings | null {
  const [settings, setSettings] = useState<Settings | null>(null);
  useEffect(() => {
    void getSettings().then(setSettings);
    return watchSettings(setSettings);
  }, []);
  return settings;
}

/** The user's shops, ready to be searched. */
export function useShops(settings: Settings | null): ReadyShop[] {
  return useMemo(
    () =>
      settings
        ? readyShops(
            { order: settings.shops, marketplaces: settings.marketplaces },
            navigator.language,
          )
        : [],
    [settings],
  );
}
