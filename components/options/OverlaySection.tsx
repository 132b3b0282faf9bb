import { Fragment } from 'preact';
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
    <Section title="On the picture">
      <Switch checked={overlay} onChange={onOverlayChange}>
        Show the finds on the picture as soon as a pin opens
      </Switch>
      <div class="field">
        <p>
          Keys that show and hide them:{' '}
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
            'none yet'
          )}
        </p>
        {onChangeShortcut && (
          <button
            type="button"
            class="button"
            aria-label="Change the keys that show and hide the finds"
            onClick={onChangeShortcut}
          >
            Change
          </button>
        )}
        {!onChangeShortcut && (
          <p class="hint">
            Change them in the browser: Add-ons and themes, the cog, Manage extension shortcuts.
          </p>
        )}
      </div>
    </Section>
  );
}
