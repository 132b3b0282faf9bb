// @vitest-environment jsdom
import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { BoardFits } from '../../../components/BoardFits.tsx';
import {
  BoardModelSection,
  type BoardModelSectionProps,
} from '../../../components/boards/BoardModelSection.tsx';
import type {
  BoardModelState,
  ImportOutcome,
  LearnFault,
} from '../../../lib/board/model/board-models.ts';
import { type Rendered, rendered } from './rendered.ts';

const LEARNED = {
  id: 'board /anna/lamps/',
  name: 'Lamps',
  style: 'boho',
  pins: 24,
  sureness: 'fairly' as const,
  auc: 0.913,
  accuracy: 0.85,
};
const STATE: BoardModelState = { canLearn: true, learned: null, pins: 24, missing: 0, others: [] };
const WITH_MODEL = { ...STATE, learned: LEARNED };

const onLearn = vi.fn<() => Promise<LearnFault>>();
const onStyle = vi.fn(async (_: string | null) => {});
const onExport = vi.fn(async () => {});
const onImport = vi.fn<(file: File) => Promise<ImportOutcome>>();
const onForget = vi.fn(async (_: string) => {});

const section = (state: BoardModelState | null, changes: Partial<BoardModelSectionProps> = {}) => (
  <BoardModelSection
    state={state}
    styles={['boho', 'japandi']}
    onLearn={onLearn}
    onStyle={onStyle}
    onExport={onExport}
    onImport={onImport}
    onForget={onForget}
    {...changes}
  />
);

async function choose({ root }: Rendered, file: File): Promise<void> {
  const input = root.querySelector<HTMLInputElement>('input[type=file]');
  if (!input) throw new Error('no place for a file');
  Object.defineProperty(input, 'files', { value: [file], configurable: true });
  await act(async () => {
    input.dispatchEvent(new Event('change'));
  });
}

beforeEach(() => {
  vi.clearAllMocks();
  onLearn.mockResolvedValue(null);
});

