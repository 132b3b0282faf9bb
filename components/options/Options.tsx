import type { ComponentChildren } from 'preact';
import { t } from '../../lib/i18n.ts';
import { Saving } from './saving.tsx';

/**
 * The options page around its sections and notices. There is no button to save: each change is kept
 * at once, and the head says so.
 */
export function Options({ children }: { children: ComponentChildren }) {
  return (
    <Saving
      render={(said) => (
        <main class="magpie options">
          <header class="options__head">
            <h1>{t('popup.options')}</h1>
            <p class="options__saved" role="status">
              {said}
            </p>
          </header>
          {children}
        </main>
      )}
    />
  );
}
