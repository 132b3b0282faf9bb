import { CloudVision, type CloudVisionProps } from '../../components/options/CloudVision.tsx';
import { Options } from '../../components/options/Options.tsx';
import type { CloudOffer } from '../../components/popup/AskCloudVision.tsx';
import { Popup } from '../../components/popup/Popup.tsx';
import { CLOUD_VISION } from '../../lib/analysis.ts';
import { CLOUD_FEATURES } from '../../lib/cloud-vision/features.ts';
import type { Run } from '../../lib/tab-state.ts';
import { suggestNouns } from '../../lib/vision/noun-suggestions.ts';
import { NOUN_FACTS, pinState, RUNS, SHOPS } from './data.ts';
import type { Scene } from './scenes.tsx';

const nothing = () => undefined;
const kept = async () => undefined;
const OFFER: CloudOffer = { units: 4, spent: 212, cap: 1_000, onAsk: nothing };
const FOUND = {
  ...RUNS.one.analysis,
  objects: RUNS.one.analysis.objects.map((object) => ({
    ...object,
    sources: [...object.sources, CLOUD_VISION],
  })),
};

function popup(name: string, run: Run): Scene {
  return {
    name: `popup-cloud-${name}`,
    kind: 'popup',
    view: () => (
      <Popup
        content={{ view: 'tab', state: pinState(run) }}
        shops={SHOPS}
        nounFacts={NOUN_FACTS}
        cloud={OFFER}
        copyText={(text) => navigator.clipboard.writeText(text)}
        onSearchAll={kept}
        onKeepWords={nothing}
        correcting={{ suggest: async (request) => suggestNouns(request), correct: nothing }}
        onPickArea={nothing}
        onLook={nothing}
        onRetry={nothing}
        onReload={nothing}
        onGrantPermission={nothing}
        onOpenOptions={nothing}
      />
    ),
  };
}

function options(name: string, props: Partial<CloudVisionProps>): Scene {
  return {
    name: `options-cloud-${name}`,
    kind: 'options',
    view: () => (
      <Options>
        <CloudVision
          hasKey={true}
          allowed={true}
          features={CLOUD_FEATURES}
          when="click"
          cap={1_000}
          spent={212}
          onCheck={async () => 'cloud-api-off'}
          onAllow={async () => true}
          onFeaturesChange={kept}
          onWhenChange={kept}
          onCapChange={kept}
          onTurnOff={kept}
          {...props}
        />
      </Options>
    ),
  };
}

/** Cloud Vision in the popup and the options, in every state. */
export const CLOUD_SCENES: Scene[] = [
  popup('offer', { status: 'done', analysis: RUNS.one.analysis }),
  popup('asking', {
    status: 'done',
    analysis: RUNS.one.analysis,
    cloud: { status: 'asking' },
  }),
  popup('failed', {
    status: 'done',
    analysis: RUNS.one.analysis,
    cloud: { status: 'failed', failure: { code: 'cloud-api-off' } },
  }),
  popup('retry', {
    status: 'done',
    analysis: RUNS.one.analysis,
    cloud: { status: 'failed', failure: { code: 'cloud-timeout' } },
  }),
  popup('found', {
    status: 'done',
    analysis: {
      ...FOUND,
      cloud: {
        styles: ['mid-century modern', 'scandinavian'],
        brands: ['IKEA'],
        bestGuess: 'mustard yellow armchair',
        palette: FOUND.palette,
      },
    },
  }),
  options('off', { hasKey: false, allowed: false }),
  options('on', {}),
  options('blocked', { allowed: false, features: ['WEB_DETECTION'] }),
];
