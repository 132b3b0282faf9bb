import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { OfferLink } from '../../components/OfferLink.tsx';
import { AnalysisSection } from '../../components/options/AnalysisSection.tsx';
import { ModelsSection } from '../../components/options/ModelsSection.tsx';
import { Options } from '../../components/options/Options.tsx';
import { OverlaySection } from '../../components/options/OverlaySection.tsx';
import { PrivateDataSection } from '../../components/options/PrivateDataSection.tsx';
import { ReadingSection } from '../../components/options/ReadingSection.tsx';
import { SearchesSection } from '../../components/options/SearchesSection.tsx';
import { SettingsNotice } from '../../components/options/SettingsNotice.tsx';
import { SettingsSection } from '../../components/options/SettingsSection.tsx';
import { ShopsSection } from '../../components/options/ShopsSection.tsx';
import { Find } from '../../components/popup/Find.tsx';
import { Popup, type PopupContent } from '../../components/popup/Popup.tsx';
import type { FindSaving } from '../../components/Star.tsx';
import { useCopy } from '../../components/use-copy.ts';
import { asHeading, shown } from '../../components/words.ts';
import { corrected } from '../../lib/corrections.ts';
import { t } from '../../lib/i18n.ts';
import type { SettingsHealth } from '../../lib/platform/settings.ts';
import { factsOf } from '../../lib/query/noun-facts.ts';
import type { ShopChoice } from '../../lib/shops/shop-choices.ts';
import { suggestNouns } from '../../lib/vision/noun-suggestions.ts';
import { API_SCENES } from './api-scenes.tsx';
import { BOARD_MODEL_SCENES, FITS } from './board-model-scenes.tsx';
import { BOARD_POPUP_SCENES } from './board-popup-scenes.tsx';
import { BOARD_SCENES } from './board-scenes.tsx';
import { CLOUD_SCENES } from './cloud-scenes.tsx';
import {
  analysisOf,
  CORRECTIONS,
  FINDS,
  LONG_SHOPS,
  LONG_TITLE,
  MODELS,
  NOUN_FACTS,
  OFFER,
  PHOTO,
  pinState,
  REGIONS,
  RUNS,
  SAVING,
  SHOP_CHOICES,
  SHOPS,
  SOUND,
  TROUBLED,
  USAGE,
} from './data.ts';
import { FIND_SCENES } from './find-scenes.tsx';
import { OverlayStage, type StageProps } from './OverlayStage.tsx';
import { RANKING_SCENES } from './ranking-scenes.tsx';

/** One state of one view. `press` names what to open before the picture is taken: a hotspot by how its name begins, a button by its words. */
export interface Scene {
  name: string;
  kind: 'popup' | 'overlay' | 'options' | 'saved' | 'boards';
  view(): VNode;
  press?: () => string;
  /** What to do then, in the page, with the names of controls to press and keys. */
  steps?: () => readonly string[];
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
        nounFacts={NOUN_FACTS}
        copyText={(text) => navigator.clipboard.writeText(text)}
        onSearchAll={async () => undefined}
        onKeepWords={nothing}
        onRetry={nothing}
        onLook={nothing}
        onReload={nothing}
        onGrantPermission={nothing}
        onOpenOptions={nothing}
        correcting={{ suggest: async (request) => suggestNouns(request), correct: nothing }}
        saving={SAVING}
        onPickArea={nothing}
      />
    ),
  };
}

/** Finds as they are once the pin's words are read: refined, and one without a box. */
function WordsStage({ saving = SAVING }: { saving?: FindSaving }) {
  const copying = useCopy(async () => undefined);
  return (
    <main class="magpie popup">
      <h1 class="unseen">Finds</h1>
      <OfferLink offer={OFFER} />
      <ul class="finds" aria-label="Finds">
        {FINDS.map((find) => (
          <Find
            key={find.noun}
            id={find.noun}
            saving={saving}
            find={find}
            facts={factsOf(find.noun)}
            image={RUNS.done.analysis}
            imageUrl={PHOTO}
            shops={SHOPS}
            copying={copying}
            onSearchAll={async () => undefined}
            onKeepWords={nothing}
            correcting={{ suggest: async (request) => suggestNouns(request), correct: nothing }}
          />
        ))}
      </ul>
    </main>
  );
}

