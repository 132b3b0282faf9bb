import { useId } from 'preact/hooks';
import {
  ASKING_TIMES,
  type AskingTime,
  CLOUD_FEATURES,
  type CloudFeature,
  unitsFor,
} from '../../lib/cloud-vision/features.ts';
import { MAX_CAP } from '../../lib/cloud-vision/usage.ts';
import { type PlainMessage, t } from '../../lib/i18n.ts';
import { countUnits, written } from '../words.ts';
import { type CheckEnd, SecretForm } from './SecretForm.tsx';
import { useKeep } from './saving.tsx';

const PRICES_URL = 'https://cloud.google.com/vision/pricing';
const KEYS_URL = 'https://console.cloud.google.com/apis/credentials';

const FEATURE_WORDS = {
  LABEL_DETECTION: 'cloud.labels',
  OBJECT_LOCALIZATION: 'cloud.objects',
  IMAGE_PROPERTIES: 'cloud.colors',
  WEB_DETECTION: 'cloud.web',
} as const satisfies Record<CloudFeature, PlainMessage>;

const TIME_WORDS = {
  click: 'cloud.onClick',
  'every-pin': 'cloud.everyPin',
} as const satisfies Record<AskingTime, PlainMessage>;

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
      <p class="hint">{t('cloud.intro')}</p>
      {props.hasKey ? (
        <TurnedOn {...props} />
      ) : (
        <SecretForm
          label={t('cloud.key')}
          action={t('cloud.check')}
          hint={t('cloud.checkHint')}
          asking={t('cloud.asking')}
          refused={t('cloud.refused')}
          onCheck={props.onCheck}
        />
      )}
      <p class="hint cloud__prices">{t('cloud.prices')}</p>
      <p class="cloud__links">
        <a href={PRICES_URL} target="_blank" rel="noopener noreferrer">
          {t('cloud.checkPrices')}
        </a>
        <a href={KEYS_URL} target="_blank" rel="noopener noreferrer">
          {props.hasKey ? t('cloud.manageKeys') : t('cloud.makeKey')}
        </a>
      </p>
    </section>
  );
}

function TurnedOn(props: CloudVisionProps) {
  const { allowed, features, when, cap, spent } = props;
  const id = useId();
  const keep = useKeep();
  const units = unitsFor(features);
  return (
    <>
      {allowed ? (
        <p class="cloud__on">{t('cloud.on')}</p>
      ) : (
        <div class="cloud__blocked">
          <p>{t('cloud.blocked')}</p>
          <button type="button" class="button button--first" onClick={() => void props.onAllow()}>
            {t('cloud.allowAgain')}
          </button>
        </div>
      )}

      <fieldset>
        <legend>{t('cloud.features')}</legend>
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
              {t(FEATURE_WORDS[feature])}
            </label>
          );
        })}
        <p class="hint">{t('cloud.pictureCosts', { units: countUnits(units) })}</p>
      </fieldset>

      <fieldset>
        <legend>{t('cloud.when')}</legend>
        {ASKING_TIMES.map((time) => (
          <label class="switch" key={time}>
            <input
              type="radio"
              name={`${id}-when`}
              checked={time === when}
              onChange={() => keep(props.onWhenChange(time))}
            />
            {t(TIME_WORDS[time])}
          </label>
        ))}
        <p class="hint">{t('cloud.privateHint')}</p>
      </fieldset>

      <div class="field cloud__cap">
        <label id={`${id}-at-most`} for={`${id}-cap`}>
          {t('cloud.atMost')}
        </label>
        <input
          id={`${id}-cap`}
          aria-labelledby={`${id}-at-most ${id}-unit`}
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
        <span id={`${id}-unit`}>{t('cloud.unitsMonth')}</span>
      </div>
      <p class="cloud__spent">
        {t('cloud.spentSentence', { spent: written(spent), units: countUnits(cap) })}
      </p>

      <div class="cloud__off">
        <button type="button" class="button" onClick={() => keep(props.onTurnOff())}>
          {t('cloud.turnOff')}
        </button>
      </div>
    </>
  );
}
