import { useId, useState } from 'preact/hooks';
import type {
  BoardModelState,
  ImportOutcome,
  LearnedBoard,
  LearnFault,
} from '../../lib/board/model/board-models.ts';
import { type PlainMessage, t } from '../../lib/i18n.ts';
import { FileButton } from '../FileButton.tsx';
import { useAskedTwice } from '../use-asked-twice.ts';
import { percent } from '../words.ts';

const SURENESS_WORDS = {
  hardly: 'boardModel.hardly',
  fairly: 'boardModel.fairly',
  very: 'boardModel.very',
} as const satisfies Record<LearnedBoard['sureness'], PlainMessage>;

const REFUSAL_WORDS = {
  'too-large': 'boardModel.tooLarge',
  'not-json': 'boardModel.notJson',
  'other-format': 'boardModel.otherFormat',
  'other-version': 'boardModel.otherVersion',
  damaged: 'boardModel.damaged',
  'other-embedder': 'boardModel.otherEmbedder',
  'cannot-learn': 'boardModel.cannotLearn',
} as const satisfies Record<(ImportOutcome & { ok: false })['reason'], PlainMessage>;

export interface BoardModelSectionProps {
  /** Null until it is known. */
  state: BoardModelState | null;
  /** Styles of the board to choose from, the most frequent first. */
  styles?: readonly string[];
  /** Answers with why it was not learned. Rejects where nobody can tell. */
  onLearn(): Promise<LearnFault>;
  onStyle(style: string | null): Promise<void>;
  onExport(): Promise<void>;
  onImport(file: File): Promise<ImportOutcome>;
  onForget(id: string): Promise<void>;
}

/** What became of the last thing that the user did. */
interface Said {
  words: string;
  isFault?: boolean;
}