function overlay(
  name: string,
  props: Partial<StageProps>,
  /** The find whose hotspot is pressed, by its noun. */
  noun?: string,
  steps?: () => readonly string[],
): Scene {
  return {
    name: `overlay-${name}`,
    kind: 'overlay',
    view: () => <OverlayStage run={RUNS.done} shops={SHOPS} {...props} />,
    ...(noun && { press: () => asHeading(shown('noun', noun)) }),
    ...(steps && { steps }),
  };
}

const saved = async () => 'everywhere' as const;

function OptionsStage(props: { health?: SettingsHealth; shortcut?: string }) {
  const { health = SOUND, shortcut = 'Alt+Shift+M' } = props;
  const [shops, setShops] = useState<readonly ShopChoice[]>(SHOP_CHOICES);
  return (
    <Options>
      <SettingsNotice health={health} onSaveUnreadable={nothing} onDismissUnreadable={nothing} />
      <ShopsSection
        shops={shops}
        cheapestFirst={false}
        onShopsChange={(next) => {
          setShops(next);
          return saved();
        }}
        onCheapestFirstChange={saved}
      />
      <SearchesSection
        styleWords={true}
        translate={true}
        onStyleWordsChange={saved}
        onTranslateChange={saved}
      />
      <OverlaySection
        overlay={true}
        shortcut={shortcut}
        onOverlayChange={saved}
        onChangeShortcut={shortcut === '' ? null : nothing}
      />
      <ReadingSection readPinDetails={true} onReadPinDetailsChange={saved} />
      <AnalysisSection
        automatic={true}
        backend="auto"
        backendInUse="wasm"
        onAutomaticChange={saved}
        onBackendChange={saved}
      />
      <ModelsSection models={MODELS} />
      <PrivateDataSection usage={USAGE} onClear={async () => undefined} />
      <SettingsSection
        onlyHere={health.onlyHere}
        onExport={nothing}
        onImport={async () => ({ ok: true, undo: saved })}
        onReset={async () => saved}
      />
    </Options>
  );
}

/** The name of the pencil beside a find. */
const correct = (noun: string) => t('correct.open', { noun: shown('noun', noun) });

const tab = (state: Parameters<typeof pinState>[0], pin?: Parameters<typeof pinState>[1]) =>
  ({ view: 'tab', state: pinState(state, pin) }) as const;

