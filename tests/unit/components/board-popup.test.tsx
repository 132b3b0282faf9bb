// @vitest-environment jsdom
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { BoardOffer } from '../../../components/popup/BoardPanel.tsx';
import { Popup } from '../../../components/popup/Popup.tsx';
import type { RunProgress, UnfinishedRun } from '../../../lib/board/run-progress.ts';
import { ERROR_CODES, type ErrorCode } from '../../../lib/errors.ts';
import type { TabState } from '../../../lib/tab-state.ts';
import { runProgress } from '../../fixtures/run-progress.ts';
import { fakeCorrecting } from '../support/correcting.ts';
import { done, object, pinState, SHOPS } from './fixtures.ts';
import { rendered } from './rendered.ts';

const PAGE = { kind: 'board', user: 'anna', slug: 'scandi-living-room' } as const;
const ID = 'board /anna/scandi-living-room/';
const actions = {
  begin: vi.fn(),
  pause: vi.fn(),
  resume: vi.fn(),
  cancel: vi.fn(),
  retry: vi.fn(),
};
const ofOthers = { pause: vi.fn(), resume: vi.fn() };
const onOpenOptions = vi.fn();
const onGrantPermission = vi.fn();

const progressOf = (changes: Partial<RunProgress> = {}): RunProgress =>
  runProgress({
    page: PAGE,
    title: 'Scandi living room',
    walk: { mode: 'feed', bookmark: 'more', refused: null },
    known: 50,
    perMinute: 38.4,
    msLeft: 118_000,
    ...changes,
  });
const failedPin = (pinId: string, title: string | null, code: ErrorCode = 'image-missing') => ({
  pinId,
  title,
  imageUrl: `https://i.pinimg.com/736x/aa/bb/cc/${'0'.repeat(31)}${pinId}.jpg`,
  failure: { code },
});

const NO_PIN: TabState = { page: 'no-pin' };

function popup(
  offer: Partial<BoardOffer> | null,
  { others = [], state = NO_PIN }: { others?: UnfinishedRun[]; state?: TabState } = {},
) {
  return (
    <Popup
      content={{ view: 'tab', state }}
      shops={SHOPS}
      nounFacts={new Map()}
      correcting={fakeCorrecting()}
      boards={{
        offer: offer && {
          page: PAGE,
          title: 'Scandi living room',
          pinCount: 132,
          isPrivate: false,
          progress: null,
          limit: 60,
          isRefused: false,
          ...actions,
          ...offer,
        },
        others,
        ...ofOthers,
      }}
      copyText={async () => undefined}
      onSearchAll={async () => undefined}
      onKeepWords={() => undefined}
      onPickArea={() => undefined}
      onLook={() => undefined}
      onRetry={() => undefined}
      onReload={() => undefined}
      onGrantPermission={onGrantPermission}
      onOpenOptions={onOpenOptions}
    />
  );
}
const run = (changes: Partial<RunProgress>) => rendered(popup({ progress: progressOf(changes) }));
const textOf = (root: Element, selector: string) => root.querySelector(selector)?.textContent;

afterEach(() => vi.clearAllMocks());

describe('the offer to analyse a board', () => {
  it('names the board and how many pins it has, and begins with the number in the field', async () => {
    const { root, spoken, click, control } = await rendered(popup({ limit: 80 }));
    expect(textOf(root, 'h1')).toBe('Scandi living room');
    expect(spoken()).toBe('132 pins');
    await click(control('Analyse this board'));
    expect(actions.begin).toHaveBeenCalledExactlyOnceWith(80);
  });

  it.each(['0', '1001', '2.5', '', 'many'])('takes no “%s” for a number of pins', async (typed) => {
    const { root, click, control } = await rendered(popup({}));
    const field = root.querySelector<HTMLInputElement>('input[type="number"]');
    if (!field) throw new Error('no field');
    await act(() => {
      field.value = typed;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    });
    await click(control('Analyse this board'));
    expect(actions.begin).not.toHaveBeenCalled();
    expect(textOf(root, '[role="alert"]')).toBe('A whole number from 1 to 1,000, please.');
    expect(field.getAttribute('aria-invalid')).toBe('true');
    await act(() => {
      field.value = '1000';
      field.dispatchEvent(new Event('input', { bubbles: true }));
    });
    expect(root.querySelector('[role="alert"]')).toBeNull();
    await click(control('Analyse this board'));
    expect(actions.begin).toHaveBeenCalledExactlyOnceWith(1_000);
  });

  it('calls a board by its address until its page says more, and other pages what they are', async () => {
    const view = await rendered(popup({ title: null, pinCount: null }));
    expect(textOf(view.root, 'h1')).toBe('Scandi living room');
    await view.update(
      popup({ page: { ...PAGE, kind: 'section', section: 'wall-art' }, title: null }),
    );
    expect(textOf(view.root, 'h1')).toBe('Wall art');
    expect(view.hasControl('Analyse this section')).toBe(true);
    await view.update(popup({ page: { kind: 'search', query: 'oak table' }, title: 'oak table' }));
    expect(textOf(view.root, 'h1')).toBe('Search: oak table');
    expect(view.hasControl('Analyse these results')).toBe(true);
  });

  it('waits until it is known whether there is a run', async () => {
    const { hasControl } = await rendered(popup({ progress: undefined }));
    expect(hasControl('Analyse this board')).toBe(false);
  });

  it('is not made in private windows, which is said', async () => {
    const { root, hasControl } = await rendered(popup({ isPrivate: true }));
    expect(root.textContent).toContain('Boards are not analysed in private windows.');
    expect(hasControl('Analyse this board')).toBe(false);
  });

  it('gives way to an open pin', async () => {
    const state = pinState(done(object('armchair', 0.1, 0.1)));
    const others = [{ progress: progressOf(), isOpen: true }];
    const { root } = await rendered(popup({}, { state, others }));
    expect(root.querySelector('.board, .board-runs')).toBeNull();
    expect(root.querySelectorAll('.find')).toHaveLength(1);
  });

  it('says where something could not be done', async () => {
    const { root } = await rendered(popup({ isRefused: true }));
    expect(textOf(root, '[role="alert"]')).toBe('That did not work. Please try again.');
  });
});