/** A board's model: learning it, how sure it is, its style, its file, and the other models. */
export function BoardModelSection(props: BoardModelSectionProps) {
  const { state, styles = [], onLearn, onStyle, onExport, onImport, onForget } = props;
  const [said, setSaid] = useState<Said | null>(null);
  const [learning, setLearning] = useState(false);
  const titleId = useId();
  const hintId = useId();

  /** Does something, and says what it came to. */
  const doing = (work: Promise<Said | null>): void => {
    setSaid(null);
    work.then(setSaid, () => setSaid({ words: t('boardModel.failed'), isFault: true }));
  };
  const learn = async (): Promise<Said | null> => {
    setLearning(true);
    try {
      const fault = await onLearn();
      return fault === null ? null : { words: faultWords(fault, state), isFault: true };
    } finally {
      setLearning(false);
    }
  };
  const forget = async ({ id, name }: LearnedBoard): Promise<Said> => {
    await onForget(id);
    return { words: t('boardModel.forgotten', { board: name }) };
  };

  const learned = state?.learned ?? null;
  const canLearn = state?.canLearn === true && state.missing === 0 && !learning;
  return (
    <section class="board-model" aria-labelledby={titleId} aria-busy={learning || undefined}>
      <h2 id={titleId}>{t('boardModel.title')}</h2>
      <p class="hint" id={hintId}>
        {state && !state.canLearn ? t('boardModel.cannotLearn') : t('boardModel.hint')}
      </p>
      {learned && <Figures of={learned} />}
      {state?.canLearn && state.missing > 0 && (
        <p class="hint">{t('boardModel.missing', state.missing)}</p>
      )}
      {state?.canLearn && (
        <div class="board-model__row">
          <button
            type="button"
            class={learned ? 'button' : 'button button--first'}
            aria-disabled={!canLearn}
            aria-describedby={hintId}
            onClick={() => canLearn && doing(learn())}
          >
            {t(
              learning
                ? 'boardModel.learning'
                : learned
                  ? 'boardModel.learnAnew'
                  : 'boardModel.learn',
            )}
          </button>
          {learned && (
            <button type="button" class="button" onClick={() => doing(onExport().then(() => null))}>
              {t('boardModel.export')}
            </button>
          )}
          <FileButton
            label={t('boardModel.import')}
            fieldLabel={t('boardModel.file')}
            onFile={(file) => doing(onImport(file).then((outcome) => importSaid(outcome)))}
          />
          {learned && <ForgetButton of={learned} onForget={() => doing(forget(learned))} />}
        </div>
      )}
      {learned && (
        <StyleField
          // What is kept may change while the field is open: then that is what counts.
          key={learned.style ?? ''}
          style={learned.style}
          styles={styles}
          onSave={(style) =>
            doing(onStyle(style).then(() => ({ words: t('boardModel.styleSaved') })))
          }
        />
      )}
      <p class="hint" role="status" data-fault={said?.isFault || undefined}>
        {said?.words}
      </p>
      {state && state.others.length > 0 && (
        <>
          <h3>{t('boardModel.others')}</h3>
          <ul class="board-model__others">
            {state.others.map((other) => (
              <li key={other.id} class="board-model__row">
                <span class="board-model__name">
                  {other.name} <small>{t(SURENESS_WORDS[other.sureness])}</small>
                </span>
                <ForgetButton of={other} onForget={() => doing(forget(other))} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Figures({ of: { sureness, auc, pins } }: { of: LearnedBoard }) {
  return (
    <p class="board-model__figures">
      <strong data-sureness={sureness}>{t(SURENESS_WORDS[sureness])}</strong>{' '}
      {t('boardModel.learned', pins)} {t('boardModel.figures', { auc: percent(auc) })}
    </p>
  );
}

function StyleField(props: {
  style: string | null;
  styles: readonly string[];
  onSave(style: string | null): void;
}) {
  const { style, styles, onSave } = props;
  const [text, setText] = useState(style ?? '');
  const id = useId();
  return (
    <form
      class="board-model__style"
      onSubmit={(event) => {
        event.preventDefault();
        onSave(text.trim() === '' ? null : text.trim());
      }}
    >
      <label for={id}>{t('boardModel.style')}</label>
      <div class="board-model__row">
        <input
          id={id}
          type="text"
          autocomplete="off"
          maxLength={40}
          list={`${id}styles`}
          aria-describedby={`${id}hint`}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <datalist id={`${id}styles`}>
          {styles.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
        <button type="submit" class="button">
          {t('boardModel.saveStyle')}
        </button>
      </div>
      <p class="hint" id={`${id}hint`}>
        {t('boardModel.styleHint')}
      </p>
    </form>
  );
}

/** Forgetting cannot be undone, so it is asked for twice. */
function ForgetButton({ of: { name }, onForget }: { of: LearnedBoard; onForget(): void }) {
  const { group, asking, setAsking, onKeyDown } = useAskedTwice();
  return (
    <fieldset ref={group} class="board-model__forget" aria-label={name} onKeyDown={onKeyDown}>
      {asking && (
        <>
          <span>{t('boardModel.forgetAsk', { board: name })}</span>
          <button
            type="button"
            class="button button--first"
            onClick={() => {
              setAsking(false);
              onForget();
            }}
          >
            {t('boardModel.forget')}
          </button>
          <button type="button" class="button" onClick={() => setAsking(false)}>
            {t('boardModel.keep')}
          </button>
        </>
      )}
      {!asking && (
        <button
          type="button"
          class="button"
          aria-label={t('boardModel.forgetNamed', { board: name })}
          onClick={() => setAsking(true)}
        >
          {t('boardModel.forget')}
        </button>
      )}
    </fieldset>
  );
}

function faultWords(fault: Exclude<LearnFault, null>, state: BoardModelState | null): string {
  switch (fault) {
    case 'too-few-pins':
      return t('boardModel.missing', state?.missing ?? 0);
    case 'nothing-else':
      return t('boardModel.nothingElse');
    case 'cannot-learn':
      return t('boardModel.cannotLearn');
  }
}

function importSaid(outcome: ImportOutcome): Said {
  return outcome.ok
    ? { words: t('boardModel.imported', { board: outcome.name }) }
    : { words: t(REFUSAL_WORDS[outcome.reason]), isFault: true };
}
