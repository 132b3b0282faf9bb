import { useId } from 'preact/hooks';
import { BACKEND_CHOICES, type BackendChoice } from '../../lib/engine/backend-choice.ts';
import { type PlainMessage, t } from '../../lib/i18n.ts';
import type { Kept } from '../../lib/platform/settings.ts';
import { Section } from './Section.tsx';
import { Switch } from './Switch.tsx';
import { useKeep } from './saving.tsx';

const BACKEND_WORDS = {
  auto: 'options.backendAuto',
  webgpu: 'options.backendWebgpu',
  webgl: 'options.backendWebgl',
  wasm: 'options.backendWasm',
} as const satisfies Record<BackendChoice, PlainMessage>;

/** When pictures are looked at, and what does the work. */
export function AnalysisSection(props: {
  /** Whether a pin is analysed as soon as it opens. */
  automatic: boolean;
  backend: BackendChoice;
  /** The backend that runs now; `null` before the first analysis. */
  backendInUse: string | null;
  onAutomaticChange(automatic: boolean): Promise<Kept | undefined>;
  onBackendChange(backend: BackendChoice): Promise<Kept | undefined>;
}) {
  const { automatic, backend, backendInUse } = props;
  const keep = useKeep();
  const id = useId();
  return (
    <Section title={t('options.analysis')} hint={t('options.analysisHint')}>
      <Switch
        checked={automatic}
        hint={t('options.automaticHint')}
        onChange={props.onAutomaticChange}
      >
        {t('options.automatic')}
      </Switch>
      <div class="field">
        <label for={id}>{t('options.backend')}</label>
        <select
          id={id}
          class="backend"
          value={backend}
          aria-describedby={`${id}-now`}
          onChange={({ currentTarget }) => {
            const choice = BACKEND_CHOICES.find((name) => name === currentTarget.value);
            if (choice) keep(props.onBackendChange(choice));
          }}
        >
          {BACKEND_CHOICES.map((choice) => (
            <option key={choice} value={choice}>
              {t(BACKEND_WORDS[choice])}
            </option>
          ))}
        </select>
        <p class="hint" id={`${id}-now`}>
          {backendInUse
            ? t('options.backendInUse', { backend: wordsForBackend(backendInUse) })
            : t('options.backendIdle')}
        </p>
      </div>
    </Section>
  );
}

function wordsForBackend(id: string): string {
  const known = BACKEND_CHOICES.find((choice) => choice === id && choice !== 'auto');
  return known ? t(BACKEND_WORDS[known]) : id;
}
