import { useId, useState } from 'preact/hooks';
import { RUN_LIMIT } from '../../lib/board/board-run.ts';
import { resultsAddress } from '../../lib/board/results-address.ts';
import type { RunProgress } from '../../lib/board/run-progress.ts';
import type { ErrorCode } from '../../lib/errors.ts';
import { t } from '../../lib/i18n.ts';
import type { ApiBoard } from '../../lib/pinterest-api/answers.ts';
import { sentenceFor, written } from '../words.ts';
import { useKeep } from './saving.tsx';

export interface ApiBoardItemProps {
  board: ApiBoard;
  /** Its analysis; null where there is none. */
  run: RunProgress | null;
  /** Whether the API named it, so that it can be analysed. */
  isListed: boolean;
  /** Analyses so many pins of a board, from now on or again; null, or why not. */
  onAnalyse(boardId: string, limit: number): Promise<ErrorCode | null>;
  onPause(runId: string): Promise<unknown>;
  onResume(runId: string): Promise<unknown>;
}

const STATUS_WORDS = {
  running: 'pinterestApi.running',
  paused: 'pinterestApi.paused',
  stopped: 'pinterestApi.stopped',
  cancelled: 'pinterestApi.cancelled',
  done: 'pinterestApi.done',
} as const satisfies Record<RunProgress['status'], string>;

/** A board of the user's, with what to do about it and how far that has come. */
export function ApiBoardItem(props: ApiBoardItemProps) {
  const { board, run, isListed, onPause, onResume } = props;
  const keep = useKeep();
  const { name } = board;
  const isRunning = run?.status === 'running';
  const mayResume = run?.status === 'paused' || run?.status === 'stopped';
  return (
    <li class="api-board">
      <div class="api-board__row">
        <div class="api-board__name">
          <h4>{name}</h4>
          {board.pinCount !== null && isListed && <p class="hint">{countPins(board.pinCount)}</p>}
        </div>
        {isListed && !isRunning && !mayResume && <Order {...props} />}
        {isRunning && (
          <button
            type="button"
            class="button"
            aria-label={t('pinterestApi.pauseBoard', { board: name })}
            onClick={() => keep(onPause(run.id))}
          >
            {t('pinterestApi.pause')}
          </button>
        )}
        {mayResume && (
          <button
            type="button"
            class="button"
            aria-label={t('pinterestApi.resumeBoard', { board: name })}
            onClick={() => keep(onResume(run.id))}
          >
            {t('pinterestApi.resume')}
          </button>
        )}
      </div>
      {run && <Progress board={board} run={run} />}
    </li>
  );
}

/** How many pins to look at, and the button. */
function Order({ board, run, onAnalyse }: ApiBoardItemProps) {
  const id = useId();
  const [limit, setLimit] = useState(run?.limit ?? usualLimit(board));
  const [failure, setFailure] = useState<ErrorCode | null>(null);
  return (
    <form
      class="field"
      onSubmit={async (event) => {
        event.preventDefault();
        setFailure(await onAnalyse(board.id, limit).catch(() => 'engine-failed' as const));
      }}
    >
      <input
        id={id}
        aria-label={t('pinterestApi.atMostOf', { board: board.name })}
        title={t('pinterestApi.atMost')}
        type="number"
        min={RUN_LIMIT.least}
        max={RUN_LIMIT.most}
        step={1}
        required
        value={limit}
        onInput={({ currentTarget }) => {
          if (currentTarget.validity.valid) setLimit(currentTarget.valueAsNumber);
        }}
      />
      <button
        type="submit"
        class="button"
        aria-label={t('pinterestApi.analyseBoard', { board: board.name })}
      >
        {t('pinterestApi.analyse')}
      </button>
      <span role="status" data-failed={failure !== null}>
        {failure && sentenceFor(failure)}
      </span>
    </form>
  );
}

function Progress({ board, run }: { board: ApiBoard; run: RunProgress }) {
  const { id, status, stop, done, total, failed } = run;
  return (
    <>
      <div class="api-board__row">
        {status === 'running' && (
          <progress
            aria-label={t('pinterestApi.progressOf', { board: board.name })}
            max={Math.max(1, total)}
            value={done + failed.length}
          />
        )}
        <span class="api-board__done">
          {t(STATUS_WORDS[status], { done: written(done), pins: countPins(total) })}
        </span>
        {failed.length > 0 && (
          <span>{t('pinterestApi.failed', failed.length, { count: written(failed.length) })}</span>
        )}
        {done > 0 && (
          <a
            href={resultsAddress(id)}
            aria-label={t('pinterestApi.resultsOf', { board: board.name })}
          >
            {t('pinterestApi.results')}
          </a>
        )}
      </div>
      {status === 'stopped' && stop && (
        <p role="status" data-failed="true">
          {sentenceFor(stop.code)}
        </p>
      )}
    </>
  );
}

function countPins(count: number): string {
  return t('pinterestApi.pins', count, { count: written(count) });
}

/** How many pins of a board to offer to look at. */
function usualLimit({ pinCount }: ApiBoard): number {
  return Math.max(RUN_LIMIT.least, Math.min(RUN_LIMIT.usual, pinCount ?? RUN_LIMIT.usual));
}
