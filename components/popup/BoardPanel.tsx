import type { SitePage } from '../../lib/board/board-page.ts';
import { resultsAddress } from '../../lib/board/results-address.ts';
import type { RunProgress } from '../../lib/board/run-progress.ts';
import { t } from '../../lib/i18n.ts';
import { BoardBegin } from './BoardBegin.tsx';
import { BoardFailed } from './BoardFailed.tsx';
import { BoardProgress } from './BoardProgress.tsx';
import {
  boardHeading,
  countPins,
  isForUserToScroll,
  statusWords,
  stopWords,
  wordsFor,
} from './board-words.ts';
import { Header } from './Header.tsx';
import { Notice } from './Notice.tsx';

/** What the user may do to a run. */
export interface BoardActions {
  pause(): void;
  resume(): void;
  cancel(): void;
  /** Has failed pins looked at again: these, or with null all. */
  retry(pinIds: readonly string[] | null): void;
}

/** The board that a tab shows, and its run. */
export interface BoardOffer extends BoardActions {
  page: SitePage;
  /** What the page calls it; null where it does not say. */
  title: string | null;
  /** How many pins it has; null where the page does not say. */
  pinCount: number | null;
  /** Whether the tab is of a private window. */
  isPrivate: boolean;
  /** Null where it was never analysed; undefined until that is known. */
  progress: RunProgress | null | undefined;
  /** How many pins the user wanted last. */
  limit: number;
  /** Whether what the user asked for last could not be done. */
  isRefused: boolean;
  begin(limit: number): void;
}

/** The dot before the words of a status, by what it says of a pin's run. */
const DOTS = {
  running: 'running',
  paused: 'idle',
  cancelled: 'idle',
  stopped: 'failed',
  done: 'done',
} as const;

/** The popup on a board, a section or a search: the offer to analyse it, and how that goes. */
export function BoardPanel(props: {
  offer: BoardOffer;
  onOpenOptions(): void;
  /** The permission shall be asked for; called in the click, as browsers demand. */
  onGrantPermission(): void;
}) {
  const { offer, onOpenOptions } = props;
  const { page, pinCount, isPrivate, progress, limit, isRefused, begin } = offer;
  const title = boardHeading(page, offer.title ?? progress?.title ?? null);
  if (isPrivate) {
    return (
      <>
        <Header title={title} onOpenOptions={onOpenOptions} />
        <Notice title={t('boardOffer.privateTitle')}>{t('boardOffer.privateHint')}</Notice>
      </>
    );
  }
  const pins = pinCount === null ? '' : countPins(pinCount);
  return (
    <>
      <Header
        title={title}
        status={progress ? statusWords(progress) : pins}
        {...(progress && { state: DOTS[progress.status] })}
        onOpenOptions={onOpenOptions}
      />
      {progress === null && (
        <section class="board">
          <BoardBegin
            action={wordsFor(page, 'analyse')}
            isFirst={true}
            limit={limit}
            onBegin={begin}
          />
          <p class="board__hint">{t('boardOffer.hint')}</p>
        </section>
      )}
      {progress && <RunView {...props} progress={progress} />}
      {isRefused && (
        <p class="board__fault" role="alert">
          {t('boardOffer.notDone')}
        </p>
      )}
    </>
  );
}

function RunView(props: {
  offer: BoardOffer;
  progress: RunProgress;
  onOpenOptions(): void;
  onGrantPermission(): void;
}) {
  const { offer, progress } = props;
  const { page, status, done, walk, stop } = progress;
  const isOver = status === 'done' || status === 'cancelled';
  return (
    <>
      <section class="board">
        {status !== 'done' && <BoardProgress progress={progress} />}
        {isForUserToScroll(progress) && (
          <div class="board__say">
            {walk.refused !== null && <p>{t('boardOffer.refused')}</p>}
            <p>{t('boardOffer.scroll')}</p>
          </div>
        )}
        {status === 'stopped' && stop && <StopReason {...props} code={stop.code} />}
        {status === 'cancelled' && done > 0 && (
          <p class="board__hint">{t('boardOffer.keptSoFar', { pins: countPins(done) })}</p>
        )}
        {!isOver && (
          <div class="board__buttons">
            {status === 'running' ? (
              <button type="button" class="button" onClick={offer.pause}>
                {t('boardOffer.pause')}
              </button>
            ) : (
              <button type="button" class="button button--first" onClick={offer.resume}>
                {t('boardOffer.resume')}
              </button>
            )}
            <button type="button" class="button" onClick={offer.cancel}>
              {t('common.cancel')}
            </button>
          </div>
        )}
        {done > 0 && (
          <a
            class={status === 'done' ? 'button button--first board__see' : 'board__see'}
            href={resultsAddress(progress.id)}
            target="_blank"
            rel="noopener"
          >
            {wordsFor(page, 'see')}
          </a>
        )}
        {isOver && (
          <BoardBegin
            key={status}
            action={t(status === 'done' ? 'boardOffer.again' : 'boardOffer.resume')}
            isFirst={done === 0}
            limit={status === 'cancelled' ? progress.limit : offer.limit}
            onBegin={offer.begin}
          />
        )}
      </section>
      <BoardFailed failed={progress.failed} onRetry={offer.retry} />
    </>
  );
}

/** Why a run stopped, and the way to what puts that right. */
function StopReason(props: {
  code: NonNullable<RunProgress['stop']>['code'];
  onOpenOptions(): void;
  onGrantPermission(): void;
}) {
  const { code, onOpenOptions, onGrantPermission } = props;
  const { why, hint } = stopWords(code);
  const action =
    code === 'permission-needed'
      ? { label: t('popup.allow'), onClick: onGrantPermission }
      : code === 'models-missing'
        ? { label: t('popup.missing'), onClick: onOpenOptions }
        : code === 'storage-full'
          ? { label: t('boardOffer.openOptions'), onClick: onOpenOptions }
          : null;
  return (
    <div class="board__say" data-tone="warn">
      <h2>{why}</h2>
      <p>{hint}</p>
      {action && (
        <button type="button" class="button" onClick={action.onClick}>
          {action.label}
        </button>
      )}
    </div>
  );
}
