import { useId, useState } from 'preact/hooks';
import {
  ASKING_TIMES,
  type AskingTime,
  CLOUD_FEATURES,
  type CloudFeature,
  unitsFor,
} from '../../lib/cloud-vision/features.ts';
import { MAX_CAP } from '../../lib/cloud-vision/usage.ts';
import type { ErrorCode } from '../../lib/errors.ts';
import { countUnits, sentenceFor } from '../words.ts';
import { useSaving } from './Options.tsx';

const PRICES_URL = 'https://cloud.google.com/vision/pricing';
const KEYS_URL = 'https://console.cloud.google.com/apis/credentials';

const FEATURE_WORDS: Record<CloudFeature, string> = {
  LABEL_DETECTION: 'Labels: what the picture is of',
  OBJECT_LOCALIZATION: 'Objects: what is where',
  IMAGE_PROPERTIES: 'Colours: the main ones of the picture',
  WEB_DETECTION: 'Web: what such pictures are called elsewhere, and brands',
};

const TIME_WORDS: Record<AskingTime, string> = {
  click: 'When I click “Ask Cloud Vision”',
  'every-pin': 'For every pin I open',
};

/** How the check of a key ended: it works, the user refused the permission, or what went wrong. */
export type CheckEnd = 'works' | 'refused' | ErrorCode;

export interface CloudVisionProps {
  hasKey: boolean;
  /** Whether the browser lets Magpie send pictures to Google. */
  allowed: boolean;
  features: readonly CloudFeature[];
  when: AskingTime;
  /** Units a month that may be spent. */
  cap: number;
  /** Units spent this month, on this device. */
  spent: number;
  /** Asks for the permission, in the click, and tries the key; it is kept if it works. */
  onCheck(key: string): Promise<CheckEnd>;
  /** Asks for the permission alone; false when it is refused. */
  onAllow(): Promise<boolean>;
  onFeaturesChange(features: readonly CloudFeature[]): Promise<void>;
  onWhenChange(when: AskingTime): Promise<void>;
  onCapChange(cap: number): Promise<void>;
  /** Deletes the key and gives the permission back. */
  onTurnOff(): Promise<void>;
}

/** Google Cloud Vision in the options: off until the user brings a key of their own. */
export function CloudVision(props: CloudVisionProps) {
  return (
    <section class="cloud" aria-labelledby="cloud-title">
      <h2 id="cloud-title">Google Cloud Vision</h2>
      <p class="hint">
        Optional, with an API key of your own. Google then looks at pictures as well and adds what
        it sees. Only for that does a picture leave this device: scaled down, without cookies, and
        without a word about you or the pin.
      </p>
      {props.hasKey ? <TurnedOn {...props} /> : <KeyForm onCheck={props.onCheck} />}
      <p class="hint cloud__prices">
        Google bills a unit for each feature and picture to your key. When this was written, 1,000
        units a month of each feature were free.
      </p>
      <p class="cloud__links">
        <a href={PRICES_URL} target="_blank" rel="noopener noreferrer">
          Check Google’s prices
        </a>
        <a href={KEYS_URL} target="_blank" rel="noopener noreferrer">
          {props.hasKey ? 'Manage your keys' : 'Make a key'}
        </a>
      </p>
    </section>
  );
}

function KeyForm({ onCheck }: Pick<CloudVisionProps, 'onCheck'>) {
  const id = useId();
  const [key, setKey] = useState('');
  const [isChecking, setChecking] = useState(false);
  const [end, setEnd] = useState<CheckEnd | null>(null);
  const check = async (): Promise<void> => {
    setChecking(true);
    setEnd(null);
    try {
      setEnd(await onCheck(key));
    } catch {
      setEnd('engine-failed');
    }
    setChecking(false);
    // Not kept in the page any longer than it is needed.
    setKey('');
  };
  return (
    <form
      class="cloud__key"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isChecking && key.trim()) void check();
      }}
    >
      <label for={id}>API key</label>
      <div class="field">
        <input
          id={id}
          type="password"
          autocomplete="off"
          spellcheck={false}
          value={key}
          onInput={(event) => setKey(event.currentTarget.value)}
        />
        <button type="submit" class="button button--first" aria-disabled={isChecking}>
          Check and save
        </button>
      </div>
      <p class="hint">
        The check sends Google a tiny white picture, which costs one unit. The key stays on this
        device and is not shown again.
      </p>
      <p class="cloud__end" role="status" data-failed={end !== null && end !== 'works'}>
        {isChecking ? 'Asking Google…' : wordsForEnd(end)}
      </p>
    </form>
  );
}

function TurnedOn(props: CloudVisionProps) {
  const { allowed, features, when, cap, spent } = props;
  const id = useId();
  const [saved, keep] = useSaving();
  const units = unitsFor(features);
  return (
    <>
      {allowed ? (
        <p class="cloud__on">On. Your key is kept on this device.</p>
      ) : (
        <div class="cloud__blocked">
          <p>The browser does not let Magpie send pictures to Google any more.</p>
          <button type="button" class="button button--first" onClick={() => void props.onAllow()}>
            Allow again
          </button>
        </div>
      )}

      <fieldset>
        <legend>What to ask for</legend>
        {CLOUD_FEATURES.map((feature) => {
          const isChosen = features.includes(feature);
          return (
            <label class="switch" key={feature}>
              <input
                type="checkbox"
                checked={isChosen}
                // With none there would be nothing to ask.
                disabled={isChosen && features.length === 1}
                onChange={({ currentTarget: { checked } }) =>
                  keep(
                    props.onFeaturesChange(
                      CLOUD_FEATURES.filter((one) =>
                        one === feature ? checked : features.includes(one),
                      ),
                    ),
                  )
                }
              />
              {FEATURE_WORDS[feature]}
            </label>
          );
        })}
        <p class="hint">{`A picture costs ${countUnits(units)}.`}</p>
      </fieldset>

      <fieldset>
        <legend>When to ask</legend>
        {ASKING_TIMES.map((time) => (
          <label class="switch" key={time}>
            <input
              type="radio"
              name={`${id}-when`}
              checked={time === when}
              onChange={() => keep(props.onWhenChange(time))}
            />
            {TIME_WORDS[time]}
          </label>
        ))}
        <p class="hint">In private windows only ever on a click.</p>
      </fieldset>

      <div class="field cloud__cap">
        <label for={`${id}-cap`}>At most</label>
        <input
          id={`${id}-cap`}
          type="number"
          min={0}
          max={MAX_CAP}
          step={1}
          value={cap}
          onChange={({ currentTarget }) => {
            const units = currentTarget.valueAsNumber;
            if (currentTarget.validity.valid && Number.isInteger(units)) {
              keep(props.onCapChange(units));
            } else {
              currentTarget.value = String(cap);
            }
          }}
        />
        <span>units a month, on this device</span>
      </div>
      <p class="cloud__spent">{`${spent.toLocaleString('en-GB')} of ${countUnits(cap)} spent this month.`}</p>

      <div class="cloud__off">
        <button type="button" class="button" onClick={() => keep(props.onTurnOff())}>
          Turn off and delete the key
        </button>
        <span class="cloud__saved" role="status">
          {saved}
        </span>
      </div>
    </>
  );
}

function wordsForEnd(end: CheckEnd | null): string {
  switch (end) {
    case null:
    case 'works':
      return '';
    case 'refused':
      return 'Without that permission Magpie cannot ask Google. Everything else works as before.';
    default:
      return sentenceFor(end);
  }
}
