import { useState } from 'preact/hooks';
import { BoardComparison } from '../../components/boards/BoardComparison.tsx';
import { BoardList, type ListedBoard } from '../../components/boards/BoardList.tsx';
import { BoardPage } from '../../components/boards/BoardPage.tsx';
import { BoardsShell } from '../../components/boards/BoardsShell.tsx';
import type { BoardRun } from '../../lib/board/board-run.ts';
import type { BoardEntry } from '../../lib/board/insights/board-entry.ts';
import { compareBoards } from '../../lib/board/insights/compare.ts';
import { type BoardFilter, indexBoard, NO_FILTER } from '../../lib/board/insights/filter.ts';
import { insightsOf } from '../../lib/board/insights/insights.ts';
import type { RunProgress } from '../../lib/board/run-progress.ts';
import { t } from '../../lib/i18n.ts';
import { factsOf } from '../../lib/query/noun-facts.ts';
import type { TermRole } from '../../lib/text/term.ts';
import { type EntrySketch, entriesOf } from '../unit/support/boards.ts';
import { SHOPS } from './data.ts';
import type { Scene } from './scenes.tsx';

const nothing = () => undefined;

/** What the pins of a board may hold: noun, colour, what is said of it. */
const THINGS: readonly [noun: string, hex: string, said: [TermRole, string][]][] = [
  ['sofa', '#d8cfc0', [['material', 'linen']]],
  ['sideboard', '#b08d62', [['material', 'oak']]],
  ['pendant light', '#c9a878', [['material', 'rattan']]],
  ['cushion', '#b4552d', [['color', 'terracotta']]],
  ['rug', '#efe9dd', [['pattern', 'geometric']]],
  ['armchair', '#6e7f5e', [['material', 'boucle']]],
  ['floor lamp', '#2b2a28', []],
  ['vase', '#f3efe8', [['material', 'ceramic']]],
  ['coffee table', '#8a6546', [['material', 'walnut']]],
  ['houseplant', '#4d6b3c', []],
  ['curtain', '#e6dfd2', [['material', 'linen']]],
  ['mirror', '#b98f4e', []],
  ['wall art', '#cfc6b8', []],
  ['bookshelf', '#a67c52', [['material', 'oak']]],
];
const PALETTES: readonly string[][] = [
  ['#efe9dd', '#b08d62', '#6e7f5e'],
  ['#f3efe8', '#d8cfc0', '#b4552d'],
  ['#e6dfd2', '#8a6546', '#2b2a28'],
  ['#ffffff', '#cfc6b8', '#c9a878'],
  ['#dfe3dc', '#9caf88', '#3f5a4a'],
];
const STYLES = ['japandi', 'scandinavian', 'boho', 'mid-century modern', 'wabi sabi'];
const SCENES = ['living room', 'living room', 'bedroom', 'dining room', 'product shot'];
const TITLES = [
  'Japandi living room with slow mornings in mind',
  'Wabi sabi corner, limewash walls and linen',
  'Warm minimalism for a rented apartment',
  'Limewash walls and an oak sideboard',
  'A reading corner with a rattan pendant light',
];

/** A board with pins as they may be, the same each time. */
function boardWith(pins: number, shift = 0): BoardEntry[] {
  const sketches = Array.from({ length: pins }, (_, n): EntrySketch => {
    const first = (n * 7 + shift) % THINGS.length;
    const chosen = [first, (first * 3 + 1) % 5, (n + shift) % 4];
    return {
      title: TITLES[(n + shift) % TITLES.length] ?? '',
      things: [...new Set(chosen)].flatMap((at) => {
        const [noun, hex, said] = THINGS[at] ?? [];
        return noun && hex && said ? [{ noun, hex, said }] : [];
      }),
      palette: (PALETTES[(n + shift) % PALETTES.length] ?? []).map((hex, at) => [
        hex,
        [0.5, 0.3, 0.2][at] ?? 0,
      ]),
      styles: n % 3 === 0 ? [STYLES[(n + shift) % STYLES.length] ?? ''] : [],
      scene: SCENES[(n + shift) % SCENES.length] ?? null,
    } as EntrySketch;
  });
  return entriesOf(sketches).map(({ pin, look }, n) => ({
    pin: {
      ...pin,
      image: {
        url: new URL(`/photos/${n + shift}.jpg`, location.href).href,
        width: null,
        height: null,
      },
    },
    look: { ...look, width: 640, height: 480 },
  }));
}

function runOf(slug: string, changes: Partial<BoardRun> = {}): BoardRun {
  return {
    id: slug,
    page: { kind: 'board', user: 'anna', slug },
    title: null,
    pinCount: null,
    limit: 60,
    status: 'done',
    stop: null,
    walk: { mode: 'ended', bookmark: null, refused: null },
    startedAt: Date.UTC(2026, 10, 23, 12),
    ...changes,
  };
}

