import { render } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Popup, type PopupContent } from '../../components/popup/Popup.tsx';
import type { RankingOffer } from '../../components/popup/RankPage.tsx';
import { Ranking } from '../../components/ranking/Ranking.tsx';
import { rankingStyles } from '../../components/ranking/styles.ts';
import { t } from '../../lib/i18n.ts';
import { type Frames, trackPictures } from '../../lib/overlay/track-pictures.ts';
import type { RankedPicture, RankingStatus } from '../../lib/page/ranking-session.ts';
import { LONG_TITLE, NOUN_FACTS, PHOTO, SHOPS } from './data.ts';
import type { Scene } from './scenes.tsx';

const nothing = () => undefined;

const BOARDS = [
  { id: 'board /anna/scandi/', name: 'Scandi living room' },
  { id: 'board /anna/attic/', name: 'An attic to read in, with a long bench and all the plants' },
];

function popup(name: string, content: PopupContent, rank: RankingOffer['rank']): Scene {
  return {
    name: `popup-ranking-${name}`,
    kind: 'popup',
    view: () => (
      <Popup
        content={content}
        shops={SHOPS}
        nounFacts={NOUN_FACTS}
        ranking={{ boards: BOARDS, rank }}
        copyText={async () => undefined}
        onSearchAll={async () => undefined}
        onKeepWords={nothing}
        onRetry={nothing}
        onLook={nothing}
        onReload={nothing}
        onGrantPermission={nothing}
        onOpenOptions={nothing}
        correcting={{ suggest: async () => [], correct: nothing }}
        onPickArea={nothing}
      />
    ),
  };
}

/** Names and fits, in the order of the page. */
const PRODUCTS: readonly [name: string | null, fit: number][] = [
  ['Oak sideboard with three doors', 0.91],
  ['Chesterfield sofa, brown leather', 0.34],
  ['Rattan pendant lamp', 0.83],
  [null, 0.67],
  ['Neon sign', 0.03],
  [LONG_TITLE, 0.72],
  ['Linen armchair', 0.78],
  ['Office chair, black', 0.11],
];

const PICTURES: RankedPicture[] = PRODUCTS.map(([name, fit], key) => ({ key, name, fit })).sort(
  (a, b) => b.fit - a.fit,
);

interface StageProps {
  board?: string;
  status?: RankingStatus;
  pictures?: readonly RankedPicture[];
  dimmed?: boolean;
}

/** A shop's results with the ranking over them, tracked and in a shadow root as when it ships. */
function RankingStage(props: StageProps) {
  const grid = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (grid.current) return mount(grid.current, props);
  }, []);
  return (
    <>
      <header class="page-header">Shop</header>
      <main>
        <h1 class="page-header" style={{ position: 'static', fontSize: '20px', margin: 0 }}>
          Results
        </h1>
        <ul
          ref={grid}
          style={{
            display: 'grid',
            gridTemplateColumns: 'repeat(auto-fill, minmax(150px, 1fr))',
            gap: '16px',
            padding: '16px',
            margin: '0 0 600px',
            listStyle: 'none',
          }}
        >
          {PRODUCTS.map(([name], n) => (
            <li key={name}>
              <a href="#item">
                <img
                  src={PHOTO}
                  alt={name ?? 'A product'}
                  style={{
                    display: 'block',
                    width: '100%',
                    aspectRatio: '1',
                    objectFit: 'cover',
                    objectPosition: `${n * 14}% 50%`,
                    borderRadius: '12px',
                  }}
                />
              </a>
            </li>
          ))}
        </ul>
      </main>
    </>
  );
}

function mount(grid: Element, props: StageProps): () => void {
  const host = document.createElement('magpie-overlay');
  const root = host.attachShadow({ mode: 'open' });
  const style = document.createElement('style');
  style.textContent = rankingStyles;
  const container = document.createElement('div');
  root.append(style, container);
  document.body.append(host);
  render(<Tracked grid={grid} host={host} {...props} />, container);
  return () => {
    render(null, container);
    host.remove();
  };
}

function Tracked(props: StageProps & { grid: Element; host: Element }) {
  const { grid, host, board = 'Scandi living room', pictures = PICTURES } = props;
  const { status = { state: 'ranked', added: PICTURES.length } } = props;
  const [frames, setFrames] = useState<Frames>(new Map());
  const [dimmed, setDimmed] = useState(props.dimmed ?? false);
  useEffect(() => {
    const tracking = new AbortController();
    const { signal } = tracking;
    const tracked = () => [...grid.querySelectorAll('img')].entries();
    trackPictures({ window, host, pictures: tracked, onFrames: setFrames, signal }).refresh();
    return () => tracking.abort();
  }, []);
  return (
    <Ranking
      view={{ board: { id: board, name: board }, status, pictures, frames, capturing: false }}
      dimmed={dimmed}
      onDim={setDimmed}
      onLook={nothing}
      onShow={nothing}
      onClose={nothing}
    />
  );
}

function ranking(name: string, props: StageProps = {}, steps?: () => readonly string[]): Scene {
  return {
    name: `overlay-ranking${name}`,
    kind: 'overlay',
    view: () => <RankingStage {...props} />,
    ...(steps && { steps }),
  };
}

/** The offer in the popup, and what is drawn over a page. */
export const RANKING_SCENES: Scene[] = [
  popup('shop', { view: 'not-pinterest' }, async () => true),
  {
    ...popup('refused', { view: 'tab', state: { page: 'no-pin' } }, async () => false),
    steps: () => [t('ranking.start')],
  },
  ranking(''),
  ranking('-list', { dimmed: true }, () => [t('ranking.list', PICTURES.length)]),
  ranking('-looking', { status: { state: 'looking' }, pictures: [] }),
  ranking('-nothing', { board: LONG_TITLE, status: { state: 'nothing' }, pictures: [] }),
  ranking('-failed', { status: { state: 'failed', code: 'capture-refused' } }),
];
