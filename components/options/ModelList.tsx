/** A model that this build has, or should have had. */
export type ModelStatus = {
  id: string;
  /** What it does, for the user: "Finds 80 kinds of things". */
  purpose: string;
} & (
  | { present: true; version: string; license: string }
  | {
      present: false;
      /** Why it is missing, as a sentence. */
      reason: string;
    }
);

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
