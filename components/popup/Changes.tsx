import { useEffect, useRef } from 'preact/hooks';
import { type Change, type Corrections, isEmpty } from '../../lib/corrections.ts';
import { AreaIcon } from '../icons.tsx';

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
        Pick an area
      </button>
      {!isEmpty(corrections) && (
        <button type="button" class="button" onClick={() => onCorrect({ kind: 'reset' })}>
          Undo all my changes
        </button>
      )}
      {removed.map(({ box, was }, index) => (
        <p key={JSON.stringify([box, was])}>
          Removed “{was}”.{' '}
          <button
            ref={index === removed.length - 1 ? last : null}
            type="button"
            class="text-button"
            aria-label={`Put back “${was}”`}
            onClick={() => onCorrect({ kind: 'restore', box, was })}
          >
            Put back
          </button>
        </p>
      ))}
    </footer>
  );
}
