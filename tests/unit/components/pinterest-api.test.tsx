// @vitest-environment jsdom
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Options } from '../../../components/options/Options.tsx';
import { PinterestApi, type PinterestApiProps } from '../../../components/options/PinterestApi.tsx';
import { sentenceFor } from '../../../components/words.ts';
import type { RunProgress } from '../../../lib/board/run-progress.ts';
import { TEST_TOKEN } from '../../fixtures/pinterest-api.ts';
import { runProgress } from '../../fixtures/run-progress.ts';
import { rendered } from './rendered.ts';

const events = {
  onCheck: vi.fn<PinterestApiProps['onCheck']>(async () => 'works'),
  onAllow: vi.fn(async () => true),
  onAskForBoards: vi.fn<PinterestApiProps['onAskForBoards']>(async () => null),
  onAnalyse: vi.fn<PinterestApiProps['onAnalyse']>(async () => null),
  onPause: vi.fn(async () => null),
  onResume: vi.fn(async () => null),
  onTurnOff: vi.fn(async () => {}),
};
afterEach(() => vi.clearAllMocks());

const BOARDS = [
  { id: '7', name: 'Lamps', pinCount: 1_234 },
  { id: '8', name: 'Rugs', pinCount: 1 },
  { id: '9', name: 'Empty', pinCount: 0 },
];

const runOf = (changes: Partial<RunProgress> = {}): RunProgress =>
  runProgress({ page: { kind: 'api', id: '7', name: 'Lamps' }, ...changes });

const view = (props: Partial<PinterestApiProps> = {}) =>
  rendered(
    <Options>
      <PinterestApi
        hasToken={true}
        allowed={true}
        boards={BOARDS}
        runs={new Map()}
        {...events}
        {...props}
      />
    </Options>,
  );
const withRun = (changes: Partial<RunProgress> = {}, props: Partial<PinterestApiProps> = {}) =>
  view({ runs: new Map([['7', runOf(changes)]]), ...props });

