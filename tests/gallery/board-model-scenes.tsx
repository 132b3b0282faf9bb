import '../../components/boards/board-model.css';
import { BoardModelSection } from '../../components/boards/BoardModelSection.tsx';
import { Popup } from '../../components/popup/Popup.tsx';
import type { BoardFit } from '../../lib/board/board-fit.ts';
import type { BoardModelState } from '../../lib/board/model/board-models.ts';
import { t } from '../../lib/i18n.ts';
import type { TabState } from '../../lib/tab-state.ts';
import { suggestNouns } from '../../lib/vision/noun-suggestions.ts';
import { NOUN_FACTS, pinState, RUNS, SHOPS } from './data.ts';
import type { Scene } from './scenes.tsx';

const nothing = () => undefined;
const kept = async () => undefined;

/** Boards that the gallery's picture fits. */
export const FITS: BoardFit[] = [
  { boardId: 'a', title: 'Scandi living room', percent: 82, style: 'scandinavian' },
  { boardId: 'b', title: 'Lamps', percent: null, style: null },
];

const LEARNED = {
  id: 'board /anna/attic/',
  name: 'Attic rooms',
  style: 'scandinavian',
  pins: 48,
  sureness: 'very' as const,
  auc: 0.964,
  accuracy: 0.91,
};
const NEW: BoardModelState = { canLearn: true, learned: null, pins: 48, missing: 0, others: [] };
const KNOWN: BoardModelState = {
  ...NEW,
  learned: LEARNED,
  others: [
    { ...LEARNED, id: 'b', name: 'Lamps', sureness: 'fairly' },
    {
      ...LEARNED,
      id: 'c',
      name: 'Wohnzimmereinrichtungsideen für kleine Wohnungen',
      sureness: 'hardly',
    },
  ],
};

function section(name: string, state: BoardModelState, steps?: () => readonly string[]): Scene {
  return {
    name: `options-board-model-${name}`,
    kind: 'options',
    view: () => (
      <main class="magpie options" style={{ padding: '24px' }}>
        <h1 class="unseen">Board</h1>
        <BoardModelSection
          state={state}
          styles={['scandinavian', 'japandi']}
          onLearn={async () => 'nothing-else'}
          onStyle={kept}
          onExport={kept}
          onImport={async () => ({ ok: false, reason: 'damaged' })}
          onForget={kept}
        />
      </main>
    ),
    ...(steps && { steps }),
  };
}

function popup(name: string, fits: BoardFit[]): Scene {
  const state = pinState(RUNS.one);
  const fitting: TabState = state.page === 'no-pin' ? state : { ...state, fits };
  return {
    name: `popup-fits-${name}`,
    kind: 'popup',
    view: () => (
      <Popup
        content={{ view: 'tab', state: fitting }}
        shops={SHOPS}
        nounFacts={NOUN_FACTS}
        copyText={kept}
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

/** A board's model in each state, and the boards that a pin fits. */
export const BOARD_MODEL_SCENES: readonly Scene[] = [
  section('new', NEW),
  section('missing', { ...NEW, pins: 9, missing: 3 }),
  section('cannot', { ...NEW, canLearn: false }),
  section('refused', NEW, () => [t('boardModel.learn')]),
  section('learned', KNOWN),
  section('forgetting', KNOWN, () => [t('boardModel.forgetNamed', { board: 'Attic rooms' })]),
  popup('two', FITS),
];