describe('a run in the popup', () => {
  it('shows how far it is, and speaks only of what changes rarely', async () => {
    const view = await run({ failed: [failedPin('1', 'Lamp')] });
    const bar = view.root.querySelector('[role="progressbar"]');
    expect(bar?.getAttribute('aria-valuenow')).toBe('13');
    expect(bar?.getAttribute('aria-valuemax')).toBe('60');
    expect(bar?.getAttribute('aria-valuetext')).toBe('13 of 60 pins');
    expect(textOf(view.root, '.board__numbers')).toBe(
      '13 of 60 pins · 38 a minute · about 2 minutes left',
    );
    expect(view.spoken()).toBe('Looking at the pins');
    await view.update(popup({ progress: progressOf({ done: 40, msLeft: 59_000 }) }));
    expect(textOf(view.root, '.board__numbers')).toContain('less than a minute left');
    expect(view.spoken()).toBe('Looking at the pins');
  });

  it('says nothing of a pace that it does not know', async () => {
    const { root, spoken } = await run({ done: 0, known: 0, perMinute: null, msLeft: null });
    expect(textOf(root, '.board__numbers')).toBe('0 of 60 pins');
    expect(spoken()).toBe('Reading the page');
  });

  it('pauses, goes on, and is cancelled', async () => {
    const view = await run({});
    await view.click(view.control('Pause'));
    expect(actions.pause).toHaveBeenCalledOnce();
    await view.update(popup({ progress: progressOf({ status: 'paused' }) }));
    expect(view.spoken()).toBe('Paused');
    expect(view.hasControl('Pause')).toBe(false);
    await view.click(view.control('Go on'));
    expect(actions.resume).toHaveBeenCalledOnce();
    await view.click(view.control('Cancel'));
    expect(actions.cancel).toHaveBeenCalledOnce();
  });

  it('keeps what it had when it is cancelled, and can be taken up', async () => {
    const { root, spoken, click, control } = await run({ status: 'cancelled' });
    expect(spoken()).toBe('Cancelled');
    expect(root.textContent).toContain('What was found in 12 pins is kept.');
    await click(control('Go on'));
    expect(actions.begin).toHaveBeenCalledExactlyOnceWith(60);
  });

  it('leads to what the board says once there is something', async () => {
    const view = await run({ done: 0 });
    expect(view.hasControl('See what this board says')).toBe(false);
    await view.update(popup({ progress: progressOf({ status: 'done', done: 60, known: 60 }) }));
    const link = view.control('See what this board says');
    expect(link.getAttribute('href')).toBe(`/boards.html#${encodeURIComponent(ID)}`);
    expect(link.getAttribute('target')).toBe('_blank');
    expect(view.spoken()).toBe('60 pins looked at');
    await view.click(view.control('Analyse again'));
    expect(actions.begin).toHaveBeenCalledExactlyOnceWith(60);
  });

  it.each([
    [403, 'Pinterest will not list more pins by itself.Scroll the page to go on'],
    [null, 'Scroll the page to go on'],
  ] as const)('asks the user to scroll where the feed is closed (%s)', async (refused, words) => {
    const walk = { mode: 'scroll', bookmark: null, refused } as const;
    const view = await run({ walk, known: 25 });
    expect(textOf(view.root, '.board__say')).toMatch(new RegExp(`^${words}`));
    expect(textOf(view.root, '.board__numbers')).not.toContain('left');
    await view.update(popup({ progress: progressOf({ walk, known: 60 }) }));
    expect(view.root.querySelector('.board__say')).toBeNull();
  });

  it.each([
    ['image-forbidden', 'Pinterest would not hand out a picture.', 'Go on in a while.'],
    ['too-many-requests', 'Pinterest has had too many requests', 'Wait a few minutes'],
    ['offline', 'Are you offline?', 'once you are connected again'],
    ['storage-full', 'There is no room left', 'Make room on this device'],
    ['engine-failed', 'Something went wrong', 'What is finished is kept.'],
  ] as const)('says why it stopped and what to do (%s)', async (code, why, hint) => {
    const { root, spoken, click, control } = await run({ status: 'stopped', stop: { code } });
    expect(spoken()).toBe('Stopped');
    expect(textOf(root, '.board__say h2')).toContain(why);
    expect(textOf(root, '.board__say p')).toContain(hint);
    await click(control('Go on'));
    expect(actions.resume).toHaveBeenCalledOnce();
  });

  it.each([
    ['permission-needed', 'Allow on Pinterest', onGrantPermission],
    ['models-missing', 'See what is missing', onOpenOptions],
    ['storage-full', 'Open the options', onOpenOptions],
  ] as const)('leads to what puts it right (%s)', async (code, label, event) => {
    const { click, control } = await run({ status: 'stopped', stop: { code } });
    await click(control(label));
    expect(event).toHaveBeenCalledOnce();
  });

  it('has a sentence for whatever stopped it', async () => {
    for (const code of ERROR_CODES) {
      const { root } = await run({ status: 'stopped', stop: { code } });
      expect(textOf(root, '.board__say h2')).toMatch(/\w{3}.*[.?]$/);
    }
  });
});