describe('the model of a board', () => {
  it('is learned on demand, and says so meanwhile', async () => {
    const learning = Promise.withResolvers<LearnFault>();
    onLearn.mockReturnValue(learning.promise);
    const view = await rendered(section(STATE));
    await view.click(view.control('Learn this board'));
    expect(view.control('Learning').getAttribute('aria-disabled')).toBe('true');
    await view.click(view.control('Learning'));
    expect(onLearn).toHaveBeenCalledOnce();
    await act(async () => learning.resolve(null));
    expect(view.spoken()).toBe('');
  });

  it('waits for pins, and says for how many', async () => {
    const view = await rendered(section({ ...STATE, pins: 9, missing: 3 }));
    expect(view.root.textContent).toContain('Magpie has to look at 3 more pins first.');
    await view.click(view.control('Learn this board'));
    expect(onLearn).not.toHaveBeenCalled();
  });

  it('says how far it is to be trusted', async () => {
    const { root } = await rendered(section(WITH_MODEL));
    expect(root.textContent).toContain('Fairly sure Learned from 24 pins.');
    expect(root.textContent).toContain('it picks the right one 91% of the time');
  });

  it('says why it was not learned', async () => {
    const view = await rendered(section(STATE));
    onLearn.mockResolvedValueOnce('nothing-else');
    await view.click(view.control('Learn this board'));
    await vi.waitFor(() =>
      expect(view.spoken()).toBe('There are no other pictures to tell this board from.'),
    );
    onLearn.mockRejectedValueOnce(new Error('gone'));
    await view.click(view.control('Learn this board'));
    await vi.waitFor(() => expect(view.spoken()).toBe('That did not work. Please try again.'));
    expect(view.hasControl('Learn this board')).toBe(true);
  });

  it('cannot be learned by a build without its model', async () => {
    const view = await rendered(section({ ...STATE, canLearn: false }));
    expect(view.root.textContent).toContain('lacks the model');
    expect(view.hasControl('Learn this board')).toBe(false);
  });

  it('has a style that can be changed and emptied', async () => {
    const view = await rendered(section(WITH_MODEL));
    const input = view.root.querySelector<HTMLInputElement>('input[type=text]');
    if (!input) throw new Error('no field');
    expect(input.value).toBe('boho');
    const type = async (text: string) => {
      await act(async () => {
        input.value = text;
        input.dispatchEvent(new Event('input', { bubbles: true }));
      });
      await view.click(view.control('Save style'));
    };
    await type(' japandi ');
    expect(onStyle).toHaveBeenLastCalledWith('japandi');
    await vi.waitFor(() => expect(view.spoken()).toBe('The style is saved.'));
    await type('  ');
    expect(onStyle).toHaveBeenLastCalledWith(null);
  });

  it('is forgotten only after a second word', async () => {
    const view = await rendered(section(WITH_MODEL));
    await view.click(view.control('Forget “Lamps”'));
    expect(view.root.textContent).toContain('Forget what was learned of “Lamps”?');
    expect(document.activeElement).toBe(view.control('Keep'));
    await view.key(view.control('Keep'), 'Escape');
    expect(document.activeElement).toBe(view.control('Forget “Lamps”'));
    await view.click(view.control('Forget “Lamps”'));
    await view.click(view.control('Forget'));
    expect(onForget).toHaveBeenCalledExactlyOnceWith(LEARNED.id);
    await vi.waitFor(() => expect(view.spoken()).toBe('“Lamps” is forgotten.'));
  });

  it('goes out as a file', async () => {
    const view = await rendered(section(WITH_MODEL));
    await view.click(view.control('Export what was learned'));
    expect(onExport).toHaveBeenCalledOnce();
  });

  it.each<[ImportOutcome, string]>([
    [{ ok: true, id: 'x', name: 'Boats' }, '“Boats” is imported.'],
    [{ ok: false, reason: 'too-large' }, 'This file is too large for a learned board.'],
    [{ ok: false, reason: 'not-json' }, 'This file cannot be read.'],
    [{ ok: false, reason: 'other-format' }, 'This file is not a learned board.'],
    [{ ok: false, reason: 'other-version' }, 'This file is from another version of Magpie.'],
    [{ ok: false, reason: 'damaged' }, 'This file is damaged.'],
    [
      { ok: false, reason: 'other-embedder' },
      'This file was learned with another model than Magpie has now.',
    ],
  ])('says what came of a file: %j', async (outcome, words) => {
    onImport.mockResolvedValue(outcome);
    const view = await rendered(section(STATE));
    await choose(view, new File(['{}'], 'a.json'));
    await vi.waitFor(() => expect(view.spoken()).toBe(words));
  });

  it('lists the other boards that are known, to forget them', async () => {
    const other = { ...LEARNED, id: 'search boats', name: 'boats', sureness: 'hardly' as const };
    const view = await rendered(section({ ...STATE, others: [other] }));
    expect(view.root.textContent).toContain('boats Not sure yet');
    await view.click(view.control('Forget “boats”'));
    await view.click(view.control('Forget'));
    expect(onForget).toHaveBeenCalledExactlyOnceWith('search boats');
  });
});

describe('the boards that a pin fits', () => {
  it('are named, with how well it fits, or that it is from them', async () => {
    const fit = { boardId: 'a', title: 'Scandi living room', percent: 82, style: null };
    const view = await rendered(
      <BoardFits fits={[fit, { ...fit, boardId: 'b', title: 'Lamps', percent: null }]} />,
    );
    const lines = [...view.root.querySelectorAll('p')].map(({ textContent }) => textContent);
    expect(lines).toEqual(['Fits your board “Scandi living room” 82%', 'From your board “Lamps”']);
    await view.update(<BoardFits fits={undefined} />);
    expect(view.root.textContent).toBe('');
  });
});
