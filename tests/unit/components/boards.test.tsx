// @vitest-environment jsdom
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { BoardComparison } from '../../../components/boards/BoardComparison.tsx';
import { BoardList, type ListedBoard } from '../../../components/boards/BoardList.tsx';
import { BoardPage, type BoardPageProps } from '../../../components/boards/BoardPage.tsx';
import { BoardsShell } from '../../../components/boards/BoardsShell.tsx';
import type { BoardRun } from '../../../lib/board/board-run.ts';
import type { BoardEntry } from '../../../lib/board/insights/board-entry.ts';
import { compareBoards } from '../../../lib/board/insights/compare.ts';
import { type BoardFilter, indexBoard, NO_FILTER } from '../../../lib/board/insights/filter.ts';
import { insightsOf } from '../../../lib/board/insights/insights.ts';
import type { RunProgress } from '../../../lib/board/run-progress.ts';
import { factsOf } from '../../../lib/query/noun-facts.ts';
import { type EntrySketch, entriesOf } from '../support/boards.ts';
import { SHOPS } from './fixtures.ts';
import { type Rendered, rendered } from './rendered.ts';

const TERRACOTTA = '#b4552d';
const SAGE = '#9caf88';

const CUSHIONS: EntrySketch[] = [1, 2, 3].map((n) => ({
  title: `Terracotta cushion ${n} for a wabi sabi corner`,
  things: [{ noun: 'cushion', hex: TERRACOTTA, said: [['color', 'terracotta']] }],
  palette: [
    [TERRACOTTA, 0.25],
    ['#f2efe9', 0.75],
  ],
  styles: ['boho'],
  scene: 'living room',
}));
const RUGS: EntrySketch[] = [1, 2].map((n) => ({
  title: `Rug ${n}`,
  things: [{ noun: 'rug', hex: SAGE, material: 'wool' }],
  palette: [[SAGE, 1]],
}));
const ENTRIES = entriesOf([...CUSHIONS, ...RUGS]);

