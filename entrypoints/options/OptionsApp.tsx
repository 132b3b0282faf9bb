import { useEffect, useState } from 'preact/hooks';
import { Options } from '../../components/options/Options.tsx';
import type { BackendChoice } from '../../lib/engine/backend-choice.ts';
import { type ModelStatus, readModelStatuses } from '../../lib/platform/models.ts';
import { getBackendInUse } from '../../lib/platform/session.ts';
import { getBackendChoice, setBackendChoice, updateSettings } from '../../lib/platform/settings.ts';
import { useSettings } from '../../lib/platform/use-settings.ts';
import { regionOf } from '../../lib/shops/region.ts';
import { fromShopChoices, toShopChoices } from '../../lib/shops/shop-choices.ts';
import { CloudVisionApp } from './CloudVisionApp.tsx';

/** The options page on the stored settings. */
export function OptionsApp() {
  const settings = useSettings();
  const [backend, setBackend] = useState<BackendChoice>('auto');
  const [backendInUse, setBackendInUse] = useState<string | null>(null);
  const [models, setModels] = useState<ModelStatus[]>([]);
  useEffect(() => {
    void getBackendChoice().then(setBackend);
    void getBackendInUse().then(setBackendInUse);
    void readModelStatuses().then(setModels);
  }, []);

  if (!settings) return null;
  return (
    <Options
      shops={toShopChoices(settings, regionOf({ locale: navigator.language, pinterestHost: null }))}
      translate={settings.translate}
      cheapestFirst={settings.cheapestFirst}
      overlay={settings.overlay}
      backend={backend}
      backendInUse={backendInUse}
      models={models}
      onShopsChange={(shops) => updateSettings(fromShopChoices(shops))}
      readPinDetails={settings.readPinDetails}
      onReadPinDetailsChange={(readPinDetails) => updateSettings({ readPinDetails })}
      onTranslateChange={(translate) => updateSettings({ translate })}
      onCheapestFirstChange={(cheapestFirst) => updateSettings({ cheapestFirst })}
      onOverlayChange={(overlay) => updateSettings({ overlay })}
      onBackendChange={async (choice) => {
        setBackend(choice);
        await setBackendChoice(choice);
      }}
    >
      <CloudVisionApp />
    </Options>
  );
}
