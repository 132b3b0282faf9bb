import { STAGES, type Stage } from '../../lib/analysis.ts';
import { t } from '../../lib/i18n.ts';
import { stageWords } from '../words.ts';

/** How far the analysis is: a segment for each stage, those behind it full. Nothing moves by itself. */
export function StageProgress({ stage }: { stage: Stage }) {
  const current = STAGES.indexOf(stage);
  return (
    <div
      class="stages"
      role="progressbar"
      aria-label={t('popup.progress')}
      aria-valuemin={0}
      aria-valuemax={STAGES.length}
      aria-valuenow={current}
      aria-valuetext={stageWords(stage)}
    >
      {STAGES.map((name, index) => (
        <span
          key={name}
          data-state={index < current ? 'done' : index === current ? 'now' : 'ahead'}
        />
      ))}
    </div>
  );
}