function BoardStage(props: {
  run?: BoardRun;
  entries: readonly BoardEntry[];
  filter?: Partial<BoardFilter>;
  progress?: Partial<RunProgress>;
}) {
  const { run = runOf('warm', { title: 'Scandi living room' }), entries, progress } = props;
  const [filter, setFilter] = useState<BoardFilter>({ ...NO_FILTER, ...props.filter });
  const insights = insightsOf(entries);
  const { id, page, title, limit, status, stop, walk } = run;
  return (
    <BoardsShell view="board" outcome={null} onDismiss={nothing}>
      <BoardPage
        run={run}
        progress={{
          ...{ id, page, title, limit, status, stop, walk },
          ...{ done: entries.length, total: limit, known: entries.length },
          ...{ failed: [], perMinute: null, msLeft: null },
          ...progress,
        }}
        pins={entries}
        insights={insights}
        filter={filter}
        matches={indexBoard(entries)
          .matches(filter)
          .flatMap((n) => entries[n] ?? [])}
        others={[runOf('hallway'), runOf('kitchen', { title: 'Kitchens with wood' })]}
        shops={SHOPS}
        nounFacts={new Map(insights.combinations.map(({ noun }) => [noun, factsOf(noun)]))}
        onFilterChange={setFilter}
        onSearchAll={async () => undefined}
        onSavePalette={nothing}
        onExportJson={nothing}
        onExportCsv={nothing}
        onPrint={nothing}
        onDelete={nothing}
      />
    </BoardsShell>
  );
}

function ListStage({ boards }: { boards: readonly ListedBoard[] }) {
  const [isDeleted, setIsDeleted] = useState(false);
  return (
    <BoardsShell
      view="list"
      outcome={
        isDeleted
          ? { words: t('insights.deleted', { title: 'Scandi living room' }), undo: nothing }
          : null
      }
      onDismiss={() => setIsDeleted(false)}
    >
      <BoardList
        boards={boards}
        onCompare={nothing}
        onDelete={() => setIsDeleted(true)}
        onImport={nothing}
      />
    </BoardsShell>
  );
}

const BOARDS: ListedBoard[] = [
  {
    run: runOf('warm', { title: 'Scandi living room' }),
    looked: 60,
    pictures: [0, 3, 7, 9].map((n) => `/photos/${n}.jpg`),
  },
  {
    run: runOf('lamp', { page: { kind: 'search', query: 'rattan lamp' }, status: 'paused' }),
    looked: 12,
    pictures: [12, 14, 15].map((n) => `/photos/${n}.jpg`),
  },
  {
    run: runOf('hall', {
      page: { kind: 'section', user: 'anna', slug: 'home', section: 'wohnzimmerbeleuchtung' },
      status: 'running',
    }),
    looked: 1,
    pictures: ['/photos/20.jpg'],
  },
];

function ComparisonStage() {
  const [first, second] = [boardWith(60), boardWith(40, 3).slice(0, 23)].map((entries) => ({
    entries,
    insights: insightsOf(entries),
  }));
  if (!first || !second) return null;
  const side = ({ entries, insights }: typeof first, run: BoardRun) => ({
    run,
    pins: entries.length,
    palette: insights.palette,
  });
  return (
    <BoardsShell view="comparison" outcome={null} onDismiss={nothing}>
      <BoardComparison
        first={side(first, runOf('warm', { title: 'Scandi living room' }))}
        second={side(second, runOf('kitchen', { title: 'Kitchens with wood' }))}
        comparison={compareBoards(first, second)}
      />
    </BoardsShell>
  );
}

/** The page of boards in each of its states. */
export const BOARD_SCENES: Scene[] = [
  { name: 'boards-none', kind: 'boards', view: () => <ListStage boards={[]} /> },
  {
    name: 'boards-list',
    kind: 'boards',
    view: () => <ListStage boards={BOARDS} />,
    steps: () => [t('insights.deleteNamed', { title: 'Scandi living room' })],
  },
  { name: 'boards-one', kind: 'boards', view: () => <BoardStage entries={boardWith(60)} /> },
  {
    name: 'boards-big',
    kind: 'boards',
    view: () => <BoardStage entries={boardWith(1_000)} />,
  },
  {
    name: 'boards-filtered',
    kind: 'boards',
    view: () => (
      <BoardStage
        entries={boardWith(60)}
        filter={{
          nouns: ['sideboard'],
          keywords: ['limewash'],
          colors: [{ hex: '#b08d62', within: 14 }],
        }}
      />
    ),
  },
  {
    name: 'boards-running',
    kind: 'boards',
    view: () => (
      <BoardStage
        run={runOf('warm', { title: 'Scandi living room', status: 'running' })}
        entries={boardWith(7)}
        progress={{
          msLeft: 190_000,
          failed: [{ pinId: '1', title: null, imageUrl: null, failure: { code: 'image-missing' } }],
        }}
      />
    ),
  },
  {
    name: 'boards-stopped',
    kind: 'boards',
    view: () => (
      <BoardStage
        run={runOf('warm', { status: 'stopped', stop: { code: 'too-many-requests' } })}
        entries={[]}
      />
    ),
  },
  { name: 'boards-comparing', kind: 'boards', view: () => <ComparisonStage /> },
];
