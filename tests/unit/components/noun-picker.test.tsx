// @vitest-environment jsdom
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FindCorrection } from '../../../components/FindCorrection.tsx';
import { NounPicker } from '../../../components/NounPicker.tsx';
import type { DetectedObject } from '../../../lib/analysis.ts';
import type { NounSuggestion } from '../../../lib/noun-suggestion.ts';
import { fakeCorrecting } from '../support/correcting.ts';
import { object } from './fixtures.ts';
import { type Rendered, rendered } from './rendered.ts';

const events = { onPick: vi.fn(), onCancel: vi.fn() };

afterEach(() => vi.clearAllMocks());

async function opened(props: Partial<Parameters<typeof NounPicker>[0]> = {}) {
  const correcting = fakeCorrecting();
  const view = await rendered(
    <NounPicker
      label="What is it?"
      noun="armchair"
      suggest={correcting.suggest}
      {...events}
      {...props}
    />,
  );
  return { ...view, ...partsOf(view), suggest: correcting.suggest };
}

function partsOf({ root }: Rendered) {
  const input = root.querySelector<HTMLInputElement>('[role="combobox"]');
  if (!input) throw new Error('no combobox');
  const options = () => [...root.querySelectorAll<HTMLElement>('[role="option"]')];
  return {
    input,
    options,
    names: () => options().map((option) => option.firstChild?.textContent),
    active: () =>
      options().find(({ id }) => id === input.getAttribute('aria-activedescendant')) ?? null,
    type: async (text: string) => {
      await act(async () => {
        input.value = text;
        input.dispatchEvent(new Event('input', { bubbles: true }));
      });
      await act(async () => undefined);
    },
  };
}

describe('NounPicker', () => {
  it('is a labelled combobox with the focus, and offers what is near', async () => {
    const { input, root, options, names } = await opened({ alternatives: ['sofa'] });
    expect(document.activeElement).toBe(input);
    expect(root.querySelector(`label[for="${input.id}"]`)?.textContent).toBe('What is it?');
    expect(input.getAttribute('aria-expanded')).toBe('true');
    const list = document.getElementById(input.getAttribute('aria-controls') ?? '');
    expect(list?.getAttribute('role')).toBe('listbox');
    expect(options().every((option) => list?.contains(option))).toBe(true);
    expect(names()).toEqual(expect.arrayContaining(['chair', 'rocking chair', 'sofa']));
    expect(input.hasAttribute('aria-activedescendant')).toBe(false);
  });

  it('filters as one types, and says how many names there are and by which synonym', async () => {
    const { type, names, active, options, spoken } = await opened();
    await type('settee');
    expect(names()).toEqual(['sofa']);
    expect(options()[0]?.textContent).toBe('sofasettee');
    expect(active()).toBe(options()[0]);
    expect(spoken()).toBe('1 name');
  });

  it('is walked with the arrow keys, round and round, and picks with Enter', async () => {
    const { input, type, key, options, active } = await opened();
    await type('lamp');
    const last = options().length - 1;
    await key(input, 'ArrowDown');
    expect(active()).toBe(options()[1]);
    await key(input, 'ArrowUp');
    await key(input, 'ArrowUp');
    expect(active()).toBe(options()[last]);
    expect(options()[last]?.getAttribute('aria-selected')).toBe('true');
    await key(input, 'ArrowDown');
    await key(input, 'Enter');
    expect(events.onPick).toHaveBeenCalledExactlyOnceWith('lamp');
  });

  it('picks nothing on Enter before something is chosen, and by a click', async () => {
    const { input, key, click, options, names } = await opened();
    await key(input, 'Enter');
    expect(events.onPick).not.toHaveBeenCalled();
    const [, second] = options();
    if (second) await click(second);
    expect(events.onPick).toHaveBeenCalledExactlyOnceWith(names()[1]);
  });

  it('closes on Escape, and what it is in stays', async () => {
    const { input, key } = await opened();
    const heard = vi.fn();
    document.body.addEventListener('keydown', heard);
    await key(input, 'Escape');
    document.body.removeEventListener('keydown', heard);
    expect(events.onCancel).toHaveBeenCalledOnce();
    expect(heard).not.toHaveBeenCalled();
  });

  it('says that a word is unknown, and what can be done', async () => {
    const { input, type, root } = await opened();
    await type('xyzzy');
    expect(root.textContent).toContain('You can still type it into the search.');
    expect(input.getAttribute('aria-expanded')).toBe('false');
  });

  it('shows the names for the last that was typed, however late others come', async () => {
    const answers: ((names: NounSuggestion[]) => void)[] = [];
    const suggest = () => new Promise<NounSuggestion[]>((resolve) => answers.push(resolve));
    const { type, names } = await opened({ suggest });
    await type('a');
    await act(async () => {
      answers[1]?.([{ noun: 'apron', synonym: null }]);
      answers[0]?.([{ noun: 'sofa', synonym: null }]);
    });
    expect(names()).toEqual(['apron']);
  });

  it('does without names where none can be had', async () => {
    vi.spyOn(console, 'debug').mockImplementation(() => {});
    const { options } = await opened({ suggest: () => Promise.reject(new Error('gone')) });
    expect(options()).toEqual([]);
  });
});

describe('FindCorrection', () => {
  const chair = object('armchair', 0.1, 0.1);
  const named: DetectedObject = {
    ...chair,
    label: 'pouf',
    byUser: { drawn: false, was: 'armchair' },
  };
  async function correction(of: DetectedObject) {
    const correcting = fakeCorrecting();
    const view = await rendered(<FindCorrection object={of} correcting={correcting} />);
    return { ...view, correcting };
  }

  it('gives another noun, and the focus back', async () => {
    const view = await correction(chair);
    const button = view.control('Correct “armchair”');
    expect(button.getAttribute('aria-expanded')).toBe('false');
    await view.click(button);
    expect(view.correcting.suggest).toHaveBeenCalledWith({
      text: '',
      noun: 'armchair',
      alternatives: [],
    });
    const { input, type } = partsOf(view);
    await type('pouf');
    await view.key(input, 'Enter');
    expect(view.correcting.correct).toHaveBeenCalledExactlyOnceWith({
      kind: 'name',
      box: chair.box,
      was: 'armchair',
      noun: 'pouf',
    });
    expect(document.activeElement).toBe(button);
    expect(view.root.querySelector('[role="combobox"]')).toBeNull();
  });

  it('removes the find', async () => {
    const view = await correction(chair);
    await view.click(view.control('Correct “armchair”'));
    await view.click(view.control('Remove this find'));
    expect(view.correcting.correct).toHaveBeenCalledWith(
      expect.objectContaining({ kind: 'name', noun: null }),
    );
  });

  it('says what a find was, and takes it back', async () => {
    const view = await correction(named);
    expect(view.root.textContent).toContain('Was “armchair”.');
    await view.click(view.control('Undo'));
    expect(view.correcting.correct).toHaveBeenCalledWith({
      kind: 'restore',
      box: chair.box,
      was: 'armchair',
    });
  });

  it('closes when the noun changes under it', async () => {
    const view = await correction(chair);
    await view.click(view.control('Correct “armchair”'));
    await view.update(<FindCorrection object={named} correcting={view.correcting} />);
    expect(view.control('Correct “pouf”').getAttribute('aria-expanded')).toBe('false');
  });
});