describe('the pins that failed', () => {
  it('are listed with picture and reason, each to be retried', async () => {
    const failed = [failedPin('1', 'Oak sideboard'), failedPin('2', null, 'video-pin')];
    const { root, click, control } = await run({ failed });
    expect(textOf(root, '.board-failed h2')).toBe('2 pins could not be looked at');
    const [first, second] = root.querySelectorAll('.board-failed li');
    expect(first?.textContent).toBe('Oak sideboardThis picture is no longer on Pinterest.Retry');
    expect(second?.textContent).toContain('Pin without a title');
    const image = first?.querySelector('img');
    expect(image?.getAttribute('src')).toContain('/236x/aa/bb/cc/');
    expect(image?.getAttribute('referrerpolicy')).toBe('no-referrer');
    await click(control('Retry: Oak sideboard'));
    expect(actions.retry).toHaveBeenLastCalledWith(['1']);
    await click(control('Retry all'));
    expect(actions.retry).toHaveBeenLastCalledWith(null);
  });

  it('are not all listed where they are many', async () => {
    const failed = Array.from({ length: 53 }, (_, n) => failedPin(String(n), `Pin ${n}`));
    const { root } = await run({ failed });
    expect(root.querySelectorAll('.board-failed li')).toHaveLength(50);
    expect(root.textContent).toContain('and 3 more');
  });
});

describe('runs of other boards', () => {
  it('are offered their page where they need it, and otherwise only held or gone on with', async () => {
    const others: UnfinishedRun[] = [
      { progress: progressOf(), isOpen: false },
      { progress: progressOf({ id: 'b', title: 'Lamps', status: 'paused' }), isOpen: false },
      { progress: progressOf({ id: 'c', title: 'Rugs', known: 60 }), isOpen: false },
    ];
    const { root, click, control } = await rendered(popup(null, { others }));
    expect(root.textContent).toContain('No pin is open here.');
    const links = [...root.querySelectorAll('.board-runs a')];
    expect(links.map((link) => [link.textContent, link.getAttribute('href')])).toEqual([
      ['Open the board', 'https://www.pinterest.com/anna/scandi-living-room/'],
    ]);
    await click(control('Pause: Scandi living room'));
    expect(ofOthers.pause).toHaveBeenCalledExactlyOnceWith(ID);
    await click(control('Go on: Lamps'));
    expect(ofOthers.resume).toHaveBeenCalledExactlyOnceWith('b');
  });

  it('lead to what they say once they are done', async () => {
    const others = [{ progress: progressOf({ status: 'done', done: 60 }), isOpen: false }];
    const { control } = await rendered(popup(null, { others }));
    expect(control('See what this board says').getAttribute('href')).toBe(
      `/boards.html#${encodeURIComponent(ID)}`,
    );
  });
});

it('the pages of boards and finds are linked to from every view that knows its tab', async () => {
  const { control } = await rendered(popup(null));
  expect(control('Boards').getAttribute('href')).toBe('boards.html');
  expect(control('Saved finds').getAttribute('href')).toBe('finds.html');
});
