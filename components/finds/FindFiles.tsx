import { useState } from 'preact/hooks';
import type { FileFault } from '../../lib/finds/find-file.ts';
import { t } from '../../lib/i18n.ts';
import { FileButton } from '../FileButton.tsx';

/** What became of a file that was to be taken over. */
export type ImportedFinds =
  /** How many finds are new, and how many were there already. */
  { ok: true; added: number; known: number } | ({ ok: false } & FileFault);

/** What can be done with all finds at once. Promises fail where it was not done to the end. */
export interface FileEvents {
  onExport(format: 'csv' | 'json'): Promise<void>;
  onImport(file: File): Promise<ImportedFinds>;
}

/** Finds to files, and from one. */
export function FindFiles({ count, events }: { count: number; events: FileEvents }) {
  const [said, setSaid] = useState('');
  const [busy, setBusy] = useState(false);
  const during = (words: string, step: Promise<string>, failed: string): void => {
    setBusy(true);
    setSaid(words);
    step.then(setSaid, () => setSaid(failed)).finally(() => setBusy(false));
  };
  const write = (format: 'csv' | 'json'): void => {
    if (busy || count === 0) return;
    const written = events.onExport(format).then(() => t('saved.exported'));
    during(t('saved.exporting'), written, t('saved.notExported'));
  };
  const read = (file: File): void =>
    during(t('saved.importing'), events.onImport(file).then(outcomeOf), t('saved.notImported'));
  return (
    <fieldset class="files">
      <legend class="unseen">{t('saved.actions')}</legend>
      <button
        type="button"
        class="button"
        aria-disabled={busy || count === 0}
        onClick={() => write('csv')}
      >
        {t('saved.exportCsv')}
      </button>
      <button
        type="button"
        class="button"
        aria-disabled={busy || count === 0}
        onClick={() => write('json')}
      >
        {t('saved.exportJson')}
      </button>
      <FileButton
        label={t('saved.import')}
        fieldLabel={t('saved.file')}
        isBusy={busy}
        onFile={read}
      />
      <p class="files__said" role="status">
        {said}
      </p>
    </fieldset>
  );
}

function outcomeOf(imported: ImportedFinds): string {
  if (imported.ok) {
    const { added, known } = imported;
    const taken = t('saved.imported', added);
    return known > 0 ? `${taken} ${t('saved.known', known)}` : taken;
  }
  switch (imported.reason) {
    case 'too-large':
      return t('saved.tooLarge');
    case 'not-json':
      return t('saved.notJson');
    case 'other-format':
      return t('saved.otherFormat');
    case 'other-version':
      return t('saved.otherVersion');
    case 'damaged': {
      const { at, what } = imported;
      return at === null
        ? t('saved.damaged', { what })
        : t('saved.damagedAt', { at: String(at), what });
    }
  }
}
