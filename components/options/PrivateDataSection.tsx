import { useEffect, useRef, useState } from 'preact/hooks';
import {
  PRIVATE_DATA,
  type PrivateData,
  type PrivateDataUsage,
  type Usage,
} from '../../lib/private-data.ts';
import { Section } from './Section.tsx';

const WORDS: Record<PrivateData, { name: string; why: string; ask: string; done: string }> = {
  analyses: {
    name: 'Analyses',
    why: 'So that a pin you open again is not looked at again.',
    ask: 'Delete all analyses?',
    done: 'The analyses are deleted.',
  },
  corrections: {
    name: 'Your corrections',
    why: 'The names you gave, the areas you drew, the finds you removed.',
    ask: 'Delete all that you corrected?',
    done: 'Your corrections are deleted.',
  },
};

/** What Magpie keeps of what the user looked at, and how to be rid of it. */
export function PrivateDataSection(props: {
  /** Null until it is known. */
  usage: PrivateDataUsage | null;
  /** Rejects where it is still there. */
  onClear(kind: PrivateData): Promise<void>;
}) {
  const { usage, onClear } = props;
  const [said, setSaid] = useState('');
  return (
    <Section
      title="What Magpie keeps"
      hint="It stays on this device. Nothing is kept of private windows."
    >
      <ul class="kept">
        {PRIVATE_DATA.map((kind) => (
          <li key={kind} class="kept__row">
            <KeptData
              kind={kind}
              usage={usage?.[kind] ?? null}
              onClear={() => {
                setSaid('');
                onClear(kind).then(
                  () => setSaid(WORDS[kind].done),
                  () => setSaid('They could not be deleted. Please try again.'),
                );
              }}
            />
          </li>
        ))}
      </ul>
      <p class="hint" role="status">
        {said}
      </p>
    </Section>
  );
}

/** One kind of it. Deleting cannot be undone, so it is asked for twice. */
function KeptData(props: { kind: PrivateData; usage: Usage | null; onClear(): void }) {
  const { kind, usage, onClear } = props;
  const { name, why, ask } = WORDS[kind];
  const [asking, setAsking] = useState(false);
  const group = useRef<HTMLFieldSetElement>(null);
  const wasAsking = useRef(false);
  // The button that had the focus is gone; the one in its place takes over, the harmless one first.
  useEffect(() => {
    if (asking !== wasAsking.current) {
      group.current?.querySelector<HTMLButtonElement>('button:last-of-type')?.focus();
    }
    wasAsking.current = asking;
  }, [asking]);

  return (
    <>
      <div class="kept__what">
        <h3>{name}</h3>
        <p>{usage ? amountOf(usage) : 'Counting'}</p>
        <p class="hint">{why}</p>
      </div>
      <fieldset
        ref={group}
        class="kept__buttons"
        aria-label={name}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setAsking(false);
        }}
      >
        {asking ? (
          <>
            <p>{ask}</p>
            <button
              type="button"
              class="button button--first"
              onClick={() => {
                setAsking(false);
                onClear();
              }}
            >
              Delete
            </button>
            <button type="button" class="button" onClick={() => setAsking(false)}>
              Keep
            </button>
          </>
        ) : (
          <button
            type="button"
            class="button"
            aria-disabled={!usage?.entries}
            aria-label={`Delete: ${name}`}
            onClick={() => usage?.entries && setAsking(true)}
          >
            Delete
          </button>
        )}
      </fieldset>
    </>
  );
}

function amountOf({ entries, bytes }: Usage): string {
  if (entries === 0) return 'None';
  return `${entries} ${entries === 1 ? 'picture' : 'pictures'}, about ${sizeWords(bytes)}`;
}

/** A size as a person reads it, in kB and MB of 1,000. */
function sizeWords(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1_000))} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
