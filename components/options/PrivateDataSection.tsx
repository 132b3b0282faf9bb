import { useState } from 'preact/hooks';
import { type PlainMessage, t, uiLanguage } from '../../lib/i18n.ts';
import {
  PRIVATE_DATA,
  type PrivateData,
  type PrivateDataUsage,
  type Usage,
} from '../../lib/private-data.ts';
import { useAskedTwice } from '../use-asked-twice.ts';
import { Section } from './Section.tsx';

const WORDS = {
  analyses: {
    name: 'kept.analyses',
    why: 'kept.analysesWhy',
    ask: 'kept.analysesAsk',
    done: 'kept.analysesDone',
    none: 'kept.none',
  },
  corrections: {
    name: 'kept.corrections',
    why: 'kept.correctionsWhy',
    ask: 'kept.correctionsAsk',
    done: 'kept.correctionsDone',
    none: 'kept.none',
  },
  boards: {
    name: 'boardOffer.kept.boards',
    why: 'boardOffer.kept.boardsWhy',
    ask: 'boardOffer.kept.boardsAsk',
    done: 'boardOffer.kept.boardsDone',
    none: 'boardOffer.kept.none',
  },
  boardModels: {
    name: 'boardOffer.kept.models',
    why: 'boardOffer.kept.modelsWhy',
    ask: 'boardOffer.kept.modelsAsk',
    done: 'boardOffer.kept.modelsDone',
    none: 'boardOffer.kept.none',
  },
  finds: {
    name: 'saved.kept',
    why: 'saved.keptWhy',
    ask: 'saved.keptAsk',
    done: 'saved.keptDone',
    none: 'kept.none',
  },
} as const satisfies Record<
  PrivateData,
  Record<'name' | 'why' | 'ask' | 'done' | 'none', PlainMessage>
>;

/** What is counted of each kind, with its size. */
const AMOUNTS = {
  analyses: 'kept.amount',
  corrections: 'kept.amount',
  finds: 'saved.keptAmount',
  boards: 'boardOffer.kept.boardsAmount',
  boardModels: 'boardOffer.kept.modelsAmount',
} as const satisfies Record<PrivateData, string>;

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
    <Section title={t('kept.title')} hint={t('kept.hint')}>
      <ul class="kept">
        {PRIVATE_DATA.map((kind) => (
          <li key={kind} class="kept__row">
            <KeptData
              kind={kind}
              usage={usage?.[kind] ?? null}
              onClear={() => {
                setSaid('');
                onClear(kind).then(
                  () => setSaid(t(WORDS[kind].done)),
                  () => setSaid(t('kept.notDeleted')),
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
  const { why, ask } = WORDS[kind];
  const name = t(WORDS[kind].name);
  const { group, asking, setAsking, onKeyDown } = useAskedTwice();

  return (
    <>
      <div class="kept__what">
        <h3>{name}</h3>
        <p>{usage ? amountOf(kind, usage) : t('kept.counting')}</p>
        <p class="hint">{t(why)}</p>
      </div>
      <fieldset ref={group} class="kept__buttons" aria-label={name} onKeyDown={onKeyDown}>
        {asking ? (
          <>
            <p>{t(ask)}</p>
            <button
              type="button"
              class="button button--first"
              onClick={() => {
                setAsking(false);
                onClear();
              }}
            >
              {t('kept.delete')}
            </button>
            <button type="button" class="button" onClick={() => setAsking(false)}>
              {t('kept.keep')}
            </button>
          </>
        ) : (
          <button
            type="button"
            class="button"
            aria-disabled={!usage?.entries}
            aria-label={t('kept.deleteKind', { name })}
            onClick={() => usage?.entries && setAsking(true)}
          >
            {t('kept.delete')}
          </button>
        )}
      </fieldset>
    </>
  );
}

function amountOf(kind: PrivateData, { entries, bytes }: Usage): string {
  if (entries === 0) return t(WORDS[kind].none);
  return t(AMOUNTS[kind], entries, { size: sizeWords(bytes) });
}

/** A size as a person reads it, in kB and MB of 1,000. */
function sizeWords(bytes: number): string {
  const isLarge = bytes >= 1_000_000;
  const digits = isLarge ? 1 : 0;
  return new Intl.NumberFormat(uiLanguage(), {
    style: 'unit',
    unit: isLarge ? 'megabyte' : 'kilobyte',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(isLarge ? bytes / 1_000_000 : Math.max(1, bytes / 1_000));
}
