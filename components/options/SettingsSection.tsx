import { useRef, useState } from 'preact/hooks';
import { t } from '../../lib/i18n.ts';
import type { Kept } from '../../lib/platform/settings.ts';
import type { SettingName } from '../../lib/settings/settings.ts';
import type { SettingsFileFault } from '../../lib/settings/settings-file.ts';
import { FileButton } from '../FileButton.tsx';
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
export type Imported =
  | { ok: true; undo: () => Promise<Kept> }
  | { ok: false; fault: SettingsFileFault };

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
  const importButton = useRef<HTMLButtonElement>(null);

  const read = async (file: File): Promise<Outcome> => {
    const imported = await onImport(file);
    if (!imported.ok) return { words: sentenceOf(imported.fault), isRefusal: true };
    return { words: t('settings.imported'), undo: imported.undo };
  };

  return (
    <Section title={t('settings.title')} hint={t('settings.hint')}>
      {onlyHere.length > 0 && (
        <p class="hint">{t('settings.onlyHere', { names: settingWords(onlyHere) })}</p>
      )}
      <div class="field">
        <button type="button" class="button" onClick={onExport}>
          {t('settings.export')}
        </button>
        <FileButton
          label={t('settings.import')}
          fieldLabel={t('settings.file')}
          button={importButton}
          onFile={(file) => {
            setOutcome(null);
            read(file)
              .catch(() => ({ words: t('settings.notImported'), isRefusal: true }))
              .then(setOutcome);
          }}
        />
        <button
          type="button"
          class="button"
          onClick={() =>
            keep(
              onReset().then((undo) => {
                setOutcome({ words: t('settings.wasReset'), undo });
                return undefined;
              }),
            )
          }
        >
          {t('settings.reset')}
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
              setOutcome({ words: t('settings.undone') });
            }}
          >
            {t('common.undo')}
          </button>
        )}
      </div>
    </Section>
  );
}

function sentenceOf(fault: SettingsFileFault): string {
  switch (fault.kind) {
    case 'too-large':
      return t('settings.fileTooLarge');
    case 'foreign':
      return t('settings.fileForeign');
    case 'newer':
      return t('settings.fileNewer');
    case 'damaged':
      return t('settings.fileDamaged', { names: fault.names.join(', ') });
  }
}
