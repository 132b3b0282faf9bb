import { useEffect, useRef } from 'preact/hooks';
import { type Change, type Corrections, isEmpty } from '../../lib/corrections.ts';
import { t } from '../../lib/i18n.ts';
import { AreaIcon } from '../icons.tsx';
import { shown } from '../words.ts';

/** Below the finds: the way to an own one, and what the user removed, to put it back. */
export function Changes(props: {
  corrections: Corrections;
  onCorrect(change: Change): void;
  onPickArea(): void;
}) {
  const { corrections, onCorrect, onPickArea } = props;
  const removed = corrections.finds.filter(({ noun }) => noun === null);
  const last = useRef<HTMLButtonElement>(null);
  const before = useRef(removed.length);
  useEffect(() => {
    // The find went away under the focus; here it can be had back.
    if (removed.length > before.current) last.current?.focus();
    before.current = removed.length;
  }, [removed.length]);
  return (
    <footer class="changes">
      <button type="button" class="button" onClick={onPickArea}>
        <AreaIcon />
        {t('common.pickArea')}
      </button>
      {!isEmpty(corrections) && (
        <button type="button" class="button" onClick={() => onCorrect({ kind: 'reset' })}>
          {t('popup.undoAll')}
        </button>
      )}
      {removed.map(({ box, was }, index) => (
        <p key={JSON.stringify([box, was])}>
          {t('common.removed', { noun: shown('noun', was) })}{' '}
          <button
            ref={index === removed.length - 1 ? last : null}
            type="button"
            class="text-button"
            aria-label={t('popup.putBackNoun', { noun: shown('noun', was) })}
            onClick={() => onCorrect({ kind: 'restore', box, was })}
          >
            {t('popup.putBack')}
          </button>
        </p>
      ))}
    </footer>
  );
}
