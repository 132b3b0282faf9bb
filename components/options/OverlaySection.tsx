import { Fragment } from 'preact';
import { t } from '../../lib/i18n.ts';
import type { Kept } from '../../lib/platform/settings.ts';
import { Section } from './Section.tsx';
import { Switch } from './Switch.tsx';

/** What Magpie draws on the picture, and the keys that show and hide it. */
export function OverlaySection(props: {
  /** Whether the finds show on the picture by themselves; its mark always does. */
  overlay: boolean;
  /** The keys that show and hide them, as the browser writes them; empty where there are none. */
  shortcut: string;
  onOverlayChange(overlay: boolean): Promise<Kept | undefined>;
  /** Opens where the browser changes shortcuts; null where only the user can. */
  onChangeShortcut: (() => void) | null;
}) {
  const { overlay, shortcut, onOverlayChange, onChangeShortcut } = props;
  const keys = shortcut.split('+').filter((key) => key !== '');
  return (
    <Section title={t('options.onPicture')}>
      <Switch checked={overlay} onChange={onOverlayChange}>
        {t('options.overlay')}
      </Switch>
      <div class="field">
        <p>
          {t('options.keys')}{' '}
          {keys.length > 0 ? (
            <span class="keys">
              {keys.map((key, index) => (
                <Fragment key={key}>
                  {index > 0 && '+'}
                  <kbd>{key}</kbd>
                </Fragment>
              ))}
            </span>
          ) : (
            t('options.noKeys')
          )}
        </p>
        {onChangeShortcut && (
          <button
            type="button"
            class="button"
            aria-label={t('options.changeKeys')}
            onClick={onChangeShortcut}
          >
            {t('options.change')}
          </button>
        )}
        {!onChangeShortcut && <p class="hint">{t('options.changeKeysHint')}</p>}
      </div>
    </Section>
  );
}
