import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { DetectedObject } from '../lib/analysis.ts';
import { type Change, naming, removing, unnaming } from '../lib/corrections.ts';
import { PencilIcon } from './icons.tsx';
import { NounPicker, type SuggestNouns } from './NounPicker.tsx';

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
        aria-label={`Correct “${object.label}”`}
        title="Wrong name?"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        <PencilIcon />
      </button>
      {open && (
        <fieldset id={id} class="correction__panel">
          <legend class="unseen">Correct “{object.label}”</legend>
          <NounPicker
            label={`Not “${object.label}”? What is it?`}
            noun={object.label}
            alternatives={object.alternatives}
            suggest={suggest}
            onPick={(noun) => take(naming(object, noun))}
            onCancel={close}
          />
          <div class="correction__actions">
            <button type="button" class="button" onClick={() => take(removing(object))}>
              Remove this find
            </button>
            <button type="button" class="button" onClick={close}>
              Cancel
            </button>
          </div>
        </fieldset>
      )}
      {!open && was !== null && (
        <p class="correction__was">
          Was “{was}”.{' '}
          <button type="button" class="text-button" onClick={() => take(unnaming(object))}>
            Undo
          </button>
        </p>
      )}
    </div>
  );
}
