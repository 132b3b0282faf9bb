import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';

/** A button to choose a JSON file with. */
export function FileButton(props: {
  label: string;
  /** What is chosen there, for those who meet the field itself. */
  fieldLabel: string;
  onFile(file: File): void;
  button?: RefObject<HTMLButtonElement | null>;
  /** Whether it does nothing for now. */
  isBusy?: boolean;
}) {
  const { label, fieldLabel, onFile, button, isBusy } = props;
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        {...(button && { ref: button })}
        type="button"
        class="button"
        aria-disabled={isBusy}
        onClick={() => !isBusy && input.current?.click()}
      >
        {label}
      </button>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label={fieldLabel}
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          // The same file may be chosen again.
          currentTarget.value = '';
          if (file) onFile(file);
        }}
      />
    </>
  );
}
