import { useId, useState } from 'preact/hooks';
import type { ErrorCode } from '../../lib/errors.ts';
import { sentenceFor } from '../words.ts';

/** How the check of a secret ended: it works, the user refused the permission, or what went wrong. */
export type CheckEnd = 'works' | 'refused' | ErrorCode;

export interface SecretFormProps {
  /** What the field is for. */
  label: string;
  /** The words of its button. */
  action: string;
  hint: string;
  /** Said while it is checked. */
  asking: string;
  /** Said when the permission was refused. */
  refused: string;
  /** Asks for the permission, in the click, and tries the secret; it is kept if it works. */
  onCheck(secret: string): Promise<CheckEnd>;
}

/** Where the user enters a key or a token, which is checked before it is kept. */
export function SecretForm(props: SecretFormProps) {
  const id = useId();
  const [secret, setSecret] = useState('');
  const [isChecking, setChecking] = useState(false);
  const [end, setEnd] = useState<CheckEnd | null>(null);
  const check = async (): Promise<void> => {
    setChecking(true);
    setEnd(null);
    try {
      setEnd(await props.onCheck(secret));
    } catch {
      setEnd('engine-failed');
    }
    setChecking(false);
    // Not kept in the page any longer than it is needed.
    setSecret('');
  };
  const said = end === null || end === 'works' ? '' : wordsFor(end, props.refused);
  return (
    <form
      class="secret"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isChecking && secret.trim()) void check();
      }}
    >
      <label for={id}>{props.label}</label>
      <div class="field">
        <input
          id={id}
          type="password"
          autocomplete="off"
          spellcheck={false}
          value={secret}
          onInput={(event) => setSecret(event.currentTarget.value)}
        />
        <button type="submit" class="button button--first" aria-disabled={isChecking}>
          {props.action}
        </button>
      </div>
      <p class="hint">{props.hint}</p>
      <p class="secret__end" role="status" data-failed={said !== ''}>
        {isChecking ? props.asking : said}
      </p>
    </form>
  );
}

function wordsFor(end: 'refused' | ErrorCode, refused: string): string {
  return end === 'refused' ? refused : sentenceFor(end);
}
