import { useRef, useState } from 'preact/hooks';
import type { Kept } from '../../lib/platform/settings.ts';
import type { SettingName } from '../../lib/settings/settings.ts';
import { Section } from './Section.tsx';
import { useKeep } from './saving.tsx';
import { settingWords } from './setting-words.ts';

/** What became of an import or a reset. */
interface Outcome {
  words: string;
  isRefusal?: boolean;
  undo?: () => Promise<Kept>;
}

/** What an import came to: how to take it back, or why nothing was changed. */
export type Imported = { ok: true; undo: () => Promise<Kept> } | { ok: false; reason: string };

/** All settings together: where they go, out to a file, back from one, and to the defaults. */
export function SettingsSection(props: {
  /** Settings that are too large to follow the user. */
  onlyHere: readonly SettingName[];
  onExport(): void;
  /** Takes the settings of a file over, or none of them. Rejects where they could not be saved. */
  onImport(file: File): Promise<Imported>;
  /** Puts all to the defaults, and answers with how to take that back. */
  onReset(): Promise<() => Promise<Kept>>;
}) {
  const { onlyHere, onExport, onImport, onReset } = props;
  const keep = useKeep();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const importButton = useRef<HTMLButtonElement>(null);

  const read = async (file: File): Promise<Outcome> => {
    const imported = await onImport(file);
    if (!imported.ok) return { words: imported.reason, isRefusal: true };
    return { words: 'The settings of the file are in use.', undo: imported.undo };
  };

  return (
    <Section
      title="All settings"
      hint="Your browser takes them along to where you are signed in, if you let it. A file of them holds your choices on this page: no key, and nothing of what you looked at."
    >
      {onlyHere.length > 0 && (
        <p class="hint">
          On this device only, since they are too large to be taken along: {settingWords(onlyHere)}.
        </p>
      )}
      <div class="field">
        <button type="button" class="button" onClick={onExport}>
          Export to a file
        </button>
        <button
          ref={importButton}
          type="button"
          class="button"
          onClick={() => input.current?.click()}
        >
          Import from a file
        </button>
        <input
          ref={input}
          type="file"
          accept=".json,application/json"
          hidden
          aria-label="File of settings"
          onChange={({ currentTarget }) => {
            const file = currentTarget.files?.[0];
            // The same file may be chosen again.
            currentTarget.value = '';
            if (!file) return;
            setOutcome(null);
            read(file)
              .catch(() => ({ words: 'This file could not be taken over.', isRefusal: true }))
              .then(setOutcome);
          }}
        />
        <button
          type="button"
          class="button"
          onClick={() =>
            keep(
              onReset().then((undo) => {
                setOutcome({ words: 'All settings are as they came.', undo });
                return undefined;
              }),
            )
          }
        >
          Reset to defaults
        </button>
      </div>
      <div class="field options__outcome">
        <p class="hint" role="status" data-fault={outcome?.isRefusal || undefined}>
          {outcome?.words}
        </p>
        {outcome?.undo && (
          <button
            type="button"
            class="text-button"
            onClick={() => {
              if (outcome.undo) keep(outcome.undo());
              importButton.current?.focus();
              setOutcome({ words: 'Your settings are back.' });
            }}
          >
            Undo
          </button>
        )}
      </div>
    </Section>
  );
}
