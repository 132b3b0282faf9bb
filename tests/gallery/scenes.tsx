import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { Options } from '../../components/options/Options.tsx';
import type { ShopSetting } from '../../components/options/ShopSettings.tsx';
import { Popup, type PopupContent } from '../../components/popup/Popup.tsx';
import type { BackendChoice } from '../../lib/engine/backend-choice.ts';
import { CLOUD_SCENES } from './cloud-scenes.tsx';
import {
  LONG_SHOPS,
  LONG_TITLE,
  MODELS,
  PHOTO,
  pinState,
  RUNS,
  SHOP_SETTINGS,
  SHOPS,
} from './data.ts';
import { OverlayStage, type StageProps } from './OverlayStage.tsx';

/** One state of one view. `press` begins the name of the hotspot to open before the picture is taken. */
export interface Scene {
  name: string;
  kind: 'popup' | 'overlay' | 'options';
  view(): VNode;
  press?: string;
}

const nothing = () => undefined;

function popup(name: string, content: PopupContent, shops = SHOPS): Scene {
  return {
    name: `popup-${name}`,
    kind: 'popup',
    view: () => (
      <Popup
        content={content}
        shops={shops}
        copyText={(text) => navigator.clipboard.writeText(text)}
        onRetry={nothing}
        onReload={nothing}
        onGrantPermission={nothing}
        onOpenOptions={nothing}
      />
    ),
  };
}

function overlay(name: string, props: Partial<StageProps>, press?: string): Scene {
  return {
    name: `overlay-${name}`,
    kind: 'overlay',
    view: () => <OverlayStage run={RUNS.done} shops={SHOPS} {...props} />,
    ...(press && { press }),
  };
}

function OptionsStage() {
  const [shops, setShops] = useState<readonly ShopSetting[]>(SHOP_SETTINGS);
  const [overlayOn, setOverlayOn] = useState(true);
  const [backend, setBackend] = useState<BackendChoice>('auto');
  return (
    <Options
      shops={shops}
      overlay={overlayOn}
      backend={backend}
      backendInUse="wasm"
      models={MODELS}
      onShopsChange={async (next) => setShops(next)}
      onOverlayChange={async (next) => setOverlayOn(next)}
      onBackendChange={async (next) => setBackend(next)}
    />
  );
}

const tab = (state: Parameters<typeof pinState>[0], pin?: Parameters<typeof pinState>[1]) =>
  ({ view: 'tab', state: pinState(state, pin) }) as const;

/** Every view in every state. */
export const SCENES: Scene[] = [
  popup('waiting', { view: 'waiting' }),
  popup('not-pinterest', { view: 'not-pinterest' }),
  popup('no-pin', { view: 'tab', state: { page: 'no-pin' } }),
  popup('reload-needed', { view: 'reload-needed' }),
  popup('permission-needed', { view: 'permission-needed' }),
  popup('permission-lost', tab(RUNS.forbidden)),
  popup('video', tab(RUNS.video, { kind: 'video' })),
  popup('running-decode', tab(RUNS.decode)),
  popup('running-palette', tab(RUNS.palette)),
  popup('running-coarse', tab(RUNS.coarse)),
  popup('done', tab(RUNS.done)),
  popup('one', tab(RUNS.one), SHOPS.slice(0, 3)),
  popup('many', tab(RUNS.many, { title: LONG_TITLE }), LONG_SHOPS),
  popup('nothing', tab(RUNS.nothing)),
  popup('offline', tab(RUNS.offline)),
  popup('engine-lost', tab(RUNS.lost)),
  popup('models-missing', tab(RUNS.modelsMissing)),
  popup('picked', {
    view: 'tab',
    state: { page: 'picked-image', imageUrl: PHOTO, run: RUNS.one },
  }),
  overlay('mark', {}),
  overlay('open', { open: true }),
  overlay('card', { open: true }, 'Armchair'),
  overlay('card-tall-find', { open: true }, 'Floor lamp'),
  overlay('card-at-edge', { open: true }, 'Television'),
  overlay('running', { run: RUNS.decode }),
  overlay('running-open', { run: RUNS.palette, open: true }),
  overlay('coarse', { run: RUNS.coarse, open: true }, 'Armchair'),
  overlay('nothing', { run: RUNS.nothing, open: true }),
  overlay('offline', { run: RUNS.offline, open: true }),
  overlay('engine-lost', { run: RUNS.lost, open: true }),
  overlay('many', { run: RUNS.many, open: true, shops: LONG_SHOPS }, 'Wohnzimmer'),
  overlay('cover', { open: true, width: '508px', height: '700px', fit: 'cover' }, 'Armchair'),
  overlay('contain', { open: true, width: '508px', height: '700px', fit: 'contain' }, 'Armchair'),
  overlay('small', { open: true, width: '236px' }),
  overlay('tiny', { open: true, width: '90px' }),
  overlay('control', { control: true }),
  { name: 'options', kind: 'options', view: () => <OptionsStage /> },
  ...CLOUD_SCENES,
];
