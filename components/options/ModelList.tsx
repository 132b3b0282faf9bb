import { t } from '../../lib/i18n.ts';
import type { ModelStatus } from '../../lib/platform/models.ts';

/** The models of this build with versions and licences, and those missing with the reason. */
export function ModelList({ models }: { models: readonly ModelStatus[] }) {
  return (
    <ul class="models">
      {models.map((model) => (
        <li key={model.id} data-missing={!model.present || undefined}>
          <h3>{model.id}</h3>
          {model.purpose && <p>{t(model.purpose)}</p>}
          <p class="hint">
            {model.present
              ? t('options.modelVersion', { version: model.version, license: model.license })
              : t('options.modelMissing', { reason: model.reason ?? t('options.noModels') })}
          </p>
        </li>
      ))}
    </ul>
  );
}
