import { boardUrl } from '../../lib/board/board-page.ts';
import { resultsAddress } from '../../lib/board/results-address.ts';
import type { UnfinishedRun } from '../../lib/board/run-progress.ts';
import { t } from '../../lib/i18n.ts';
import { BoardProgress } from './BoardProgress.tsx';
import { boardHeading, statusWords, wordsFor } from './board-words.ts';

/** Analyses of boards that are under way elsewhere, or wait for the user to go on. */
export function BoardRuns(props: {
  runs: readonly UnfinishedRun[];
  onPause(runId: string): void;
  onResume(runId: string): void;
}) {
  const { runs, onPause, onResume } = props;
  if (runs.length === 0) return null;
  return (
    <section class="board-runs">
      <h2>{t('boardOffer.underWay')}</h2>
      <ul>
        {runs.map(({ progress, isOpen }) => {
          const { id, page, status, known, total, walk } = progress;
          const title = boardHeading(page, progress.title);
          const isRunning = status === 'running';
          const url = boardUrl(page);
          const isShort = isRunning && walk.mode !== 'ended' && known < total;
          const lacksPage = url !== null && isShort && !isOpen;
          return (
            <li key={id}>
              <h3 title={title}>{title}</h3>
              <p>{statusWords(progress)}</p>
              <BoardProgress progress={progress} />
              {lacksPage && <p>{t('boardOffer.needsPage')}</p>}
              <div class="board__buttons">
                {lacksPage && (
                  <a class="button button--first" href={url} target="_blank" rel="noopener">
                    {wordsFor(page, 'open')}
                  </a>
                )}
                {isRunning && (
                  <button
                    type="button"
                    class="button"
                    aria-label={t('boardOffer.pauseRun', { title })}
                    onClick={() => onPause(id)}
                  >
                    {t('boardOffer.pause')}
                  </button>
                )}
                {(status === 'paused' || status === 'stopped') && (
                  <button
                    type="button"
                    class="button"
                    aria-label={t('boardOffer.resumeRun', { title })}
                    onClick={() => onResume(id)}
                  >
                    {t('boardOffer.resume')}
                  </button>
                )}
                {status === 'done' && (
                  <a class="button" href={resultsAddress(id)} target="_blank" rel="noopener">
                    {wordsFor(page, 'see')}
                  </a>
                )}
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
