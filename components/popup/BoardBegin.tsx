import { useId, useState } from 'preact/hooks';
import { RUN_LIMIT } from '../../lib/board/board-run.ts';
import { t } from '../../lib/i18n.ts';
import { written } from '../words.ts';

/** How many pins are to be looked at, and the button that begins it. */
export function BoardBegin(props: {
  /** What the button says. */
  action: string;
  /** Whether it is what the popup is about now. */
  isFirst: boolean;
  /** How many the user wanted last. */
  limit: number;
  onBegin(limit: number): void;
}) {
  const { action, isFirst, limit, onBegin } = props;
  const [typed, setTyped] = useState<string | null>(null);
  const [isWrong, setWrong] = useState(false);
  const [field, fault] = [useId(), useId()];
  const value = typed ?? String(limit);

  return (
    <form
      class="board__begin"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const wanted = Number(value);
        const isRight =
          Number.isInteger(wanted) && wanted >= RUN_LIMIT.least && wanted <= RUN_LIMIT.most;
        setWrong(!isRight);
        if (isRight) onBegin(wanted);
      }}
    >
      <label for={field}>{t('boardOffer.limit')}</label>
      <input
        id={field}
        type="number"
        min={RUN_LIMIT.least}
        max={RUN_LIMIT.most}
        step={1}
        value={value}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? fault : undefined}
        onInput={({ currentTarget }) => {
          setTyped(currentTarget.value);
          setWrong(false);
        }}
      />
      <button type="submit" class={isFirst ? 'button button--first' : 'button'}>
        {action}
      </button>
      {isWrong && (
        <p id={fault} class="board__fault" role="alert">
          {t('boardOffer.limitRange', {
            least: written(RUN_LIMIT.least),
            most: written(RUN_LIMIT.most),
          })}
        </p>
      )}
    </form>
  );
}
