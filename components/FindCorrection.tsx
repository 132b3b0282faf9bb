import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { DetectedObject } from '../lib/analysis.ts';
import { type Change, naming, removing, unnaming } from '../lib/corrections.ts';
import { t } from '../lib/i18n.ts';
import { PencilIcon } from './icons.tsx';
import { NounPicker, type SuggestNouns } from './NounPicker.tsx';
import { shown } from './words.ts';

/** How finds are corrected. */
export interface Correcting {
  suggest: SuggestNouns;
  /** The user takes a step; the views get the corrected finds. */
  correct(change: Change): void;
}

/** "This is not a…": another noun for a find, its former one again, or the find gone. */
export function FindCorrection(props: { object: DetectedObject; correcting: Correcting }) {
  const { object, correcting } = props;
  const { suggest, correct } = correcting;
  const [open, setOpen] = useState(false);
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const was = object.byUser?.was ?? null;
  const noun = shown('noun', object.label);

  // Finer labels may arrive; what was open was about the former one.
  useEffect(() => setOpen(false), [object.label]);
  const close = (): void => {
    setOpen(false);
    button.current?.focus({ preventScroll: true });
  };
  const take = (change: Change): void => {
    close();
    correct(change);
  };

  return (
    <div class="correction">
      <button
        ref={button}
        type="button"
        class="icon-button correction__button"
        aria-label={t('correct.open', { noun })}
        title={t('correct.hint')}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        <PencilIcon />
      </button>
      {open && (
        <fieldset id={id} class="correction__panel">
          <legend class="unseen">{t('correct.open', { noun })}</legend>
          <NounPicker
            label={t('correct.question', { noun })}
            noun={object.label}
            alternatives={object.alternatives}
            suggest={suggest}
            onPick={(picked) => take(naming(object, picked))}
            onCancel={close}
          />
          <div class="correction__actions">
            <button type="button" class="button" onClick={() => take(removing(object))}>
              {t('correct.remove')}
            </button>
            <button type="button" class="button" onClick={close}>
              {t('common.cancel')}
            </button>
          </div>
        </fieldset>
      )}
      {!open && was !== null && (
        <p class="correction__was">
          {t('correct.was', { noun: shown('noun', was) })}{' '}
          <button type="button" class="text-button" onClick={() => take(unnaming(object))}>
            {t('common.undo')}
          </button>
        </p>
      )}
    </div>
  );
}