function runOf(slug: string, changes: Partial<BoardRun> = {}): BoardRun {
  return {
    id: `board /anna/${slug}/`,
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

function progressOf(run: BoardRun, changes: Partial<RunProgress> = {}): RunProgress {
  const { id, page, title, limit, status, stop, walk } = run;
  const counts = { done: 5, total: 5, known: 5, failed: [], perMinute: null, msLeft: null };
  return { id, page, title, limit, status, stop, walk, ...counts, ...changes };
}

const events = {
  onFilterChange: vi.fn((_: BoardFilter, __?: boolean) => undefined),
  onSearchAll: vi.fn(async () => undefined),
  onSavePalette: vi.fn(),
  onExportJson: vi.fn(),
  onExportCsv: vi.fn(),
  onPrint: vi.fn(),
  onDelete: vi.fn(),
};

afterEach(() => vi.clearAllMocks());

/** The page of a board with `changes`, filtered as its address would have it. */
function page(
  { entries = ENTRIES, ...changes }: Partial<BoardPageProps> & { entries?: BoardEntry[] } = {},
  filter: Partial<BoardFilter> = {},
) {
  const run = changes.run ?? runOf('warm-corners');
  const asked = { ...NO_FILTER, ...filter };
  return (
    <BoardPage
      run={run}
      progress={progressOf(run)}
      pins={entries}
      insights={insightsOf(entries)}
      filter={asked}
      matches={indexBoard(entries)
        .matches(asked)
        .flatMap((n) => entries[n] ?? [])}
      others={[]}
      shops={SHOPS}
      nounFacts={new Map(['cushion', 'rug'].map((noun) => [noun, factsOf(noun)]))}
      {...events}
      {...changes}
    />
  );
}

const words = (element: Element | null | undefined) =>
  (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
const figure = ({ root }: Rendered, title: string): Element => {
  const found = [...root.querySelectorAll('figure')].find(
    (each) => each.querySelector('h2, h3')?.textContent === title,
  );
  if (!found) throw new Error(`no figure "${title}"`);
  return found;
};
const lines = (view: Rendered, title: string) =>
  [...figure(view, title).querySelectorAll('ol > li')].map(words);

describe('the page of a board', () => {
  it('says what board it is, how many pins were looked at, when, and how it stands', async () => {
    const { root, control } = await rendered(page());
    expect(words(root.querySelector('h1'))).toBe('Warm corners');
    expect(words(root.querySelector('.board-head__facts'))).toBe(
      'Board by anna · 5 pins · Nov 23, 2026 · Done',
    );
    expect(control('Open on Pinterest').getAttribute('href')).toBe(
      'https://www.pinterest.com/anna/warm-corners/',
    );
    expect(root.querySelector('progress')).toBeNull();
  });

  it('shows how far a run has come, what stopped it, and what failed', async () => {
    const run = runOf('x', { status: 'stopped', stop: { code: 'too-many-requests' } });
    const failed = [
      { pinId: '9', title: null, imageUrl: null, failure: { code: 'image-missing' as const } },
    ];
    const { root } = await rendered(
      page({ run, progress: progressOf(run, { done: 5, total: 60, failed, msLeft: 130_000 }) }),
    );
    const bar = root.querySelector('progress');
    expect([bar?.value, bar?.max]).toEqual([5, 60]);
    expect(words(root.querySelector('.progress'))).toBe(
      '5 of 60 pins looked at · about 2 minutes left',
    );
    expect(words(root.querySelector('.board-head'))).toContain('too many requests');
    expect(words(root.querySelector('.board-head'))).toContain('1 pin could not be looked at.');
  });

  it('names each figure and gives every bar its number', async () => {
    const view = await rendered(page());
    for (const each of view.root.querySelectorAll('figure')) {
      const id = each.getAttribute('aria-labelledby') ?? '';
      expect(words(document.getElementById(id))).not.toBe('');
      expect(each.querySelector('figcaption .hint')?.textContent).not.toBe('');
    }
    expect(lines(view, 'Objects')).toEqual(['Cushion3 pins', 'Rug2 pins']);
    expect(lines(view, 'Styles')).toEqual(['Boho3 pins']);
    expect(lines(view, 'Materials')).toEqual(['Wool2 pins']);
    expect(lines(view, 'Scenes')).toEqual(['Living room3 pins']);
    expect(lines(view, 'Keywords')[0]).toMatch(/^\S.*× as likely\d pins$/);
    expect(lines(view, 'Palette').map((line) => line.replace(/^\D+/, ''))).toEqual([
      '45% 3 pins',
      '40% 2 pins',
      '15% 3 pins',
    ]);
  });

  it('paints the bar of a thing in its colours, as long as its pins are many', async () => {
    const view = await rendered(page());
    const parts = [...figure(view, 'Objects').querySelectorAll<HTMLElement>('.bar__track > span')];
    expect(
      parts.map(({ style }) => [Math.round(Number.parseFloat(style.width)), style.background]),
    ).toEqual([
      [100, 'rgb(180, 85, 45)'],
      [67, 'rgb(156, 175, 136)'],
    ]);
  });

  it('filters by whatever is clicked in a chart', async () => {
    const view = await rendered(page());
    await view.click(view.control('Boho'));
    expect(events.onFilterChange).toHaveBeenLastCalledWith({ ...NO_FILTER, styles: ['boho'] });
    await view.click(view.control(/^Rug, sage: 2 pins$/));
    expect(events.onFilterChange).toHaveBeenLastCalledWith({
      ...NO_FILTER,
      nouns: ['rug'],
      colors: [{ hex: SAGE, within: 12 }],
    });
    await view.click(view.control(/^Rust/));
    expect(events.onFilterChange).toHaveBeenLastCalledWith({
      ...NO_FILTER,
      colors: [{ hex: TERRACOTTA, within: 12 }],
    });
  });

  it('shows what it is filtered by, says how many pins match, and lets go of each', async () => {
    const filter = { styles: ['boho'], colors: [{ hex: TERRACOTTA, within: 20 }] };
    const view = await rendered(page({}, filter));
    expect(view.spoken()).toContain('3 of 5 pins have all of it');
    expect(view.root.querySelectorAll('.pin')).toHaveLength(3);
    expect(view.control('Boho').getAttribute('aria-pressed')).toBe('true');
    await view.click(view.control('Remove Boho'));
    expect(events.onFilterChange).toHaveBeenLastCalledWith({ ...NO_FILTER, ...filter, styles: [] });
    const slider = view.root.querySelector<HTMLInputElement>('input[type="range"]');
    if (!slider) throw new Error('no slider');
    expect(slider.getAttribute('aria-label')).toBe('How near to Rust');
    await act(() => {
      slider.value = '31';
      slider.dispatchEvent(new Event('input', { bubbles: true }));
    });
    const wider = { ...NO_FILTER, ...filter, colors: [{ hex: TERRACOTTA, within: 31 }] };
    expect(events.onFilterChange).toHaveBeenLastCalledWith(wider, true);
    await view.click(view.control('Clear all'));
    expect(events.onFilterChange).toHaveBeenLastCalledWith(NO_FILTER);
  });

  it('says so where no pin has all of it', async () => {
    const view = await rendered(page({}, { nouns: ['rug'], styles: ['boho'] }));
    expect(view.root.textContent).toContain('No pin has all of this.');
    expect(view.hasControl('See the pins')).toBe(false);
  });

  it('shows what a pin holds, and leads to it', async () => {
    const { root } = await rendered(page());
    const link = root.querySelector('.pin a');
    expect(link?.getAttribute('href')).toBe('https://www.pinterest.com/pin/1/');
    expect(link?.getAttribute('rel')).toContain('noopener');
    expect(words(link)).toBe('Terracotta cushion 1 for a wabi sabi corner Cushion');
    const image = link?.querySelector('img');
    expect([image?.getAttribute('loading'), image?.getAttribute('decoding')]).toEqual([
      'lazy',
      'async',
    ]);
  });

  it('makes room for pins far off the screen, and makes them when they come near', async () => {
    let near: (() => void) | null = null;
    class Observer {
      constructor(seen: (entries: { isIntersecting: boolean }[]) => void) {
        near = () => seen([{ isIntersecting: true }]);
      }
      observe = vi.fn();
      disconnect = vi.fn();
    }
    vi.stubGlobal('IntersectionObserver', Observer);
    const { root } = await rendered(
      page({ entries: entriesOf(Array.from({ length: 100 }, () => ({}))) }),
    );
    expect(root.querySelectorAll('.pin')).toHaveLength(60);
    const [, second] = root.querySelectorAll<HTMLElement>('.grid__part');
    expect(second?.style.getPropertyValue('--pins')).toBe('40');
    await act(() => near?.());
    expect(root.querySelectorAll('.pin')).toHaveLength(100);
    vi.unstubAllGlobals();
  });

  it('offers what to look for, with the pins behind it and a search at each shop', async () => {
    const view = await rendered(page());
    const [look] = figure(view, 'What to look for').querySelectorAll('.look');
    expect(words(look?.querySelector('h3'))).toBe('Terracotta cushion');
    expect(words(look?.querySelector('.look__count'))).toBe('3 pins');
    expect(
      [...(look?.querySelectorAll('.evidence a') ?? [])].map((a) => a.getAttribute('href')).sort(),
    ).toEqual([1, 2, 3].map((n) => `https://www.pinterest.com/pin/${n}/`));
    const first = look?.querySelector('.shops a');
    expect(first?.getAttribute('href')).toBe('https://etsy.example/?q=terracotta%20cushion');
    expect(view.spoken()).toBe('');
  });

  it('has nothing to say of a board without pins', async () => {
    const view = await rendered(page({ entries: [] }));
    expect(view.root.textContent).toContain('No pin has been looked at yet.');
    expect(view.root.querySelector('figure')).toBeNull();
    expect(view.hasControl('Export as JSON')).toBe(false);
    expect(view.hasControl('Delete')).toBe(true);
  });

  it('keeps places for what to do with the run and for the model', async () => {
    const { root } = await rendered(page({ controls: <b>controls</b>, children: <b>model</b> }));
    expect(words(root.querySelector('.board-head > b'))).toBe('controls');
    expect(words(root.lastElementChild)).toBe('model');
  });
});

describe('the list of boards', () => {
  const BOARDS: ListedBoard[] = [
    { run: runOf('warm-corners'), looked: 60, pictures: ['https://i.pinimg.com/1.jpg'] },
    {
      run: runOf('x', { id: 'search x', page: { kind: 'search', query: 'rattan lamp' } }),
      looked: 1,
      pictures: [],
    },
    { run: runOf('lamps', { title: 'Lamps!', status: 'paused' }), looked: 12, pictures: [] },
  ];
  const onCompare = vi.fn();
  const onDelete = vi.fn();
  const onImport = vi.fn();
  let shown: Rendered | null = null;
  const list = async (boards = BOARDS) => {
    const view = await rendered(
      <BoardList boards={boards} onCompare={onCompare} onDelete={onDelete} onImport={onImport} />,
    );
    shown = view;
    return view;
  };

  // It listens to the whole page.
  afterEach(() => shown?.update(null));

  it('names each with its kind, pins, day and status, and leads to it', async () => {
    const { root } = await list();
    expect(
      [...root.querySelectorAll('.board-card')].map((card) => words(card).slice(0, 60)),
    ).toEqual([
      expect.stringMatching(/^Warm cornersBoard by anna60 pins · Nov 23, 2026 · Done/),
      expect.stringMatching(/^Rattan lampSearch results1 pin · Nov 23, 2026 · Done/),
      expect.stringMatching(/^Lamps!Board by anna12 pins · Nov 23, 2026 · Paused/),
    ]);
    expect(root.querySelector('.board-card a')?.getAttribute('href')).toBe(
      `#${encodeURIComponent('board /anna/warm-corners/')}`,
    );
  });

  it('compares two that are ticked, and the last two of three', async () => {
    const view = await list();
    const button = view.control('Compare the two');
    expect(button.getAttribute('aria-disabled')).toBe('true');
    await view.click(button);
    expect(onCompare).not.toHaveBeenCalled();
    for (const name of ['Compare Warm corners', 'Compare Rattan lamp', 'Compare Lamps!']) {
      const box = view.root.querySelector<HTMLInputElement>(`[aria-label="${name}"]`);
      await act(() => box?.click());
    }
    await view.click(view.control('Compare the two'));
    expect(onCompare).toHaveBeenCalledExactlyOnceWith('search x', 'board /anna/lamps/');
  });

  it('deletes the one that is asked for', async () => {
    const view = await list();
    await view.click(view.control('Delete: Rattan lamp'));
    expect(onDelete).toHaveBeenCalledExactlyOnceWith(BOARDS[1]?.run);
  });

  it('says how to begin where there is none, and offers no comparison of one', async () => {
    const view = await list([]);
    expect(view.root.textContent).toContain('No boards yet.');
    await view.update(null);
    const one = await list(BOARDS.slice(0, 1));
    expect(one.hasControl('Compare the two')).toBe(false);
    expect(one.root.querySelector('input[type="checkbox"]')).toBeNull();
  });

  it('takes a file that is dropped on the page', async () => {
    await list();
    const file = new File(['{}'], 'board.json');
    const drop = Object.assign(new Event('drop', { cancelable: true }), {
      dataTransfer: { files: [file], types: ['Files'] },
    });
    await act(async () => {
      dispatchEvent(drop);
    });
    expect(onImport).toHaveBeenCalledExactlyOnceWith(file);
    expect(drop.defaultPrevented).toBe(true);
  });
});

describe('the frame', () => {
  const onDismiss = vi.fn();
  const undo = vi.fn();

  it('says what came of what was done, and takes it back', async () => {
    const view = await rendered(
      <BoardsShell view="list" outcome={{ words: 'Deleted “x”.', undo }} onDismiss={onDismiss}>
        <h1 tabIndex={-1}>Boards</h1>
      </BoardsShell>,
    );
    expect(view.spoken()).toBe('Deleted “x”.');
    await view.click(view.control('Undo'));
    expect(undo).toHaveBeenCalledOnce();
    await view.click(view.control('Close'));
    expect(onDismiss).toHaveBeenCalledOnce();
    expect(document.activeElement?.textContent).toBe('Boards');
  });

  it('takes the focus to the heading of another view', async () => {
    vi.stubGlobal('scrollTo', vi.fn());
    const shell = (view: string) => (
      <BoardsShell view={view} outcome={null} onDismiss={onDismiss}>
        <h1 tabIndex={-1}>{view}</h1>
      </BoardsShell>
    );
    const view = await rendered(shell('first'));
    expect(document.activeElement).toBe(document.body);
    await view.update(shell('second'));
    expect(document.activeElement?.textContent).toBe('second');
    vi.unstubAllGlobals();
  });
});

describe('two boards compared', () => {
  it('says what they share and what sets each apart, in tables of shares', async () => {
    const [first, second] = [
      entriesOf([...CUSHIONS, ...RUGS]),
      entriesOf([...RUGS, ...RUGS, { things: [{ noun: 'vase', hex: SAGE }] }]),
    ].map((entries) => ({ entries, insights: insightsOf(entries) }));
    if (!first || !second) throw new Error('no boards');
    const side = ({ entries, insights }: typeof first, slug: string) => ({
      run: runOf(slug),
      pins: entries.length,
      palette: insights.palette,
    });
    const { root } = await rendered(
      <BoardComparison
        first={side(first, 'warm')}
        second={side(second, 'green')}
        comparison={compareBoards(first, second)}
      />,
    );
    expect(words(root.querySelector('h1'))).toBe('Warm and Green');
    const [shared, apart] = root.querySelectorAll('.compared');
    const rows = (section: Element | undefined, nth: number) =>
      [...(section?.querySelectorAll('table')[nth]?.querySelectorAll('tbody tr') ?? [])].map(
        (row) => [...row.children].map(words),
      );
    expect(rows(shared, 0)).toEqual([['Rug', '40%', '80%']]);
    expect(rows(apart, 0)).toEqual([
      ['Cushion', '60%', '0%'],
      ['Rug', '40%', '80%'],
      ['Vase', '0%', '20%'],
    ]);
    expect(
      [...(apart?.querySelectorAll('table')[0]?.querySelectorAll('thead th') ?? [])].map(words),
    ).toEqual(['Objects', 'Warm', 'Green']);
    expect(words(shared)).toContain('% of their palettes are colours that both have.');
  });
});