/** Every view in every state. */
export const SCENES: Scene[] = [
  popup('waiting', { view: 'waiting' }),
  popup('not-pinterest', { view: 'not-pinterest' }),
  popup('no-pin', { view: 'tab', state: { page: 'no-pin' } }),
  popup('reload-needed', { view: 'reload-needed' }),
  popup('permission-needed', { view: 'permission-needed', missing: 'pages' }),
  popup('permission-images', { view: 'permission-needed', missing: 'images' }),
  popup('permission-lost', tab(RUNS.forbidden)),
  popup('video', tab(RUNS.video, { kind: 'video' })),
  popup('idle', tab(RUNS.idle)),
  popup('running-decode', tab(RUNS.decode)),
  popup('running-palette', tab(RUNS.palette)),
  popup('running-coarse', tab(RUNS.coarse)),
  popup('done', tab(RUNS.done)),
  popup('one', tab(RUNS.one), SHOPS.slice(0, 3)),
  {
    name: 'popup-words',
    kind: 'popup',
    view: () => <WordsStage />,
    press: () => 'velvet armchair',
  },
  {
    name: 'popup-words-private',
    kind: 'popup',
    view: () => <WordsStage saving={{ ...SAVING, saved: null }} />,
  },
  popup('many', tab(RUNS.many, { title: LONG_TITLE }), LONG_SHOPS),
  popup('nothing', tab(RUNS.nothing)),
  popup('offline', tab(RUNS.offline)),
  popup('engine-lost', tab(RUNS.lost)),
  popup('models-missing', tab(RUNS.modelsMissing)),
  popup('picked', {
    view: 'tab',
    state: { page: 'picked-image', imageUrl: PHOTO, run: RUNS.one },
  }),
  {
    ...popup('corrected', {
      view: 'tab',
      state: pinState({
        status: 'done',
        analysis: analysisOf(corrected(RUNS.done.analysis.objects, CORRECTIONS)),
      }),
      corrections: CORRECTIONS,
    }),
    steps: () => [correct('side table'), 'Type bench'],
  },
  overlay('mark', {}),
  overlay('open', { open: true }),
  overlay('card', { open: true }, 'armchair'),
  overlay('card-offer', { open: true, offer: OFFER }, 'side table'),
  overlay('card-fits', { open: true, fits: FITS }, 'armchair'),
  overlay('card-tall-find', { open: true }, 'floor lamp'),
  overlay('card-at-edge', { open: true }, 'television'),
  overlay('idle', { run: RUNS.idle, open: true }),
  overlay('idle-tiny', { run: RUNS.idle, open: true, width: '90px' }),
  overlay('running', { run: RUNS.decode }),
  overlay('running-open', { run: RUNS.palette, open: true }),
  overlay('coarse', { run: RUNS.coarse, open: true }, 'armchair'),
  overlay('nothing', { run: RUNS.nothing, open: true }),
  overlay('offline', { run: RUNS.offline, open: true }),
  overlay('engine-lost', { run: RUNS.lost, open: true }),
  overlay('many', { run: RUNS.many, open: true, shops: LONG_SHOPS }, 'wohnzimmer'),
  overlay('cover', { open: true, width: '508px', height: '700px', fit: 'cover' }, 'armchair'),
  overlay('contain', { open: true, width: '508px', height: '700px', fit: 'contain' }, 'armchair'),
  overlay('small', { open: true, width: '236px' }),
  overlay('tiny', { open: true, width: '90px' }),
  overlay('control', { control: true }),
  overlay('corrected', { open: true, corrections: CORRECTIONS }, 'club chair'),
  overlay('removed', { open: true }, 'armchair', () => [correct('armchair'), t('correct.remove')]),
  overlay('noun-picker', { open: true }, 'armchair', () => [correct('armchair'), 'Key ArrowDown']),
  overlay('noun-picker-typed', { open: true }, 'vase', () => [correct('vase'), 'Type lam']),
  overlay('noun-picker-none', { open: true }, 'vase', () => [correct('vase'), 'Type xylo']),
  overlay('picking', { open: true, picking: true }),
  overlay('picking-small', { open: true, picking: true, width: '236px' }),
  overlay('picking-drag', { open: true, picking: true }, undefined, () => ['Drag']),
  overlay('picking-too-small', { open: true, picking: true }, undefined, () => ['Drag a little']),
  overlay('picked', { open: true, picking: true, region: REGIONS.chair }, undefined, () => [
    t('area.look'),
  ]),
  overlay(
    'picked-unknown',
    { open: true, picking: true, region: REGIONS.unknown },
    undefined,
    () => [t('area.look')],
  ),
  { name: 'options', kind: 'options', view: () => <OptionsStage /> },
  {
    name: 'options-own-shop',
    kind: 'options',
    view: () => <OptionsStage />,
    press: () => t('shopSettings.edit'),
  },
  ...BOARD_POPUP_SCENES,
  ...BOARD_SCENES,
  ...CLOUD_SCENES,
  ...API_SCENES,
  ...FIND_SCENES,
  ...RANKING_SCENES,
  ...BOARD_MODEL_SCENES,
  {
    name: 'options-troubled',
    kind: 'options',
    view: () => <OptionsStage health={TROUBLED} shortcut="" />,
    steps: () => [t('kept.deleteKind', { name: t('kept.analyses') }), t('settings.reset')],
  },
];
