import type { RunProgress } from '../../lib/board/run-progress.ts';
import { t } from '../../lib/i18n.ts';
import { countWords, rateWords, settledIn, timeLeftWords } from './board-words.ts';

/** How far the analysis of a board is: a bar, and the numbers below it. Not spoken as they change. */
export function BoardProgress({ progress }: { progress: RunProgress }) {
  const { status, total } = progress;
  const settled = settledIn(progress);
  const numbers = [
    countWords(progress),
    ...(status === 'running' ? [rateWords(progress), timeLeftWords(progress)] : []),
  ];
  return (
    <>
      <div
        class="board__bar"
        role="progressbar"
        aria-label={t('boardOffer.progress')}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={settled}
        aria-valuetext={countWords(progress)}
        data-state={status}
      >
        <span style={{ width: `${total === 0 ? 0 : (100 * settled) / total}%` }} />
      </div>
      <p class="board__numbers">{numbers.filter((words) => words !== null).join(' · ')}</p>
    </>
  );
}
