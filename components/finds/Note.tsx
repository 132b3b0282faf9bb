import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { LONGEST_NOTE } from '../../lib/finds/saved-find.ts';
import { t } from '../../lib/i18n.ts';
import { PencilIcon } from '../icons.tsx';

/** A note, changed in its place. */
export function Note(props: {
  note: string;
  /** What it is about. */
  noun: string;
  /** Rejects where it was not kept. */
  onChange(note: string): Promise<void>;
}) {
  const { note, noun, onChange } = props;
  const [draft, setDraft] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const isEditing = draft !== null;
  const wasEditing = useRef(false);
  // What had the focus is gone; what is in its place takes over.
  useEffect(() => {
    if (isEditing !== wasEditing.current) (isEditing ? field : button).current?.focus();
    wasEditing.current = isEditing;
  }, [isEditing]);

  const keep = (): void => {
    if (draft === null) return;
    setSaid('');
    onChange(draft.trim()).then(
      () => {
        setDraft(null);
        setSaid(t('saved.noteKept'));
      },
      () => setSaid(t('saved.failed')),
    );
  };
  return (
    <div class="note">
      {isEditing ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            keep();
          }}
        >
          <label for={id}>{t('saved.note', { noun })}</label>
          <textarea
            ref={field}
            id={id}
            rows={3}
            maxLength={LONGEST_NOTE}
            value={draft}
            onInput={(event) => setDraft(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape') setDraft(null);
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) keep();
            }}
          />
          <div class="note__actions">
            <button type="submit" class="button button--first">
              {t('saved.keepNote')}
            </button>
            <button type="button" class="button" onClick={() => setDraft(null)}>
              {t('common.cancel')}
            </button>
          </div>
        </form>
      ) : (
        <>
          {note !== '' && <p class="note__text">{note}</p>}
          <button
            ref={button}
            type="button"
            class="quiet note__edit"
            onClick={() => {
              setSaid('');
              setDraft(note);
            }}
          >
            <PencilIcon />
            {t(note === '' ? 'saved.addNote' : 'saved.editNote')}
          </button>
        </>
      )}
      <p class={said === t('saved.failed') ? 'note__fault' : 'unseen'} role="status">
        {said}
      </p>
    </div>
  );
}
