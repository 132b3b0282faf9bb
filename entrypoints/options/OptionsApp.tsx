import { AnalysisSection } from '../../components/options/AnalysisSection.tsx';
import { ModelsSection } from '../../components/options/ModelsSection.tsx';
import { Options } from '../../components/options/Options.tsx';
import { OverlaySection } from '../../components/options/OverlaySection.tsx';
import { PrivateDataSection } from '../../components/options/PrivateDataSection.tsx';
import { ReadingSection } from '../../components/options/ReadingSection.tsx';
import { SearchesSection } from '../../components/options/SearchesSection.tsx';
import { SettingsNotice } from '../../components/options/SettingsNotice.tsx';
import { SettingsSection } from '../../components/options/SettingsSection.tsx';
import { ShopsSection } from '../../components/options/ShopsSection.tsx';
import type { BackendChoice } from '../../lib/engine/backend-choice.ts';
import { downloadJson } from '../../lib/platform/download.ts';
import { type ModelStatus, readModelStatuses } from '../../lib/platform/models.ts';
import { clearPrivateData, readPrivateDataUsage } from '../../lib/platform/private-data.ts';
import { getBackendInUse } from '../../lib/platform/session.ts';
import {
  acknowledgeUnreadable,
  getBackendChoice,
  setBackendChoice,
  updateSettings,
} from '../../lib/platform/settings.ts';
import {
  exportSettings,
  importSettings,
  resetSettings,
} from '../../lib/platform/settings-transfer.ts';
import { readShortcut, shortcutSettings } from '../../lib/platform/shortcut.ts';
import { useFollowed } from '../../lib/platform/use-followed.ts';
import { useSettings, useSettingsHealth } from '../../lib/platform/use-settings.ts';
import type { PrivateDataUsage } from '../../lib/private-data.ts';
import { regionOf } from '../../lib/shops/region.ts';
import { fromShopChoices, toShopChoices } from '../../lib/shops/shop-choices.ts';
import { CloudVisionApp } from './CloudVisionApp.tsx';
import { PinterestApiApp } from './PinterestApiApp.tsx';

/** The options page on what is stored. */
export function OptionsApp() {
  const settings = useSettings();
  const { health, check } = useSettingsHealth();
  const [backend, readBackend] = useFollowed<BackendChoice>(getBackendChoice, 'auto');
  const [backendInUse] = useFollowed<string | null>(getBackendInUse, null);
  const [models] = useFollowed<ModelStatus[]>(readModelStatuses, NO_MODELS);
  const [shortcut] = useFollowed(readShortcut, '');
  const [usage, readUsage] = useFollowed<PrivateDataUsage | null>(readPrivateDataUsage, null);
  const changeShortcut = shortcutSettings();

  if (!settings) return null;
  return (
    <Options>
      {health && (
        <SettingsNotice
          health={health}
          onSaveUnreadable={(found) =>
            downloadJson('magpie-unreadable-settings.json', JSON.stringify(found, null, 2))
          }
          onDismissUnreadable={async () => {
            await acknowledgeUnreadable();
            check();
          }}
        />
      )}
      <ShopsSection
        shops={toShopChoices(
          settings,
          regionOf({ locale: navigator.language, pinterestHost: null }),
        )}
        cheapestFirst={settings.cheapestFirst}
        onShopsChange={(shops) => updateSettings(fromShopChoices(shops))}
        onCheapestFirstChange={(cheapestFirst) => updateSettings({ cheapestFirst })}
      />
      <SearchesSection
        styleWords={settings.styleWords}
        translate={settings.translate}
        onStyleWordsChange={(styleWords) => updateSettings({ styleWords })}
        onTranslateChange={(translate) => updateSettings({ translate })}
      />
      <OverlaySection
        overlay={settings.overlay}
        shortcut={shortcut}
        onOverlayChange={(overlay) => updateSettings({ overlay })}
        onChangeShortcut={changeShortcut && (() => void changeShortcut())}
      />
      <ReadingSection
        readPinDetails={settings.readPinDetails}
        onReadPinDetailsChange={(readPinDetails) => updateSettings({ readPinDetails })}
      />
      <AnalysisSection
        automatic={settings.analyzeAutomatically}
        backend={backend}
        backendInUse={backendInUse}
        onAutomaticChange={(analyzeAutomatically) => updateSettings({ analyzeAutomatically })}
        onBackendChange={async (choice) => {
          await setBackendChoice(choice);
          readBackend();
          return undefined;
        }}
      />
      <CloudVisionApp />
      <PinterestApiApp />
      <ModelsSection models={models} />
      <PrivateDataSection
        usage={usage}
        onClear={async (kind) => {
          await clearPrivateData(kind);
          readUsage();
        }}
      />
      <SettingsSection
        onlyHere={health?.onlyHere ?? []}
        onExport={async () => downloadJson('magpie-settings.json', await exportSettings())}
        onImport={importSettings}
        onReset={async () => {
          const undo = await resetSettings();
          readBackend();
          return async () => {
            const kept = await undo();
            readBackend();
            return kept;
          };
        }}
      />
    </Options>
  );
}

const NO_MODELS: ModelStatus[] = [];
