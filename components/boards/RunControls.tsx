import type { RunProgress } from '../../lib/board/run-progress.ts';
import { t } from '../../lib/i18n.ts';

/** What may be done to the run of a board, beside its progress; nothing where it is complete. */
export function RunControls(props: {
  progress: RunProgress;
  onPause(): void;
  onResume(): void;
  onCancel(): void;
  /** Has all failed pins looked at again. */
  onRetry(): void;
}) {
  const { status, failed } = props.progress;
  const isUnderWay = status === 'running' || status === 'paused' || status === 'stopped';
  if (!isUnderWay && failed.length === 0) return null;
  return (
    <div class="board-head__actions">
      {status === 'running' && (
        <button type="button" class="button" onClick={props.onPause}>
          {t('boardOffer.pause')}
        </button>
      )}
      {(status === 'paused' || status === 'stopped') && (
        <button type="button" class="button button--first" onClick={props.onResume}>
          {t('boardOffer.resume')}
        </button>
      )}
      {isUnderWay && (
        <button type="button" class="button" onClick={props.onCancel}>
          {t('common.cancel')}
        </button>
      )}
      {failed.length > 0 && (
        <button type="button" class="button" onClick={props.onRetry}>
          {t('boardOffer.retryAll')}
        </button>
      )}
    </div>
  );
}
