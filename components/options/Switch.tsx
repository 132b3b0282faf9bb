import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import type { Kept } from '../../lib/platform/settings.ts';
import { useKeep } from './saving.tsx';

/** A setting that is on or off. A change is out at once. */
export function Switch(props: {
  checked: boolean;
  /** What being on, or off, means, where the label leaves that open. */
  hint?: string;
  onChange(checked: boolean): Promise<Kept | undefined>;
  /** The label. */
  children: ComponentChildren;
}) {
  const { checked, hint, onChange, children } = props;
  const keep = useKeep();
  const id = useId();
  return (
    <div class="switch-row">
      <label class="switch">
        <input
          type="checkbox"
          checked={checked}
          aria-describedby={hint && id}
          onChange={(event) => keep(onChange(event.currentTarget.checked))}
        />
        {children}
      </label>
      {hint && (
        <p class="hint" id={id}>
          {hint}
        </p>
      )}
    </div>
  );
}
