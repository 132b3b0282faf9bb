import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { BACKEND_CHOICES, type BackendChoice } from '../../lib/engine/backend-choice.ts';
import type { ModelStatus } from '../../lib/platform/models.ts';
import type { ShopChoice } from '../../lib/shops/shop-choices.ts';
import { ModelList } from './ModelList.tsx';
import { ShopSettings } from './ShopSettings.tsx';

const BACKEND_WORDS: Record<BackendChoice, string> = {
  auto: 'Choose for me',
  webgpu: 'Graphics card (WebGPU)',
  webgl: 'Graphics card (WebGL)',
  wasm: 'Processor (WebAssembly)',
};

export interface OptionsProps {
  /** All shops, in the user's order. */
  shops: readonly ShopChoice[];
  /** Whether shops are searched in their own language. */
  translate: boolean;
  cheapestFirst: boolean;
  /** Whether the finds show on the picture by themselves; its mark always does. */
  overlay: boolean;
  /** Whether Pinterest may be asked for the words of a pin that the page leaves out. */
  readPinDetails: boolean;
  backend: BackendChoice;
  /** The backend that runs now; `null` before the first analysis. */
  backendInUse: string | null;
  models: readonly ModelStatus[];
  /** Sections with a state of their own. */
  children?: ComponentChildren;
  /** Each change is out at once; it is called saved when the promise resolves. */
  onShopsChange(shops: readonly ShopChoice[]): Promise<void>;
  onTranslateChange(translate: boolean): Promise<void>;
  onCheapestFirstChange(cheapestFirst: boolean): Promise<void>;
  onOverlayChange(overlay: boolean): Promise<void>;
  onReadPinDetailsChange(readPinDetails: boolean): Promise<void>;
  onBackendChange(backend: BackendChoice): Promise<void>;
}

/** How long "Saved" is shown, in milliseconds. */
const SAVED_SHOWN_FOR = 2000;

/** The options page. There is no button to save: each change is kept at once. */
export function Options(props: OptionsProps) {
  const { shops, overlay, backend, backendInUse, models } = props;
  const [saved, keep] = useSaving();
  return (
    <main class="magpie options">
      <header class="options__head">
        <h1>Options</h1>
        <p class="options__saved" role="status">
          {saved}
        </p>
      </header>

      <section>
        <h2>Shops</h2>
        <p class="hint">
          The first one gets the filled button. A find is searched for only at shops that may sell
          it and send it to you. A change counts at once.
        </p>
        <ShopSettings shops={shops} onChange={(next) => keep(props.onShopsChange(next))} />
        <label class="switch">
          <input
            type="checkbox"
            checked={props.translate}
            onChange={(event) => keep(props.onTranslateChange(event.currentTarget.checked))}
          />
          Search in the language of the shop
        </label>
        <label class="switch">
          <input
            type="checkbox"
            checked={props.cheapestFirst}
            onChange={(event) => keep(props.onCheapestFirstChange(event.currentTarget.checked))}
          />
          Cheapest first, at shops that can sort by a link
        </label>
      </section>

      <section>
        <h2>On the picture</h2>
        <label class="switch">
          <input
            type="checkbox"
            checked={overlay}
            onChange={(event) => keep(props.onOverlayChange(event.currentTarget.checked))}
          />
          Show the finds on the picture as soon as a pin opens
        </label>
      </section>

      <section>
        <h2>Reading the pin</h2>
        <p class="hint">
          The pin’s own words make better searches. They are read from the open page and stay on
          this device.
        </p>
        <label class="switch">
          <input
            type="checkbox"
            checked={props.readPinDetails}
            onChange={(event) => keep(props.onReadPinDetailsChange(event.currentTarget.checked))}
          />
          Ask Pinterest for the words when the page leaves them out
        </label>
      </section>

      <section>
        <h2>Looking at pictures</h2>
        <p class="hint">All of it happens on this device. This says what does the work.</p>
        <div class="field">
          <label for="backend">Run on</label>
          <select
            id="backend"
            value={backend}
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
          <p class="hint">
            {backendInUse
              ? `In use now: ${wordsForBackend(backendInUse)}`
              : 'Not started yet: open a pin first.'}
          </p>
        </div>
      </section>

      {props.children}

      <section>
        <h2>Models</h2>
        <p class="hint">They came with Magpie; nothing is downloaded later.</p>
        <ModelList models={models} />
      </section>
    </main>
  );
}

function wordsForBackend(id: string): string {
  const known = BACKEND_CHOICES.find((choice) => choice === id && choice !== 'auto');
  return known ? BACKEND_WORDS[known] : id;
}

/** Says "Saved" when a change is kept, or that it was not. */
export function useSaving(): [words: string, keep: (saving: Promise<void>) => void] {
  const [words, setWords] = useState('');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const keep = (saving: Promise<void>): void => {
    clearTimeout(timer.current);
    setWords('');
    saving.then(
      () => {
        setWords('Saved');
        timer.current = setTimeout(() => setWords(''), SAVED_SHOWN_FOR);
      },
      () => setWords('The browser would not save this. Please try again.'),
    );
  };
  return [words, keep];
}
