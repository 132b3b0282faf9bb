import { useState } from 'preact/hooks';
import { t } from '../../lib/i18n.ts';
import type { SettingsHealth } from '../../lib/platform/settings.ts';
import type { SettingsAside } from '../../lib/platform/settings-aside.ts';
import { settingsAmong, settingWords } from './setting-words.ts';

/** Says what is wrong with the settings, if anything is, until the user has read it. */
export function SettingsNotice(props: {
  health: Pick<SettingsHealth, 'unreadable' | 'isNewer'>;
  /** The user wants what could not be read as a file. */
  onSaveUnreadable(found: SettingsAside['found']): void;
  /** The user has read that something could not be read. */
  onDismissUnreadable(): void;
}) {
  const { health, onSaveUnreadable, onDismissUnreadable } = props;
  const { unreadable, isNewer } = health;
  const [isNewerRead, setNewerRead] = useState(false);
  const names = settingsAmong(
    (unreadable?.found ?? []).flatMap(({ values }) => Object.keys(values)),
  );
  return (
    <div class="options__notices" aria-live="polite">
      {unreadable && (
        <section class="options__notice" aria-labelledby="settings-unreadable">
          <h2 id="settings-unreadable">{t('settings.unreadable')}</h2>
          <p>
            {names.length > 0
              ? t('settings.theseAtDefaults', { names: settingWords(names) })
              : t('settings.atDefaults')}
          </p>
          <div class="options__buttons">
            <button type="button" class="button" onClick={() => onSaveUnreadable(unreadable.found)}>
              {t('settings.saveUnreadable')}
            </button>
            <button type="button" class="button" onClick={onDismissUnreadable}>
              {t('settings.dismiss')}
            </button>
          </div>
        </section>
      )}
      {isNewer && !isNewerRead && (
        <section class="options__notice" aria-labelledby="settings-newer">
          <h2 id="settings-newer">{t('settings.newer')}</h2>
          <p>{t('settings.newerHint')}</p>
          <div class="options__buttons">
            <button type="button" class="button" onClick={() => setNewerRead(true)}>
              {t('settings.dismiss')}
            </button>
          </div>
        </section>
      )}
    </div>
  );
}
