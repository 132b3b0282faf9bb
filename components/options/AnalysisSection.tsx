import { useId } from 'preact/hooks';
import { BACKEND_CHOICES, type BackendChoice } from '../../lib/engine/backend-choice.ts';
import type { Kept } from '../../lib/platform/settings.ts';
import { Section } from './Section.tsx';
import { Switch } from './Switch.tsx';
import { useKeep } from './saving.tsx';

const BACKEND_WORDS: Record<BackendChoice, string> = {
  auto: 'Choose for me',
  webgpu: 'Graphics card (WebGPU)',
  webgl: 'Graphics card (WebGL)',
  wasm: 'Processor (WebAssembly)',
};

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
    <Section title="Looking at pictures" hint="All of it happens on this device.">
      <Switch
        checked={automatic}
        hint="Otherwise a pin waits until you press “Look” on it."
        onChange={props.onAutomaticChange}
      >
        Look at each pin as soon as it opens
      </Switch>
      <div class="field">
        <label for={id}>Run on</label>
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
              {BACKEND_WORDS[choice]}
            </option>
          ))}
        </select>
        <p class="hint" id={`${id}-now`}>
          {backendInUse
            ? `In use now: ${wordsForBackend(backendInUse)}`
            : 'Not started yet: open a pin first.'}
        </p>
      </div>
    </Section>
  );
}

function wordsForBackend(id: string): string {
  const known = BACKEND_CHOICES.find((choice) => choice === id && choice !== 'auto');
  return known ? BACKEND_WORDS[known] : id;
}
