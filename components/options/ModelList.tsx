import type { ModelStatus } from '../../lib/platform/models.ts';

/** The models of this build with versions and licences, and those missing with the reason. */
export function ModelList({ models }: { models: readonly ModelStatus[] }) {
  return (
    <ul class="models">
      {models.map((model) => (
        <li key={model.id} data-missing={!model.present || undefined}>
          <h3>{model.id}</h3>
          <p>{model.purpose}</p>
          <p class="hint">
            {model.present
              ? `Version ${model.version} · ${model.license}`
              : `Missing: ${model.reason}`}
          </p>
        </li>
      ))}
    </ul>
  );
}