async function enter(root: Element, selector: string, value: string): Promise<HTMLInputElement> {
  const input = root.querySelector(selector);
  if (!(input instanceof HTMLInputElement)) throw new Error(`no ${selector}`);
  await act(async () => {
    input.value = value;
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
  return input;
}

describe("Pinterest's API in the options, off", () => {
  it('says what a token is for and where to make one', async () => {
    const { root, control } = await view({ hasToken: false, boards: null });
    expect(root.textContent).toContain('boards:read, pins:read');
    expect(control('Make a token').getAttribute('href')).toBe(
      'https://developers.pinterest.com/apps/',
    );
    expect(root.querySelector('.api-board')).toBeNull();
  });

  it('hands a token over to be checked, and keeps nothing of it in the page', async () => {
    const { root, control, click } = await view({ hasToken: false });
    const input = await enter(root, '[type="password"]', TEST_TOKEN);
    await click(control('Check and save'));
    expect(events.onCheck).toHaveBeenCalledExactlyOnceWith(TEST_TOKEN);
    expect(input.value).toBe('');
    expect(root.innerHTML).not.toContain(TEST_TOKEN);
  });

  it.each([
    ['api-token-refused', sentenceFor('api-token-refused')],
    ['refused', 'Without that permission Magpie cannot ask'],
  ] as const)('says aloud how the check ended: %s', async (end, words) => {
    events.onCheck.mockResolvedValueOnce(end);
    const { root, control, click, spoken } = await view({ hasToken: false });
    await enter(root, '[type="password"]', TEST_TOKEN);
    await click(control('Check and save'));
    expect(spoken()).toContain(words);
  });
});

describe("Pinterest's API in the options, on", () => {
  it('lists the boards with their pins, and no token', async () => {
    const { root } = await view();
    const boards = [...root.querySelectorAll('.api-board')].map(
      (board) => board.querySelector('.api-board__name')?.textContent,
    );
    expect(boards).toEqual(['Lamps1,234 pins', 'Rugs1 pin', 'Empty0 pins']);
    expect(root.querySelector('details')?.open).toBe(false);
  });

  it('offers as many pins as are usual, or as there are', async () => {
    const { root } = await view();
    const limits = [...root.querySelectorAll<HTMLInputElement>('[type="number"]')];
    expect(limits.map(({ value }) => value)).toEqual(['60', '1', '1']);
    expect(limits[0]?.getAttribute('aria-label')).toBe('At most of Lamps, in pins');
  });

  it('analyses so many pins of a board, and says why it cannot', async () => {
    events.onAnalyse.mockResolvedValueOnce('api-board-missing');
    const { root, control, click, spoken } = await view();
    await enter(root, '[type="number"]', '250');
    await click(control('Analyse Lamps'));
    expect(events.onAnalyse).toHaveBeenCalledExactlyOnceWith('7', 250);
    await vi.waitFor(() => expect(spoken()).toContain(sentenceFor('api-board-missing')));
  });

  it('asks for the boards, and says why there are none', async () => {
    events.onAskForBoards.mockResolvedValueOnce('api-offline');
    const first = await view({ boards: null });
    await first.click(first.control('Show my boards'));
    await vi.waitFor(() => expect(first.spoken()).toContain(sentenceFor('api-offline')));
    const none = await view({ boards: [] });
    expect(none.root.textContent).toContain('Pinterest names no boards');
    await none.click(none.control('Ask for them again'));
    expect(events.onAskForBoards).toHaveBeenCalledTimes(2);
  });

  it('takes another token, and is turned off', async () => {
    const { root, control, click } = await view();
    await enter(root, 'details [type="password"]', TEST_TOKEN);
    await click(control('Check and save'));
    expect(events.onCheck).toHaveBeenCalledExactlyOnceWith(TEST_TOKEN);
    await click(control('Turn off and delete the token'));
    expect(events.onTurnOff).toHaveBeenCalledOnce();
  });

  it('says so where the browser no longer allows it', async () => {
    const { control, click } = await view({ allowed: false });
    await click(control('Allow again'));
    expect(events.onAllow).toHaveBeenCalledOnce();
  });
});

describe('the analysis of a board in the options', () => {
  it('shows how far it has come, and can be paused', async () => {
    const { root, control, hasControl, click } = await withRun();
    expect(root.querySelector('.api-board')?.textContent).toContain('12 of 60 pins');
    const bar = root.querySelector('progress');
    expect([bar?.value, bar?.max, bar?.getAttribute('aria-label')]).toEqual([
      12,
      60,
      'Progress of Lamps',
    ]);
    expect(hasControl('Analyse Lamps')).toBe(false);
    await click(control('Pause Lamps'));
    expect(events.onPause).toHaveBeenCalledExactlyOnceWith('api 7');
    expect(control('See the board Lamps').getAttribute('href')).toBe('/boards.html#api%207');
  });

  it('says why it stopped, and goes on', async () => {
    const { root, control, click, spoken } = await withRun({
      status: 'stopped',
      stop: { code: 'api-quota' },
    });
    expect(root.textContent).toContain('Stopped: 12 of 60 pins');
    expect(spoken()).toContain(sentenceFor('api-quota'));
    await click(control('Go on with Lamps'));
    expect(events.onResume).toHaveBeenCalledExactlyOnceWith('api 7');
  });

  it('says at its end what could not be looked at, and can be begun again', async () => {
    const failure = { code: 'image-missing' as const };
    const failed = [{ pinId: '1', title: null, imageUrl: null, failure }];
    const { root, control, hasControl, click } = await withRun({
      status: 'done',
      done: 59,
      failed,
    });
    expect(root.textContent).toContain('Done: 59 of 60 pins1 could not be looked at');
    expect(hasControl('Go on with Lamps')).toBe(false);
    await click(control('Analyse Lamps'));
    expect(events.onAnalyse).toHaveBeenCalledExactlyOnceWith('7', 60);
  });

  it('is shown where the board itself is not known any more', async () => {
    const { root, hasControl } = await withRun({ status: 'paused' }, { boards: null });
    expect(root.querySelector('h4')?.textContent).toBe('Lamps');
    expect(root.textContent).toContain('Paused: 12 of 60 pins');
    expect(hasControl('Analyse Lamps')).toBe(false);
    expect(hasControl('Go on with Lamps')).toBe(true);
  });
});
