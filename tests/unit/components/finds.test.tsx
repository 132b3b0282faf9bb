// @vitest-environment jsdom
import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ImportedFinds } from '../../../components/finds/FindFiles.tsx';
import { type FindList, Finds, type FindsProps } from '../../../components/finds/Finds.tsx';
import type { SavedFind } from '../../../lib/finds/saved-find.ts';
import { savedFind } from '../support/finds.ts';
import { SHOPS } from './fixtures.ts';
import { type Rendered, rendered } from './rendered.ts';

const CHAIR = savedFind({ savedAt: '2026-11-20T10:00:00.000Z', note: 'for the hall' });
const RUG = savedFind({
  id: 'rug',
  savedAt: '2026-11-10T10:00:00.000Z',
  find: { noun: 'rug', object: null, terms: [] },
  pin: null,
});
const tiles = {
  loadCrop: vi.fn(async (_id: string): Promise<Blob | null> => null),
  copyText: vi.fn(async (_text: string) => undefined),
  onSearchAll: vi.fn(async (_urls: string[]) => undefined),
  onNote: vi.fn(async (_id: string, _note: string) => undefined),
};
const events = {
  onDelete: vi.fn(async (ids: readonly string[]) => ids.length),
  onRestore: vi.fn(async () => 1),
  onForget: vi.fn(),
  files: {
    onExport: vi.fn(async (_format: 'csv' | 'json') => undefined),
    onImport: vi.fn(
      async (_file: File): Promise<ImportedFinds> => ({
        ok: true,
        added: 2,
        known: 0,
      }),
    ),
  },
};
const NO_FACTS: FindsProps['nounFacts'] = new Map();
const made = vi.fn((_blob: Blob) => 'blob:made');
const revoked = vi.fn();

beforeEach(() => {
  vi.clearAllMocks();
  Object.assign(URL, { createObjectURL: made, revokeObjectURL: revoked });
});

const page = (list: FindList) => (
  <Finds
    list={list}
    shops={SHOPS}
    nounFacts={NO_FACTS}
    wordsVersion={1}
    tiles={tiles}
    {...events}
  />
);
const ready = (finds: readonly SavedFind[], isComplete = true): FindList => ({
  status: 'ready',
  finds,
  isComplete,
});
const headings = ({ root }: Rendered) =>
  [...root.querySelectorAll('.tile :is(h2, h3)')].map(({ textContent }) => textContent);

function element<Kind extends Element>(view: Rendered, selector: string): Kind {
  const found = view.root.querySelector<Kind>(selector);
  if (!found) throw new Error(`no ${selector}`);
  return found;
}

/** Lets promises that a view waits for come true. */
const settled = () => act(() => new Promise((resolve) => setTimeout(resolve)));

async function enter(field: HTMLInputElement | HTMLTextAreaElement, value: string): Promise<void> {
  await act(async () => {
    field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

async function choose(view: Rendered, nth: number, value: string): Promise<void> {
  const select = view.root.querySelectorAll('select')[nth];
  await act(async () => {
    if (!select) return;
    select.value = value;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  });
}

/** Chooses a file as the browser's dialog would. */
async function importing(view: Rendered): Promise<void> {
  const input = element<HTMLInputElement>(view, 'input[type="file"]');
  Object.defineProperty(input, 'files', { value: [new File(['{}'], 'a.json')] });
  Object.defineProperty(input, 'value', { value: '', writable: true });
  await act(async () => {
    input.dispatchEvent(new Event('change', { bubbles: true }));
    await new Promise((resolve) => setTimeout(resolve));
  });
}

describe('the page of finds', () => {
  it('says how to save where there are none, and has nothing to export', async () => {
    const view = await rendered(page(ready([])));
    expect(view.root.textContent).toContain('press the star beside a find');
    await view.click(view.control('Export as JSON'));
    expect(events.files.onExport).not.toHaveBeenCalled();
  });

  it.each([
    ['loading', 'Reading your finds'],
    ['private', 'Your finds are shown in normal windows only.'],
    ['failed', 'Your finds could not be read.'],
  ] as const)('says that it is %s', async (status, words) => {
    const view = await rendered(page({ status }));
    expect(view.spoken()).toBe(words);
  });

  it('shows noun, colours, search, shops, pin, board, date and note of each', async () => {
    const view = await rendered(page(ready([RUG, CHAIR])));
    expect(headings(view)).toEqual(['Armchair', 'Rug']);
    const [chair, rug] = view.root.querySelectorAll('.tile');
    for (const words of [
      'mustard',
      'Search: yellow armchair',
      'Board: Reading corners',
      'Saved Nov 20, 2026',
      'for the hall',
    ]) {
      expect(chair?.textContent).toContain(words);
    }
    expect(rug?.textContent).toContain('From a picture you picked');
    const link = view.control('Open the pin “A corner to read in” in a new tab');
    expect(link.getAttribute('href')).toBe(CHAIR.pin?.url);
    expect(link.getAttribute('rel')).toBe('noopener noreferrer');
    expect(view.control(/^Etsy: search for mustard yellow armchair/).getAttribute('href')).toBe(
      'https://etsy.example/?q=mustard%20yellow%20armchair',
    );
  });

  it('searches for what the user had typed when they saved it', async () => {
    const typed = savedFind({
      query: { text: 'old chair', language: 'en', edit: { on: {}, values: {}, text: 'old chair' } },
    });
    const view = await rendered(page(ready([typed])));
    expect(view.control(/^Etsy/).getAttribute('href')).toBe('https://etsy.example/?q=old%20chair');
  });

  it('shows the kept picture, and gives its memory back', async () => {
    tiles.loadCrop.mockResolvedValueOnce(new Blob(['x']));
    const view = await rendered(page(ready([CHAIR])));
    await settled();
    expect(element<HTMLImageElement>(view, '.tile__picture > img').src).toBe('blob:made');
    await view.update(page(ready([])));
    expect(revoked).toHaveBeenCalledExactlyOnceWith('blob:made');
  });

  it('shows the part of the pin’s picture where none was kept', async () => {
    const view = await rendered(page(ready([CHAIR])));
    await settled();
    expect(element<HTMLImageElement>(view, '.tile .crop img').src).toBe(CHAIR.image.url);
    expect(made).not.toHaveBeenCalled();
  });

  it('searches, sorts and groups', async () => {
    const view = await rendered(page(ready([RUG, CHAIR])));
    await choose(view, 0, 'oldest');
    expect(headings(view)).toEqual(['Rug', 'Armchair']);
    await choose(view, 1, 'board');
    expect(
      [...view.root.querySelectorAll('.saved__group h2')].map(({ textContent }) => textContent),
    ).toEqual(['Reading corners 1 find', 'No board known 1 find']);
    const field = element<HTMLInputElement>(view, 'input[type="search"]');
    await enter(field, 'hall');
    expect(headings(view)).toEqual(['Armchair']);
    expect(view.spoken()).toContain('1 of 2 finds');
    await enter(field, 'teapot');
    await view.click(view.control('Show all finds'));
    expect(headings(view)).toHaveLength(2);
  });

  it('has a part of many in the page, and more on demand', async () => {
    const many = Array.from({ length: 20 }, (_, n) => savedFind({ id: `find ${n}` }));
    const view = await rendered(page(ready(many)));
    expect(headings(view)).toHaveLength(16);
    expect(view.spoken()).toContain('20 finds');
    await view.click(view.control('Show more'));
    expect(headings(view)).toHaveLength(20);
    expect(view.hasControl('Show more')).toBe(false);
  });

  it('keeps a note that is changed in its place', async () => {
    const view = await rendered(page(ready([CHAIR])));
    await view.click(view.control('Change the note'));
    const field = element<HTMLTextAreaElement>(view, 'textarea');
    expect(document.activeElement).toBe(field);
    expect(field.value).toBe('for the hall');
    await enter(field, ' for the study ');
    await view.key(field, 'Escape');
    expect(tiles.onNote).not.toHaveBeenCalled();
    expect(document.activeElement).toBe(view.control('Change the note'));

    await view.click(view.control('Change the note'));
    await enter(element<HTMLTextAreaElement>(view, 'textarea'), ' for the study ');
    await act(async () => element<HTMLFormElement>(view, 'form').requestSubmit());
    expect(tiles.onNote).toHaveBeenCalledExactlyOnceWith(CHAIR.id, 'for the study');
    expect(view.spoken()).toContain('The note is saved.');
  });

  it('leaves a note that could not be kept where it is', async () => {
    tiles.onNote.mockRejectedValueOnce(new Error('gone'));
    const view = await rendered(page(ready([RUG])));
    await view.click(view.control('Add a note'));
    await enter(element<HTMLTextAreaElement>(view, 'textarea'), 'x');
    await act(async () => element<HTMLFormElement>(view, 'form').requestSubmit());
    expect(view.spoken()).toContain('could not be saved');
    expect(element<HTMLTextAreaElement>(view, 'textarea').value).toBe('x');
  });

  it('deletes one, with the focus on the way back', async () => {
    const view = await rendered(page(ready([CHAIR, RUG])));
    await view.click(view.control('Delete “armchair”'));
    expect(events.onDelete).toHaveBeenCalledExactlyOnceWith([CHAIR.id]);
    expect(view.spoken()).toContain('Deleted 1 find.');
    expect(document.activeElement).toBe(view.control('Undo'));
    await view.click(view.control('Undo'));
    expect(events.onRestore).toHaveBeenCalledOnce();
    expect(view.spoken()).toContain('1 find is back.');
    expect(document.activeElement).toBe(element(view, 'h1'));
    expect(view.hasControl('Undo')).toBe(false);
  });

  it('deletes those that are selected, of those that were found', async () => {
    const view = await rendered(page(ready([CHAIR, RUG])));
    await enter(element<HTMLInputElement>(view, 'input[type="search"]'), 'hall');
    await view.click(element(view, '.saved__all input'));
    expect(view.root.textContent).toContain('1 selected');
    await view.click(view.control('Delete selected'));
    expect(events.onDelete).toHaveBeenCalledExactlyOnceWith([CHAIR.id]);
    await view.click(view.control('Close'));
    expect(events.onForget).toHaveBeenCalledOnce();
    expect(view.hasControl('Undo')).toBe(false);
  });

  it('says where that failed', async () => {
    events.onDelete.mockRejectedValueOnce(new Error('broken'));
    const view = await rendered(page(ready([CHAIR])));
    await view.click(view.control('Delete “armchair”'));
    expect(view.spoken()).toContain('could not be deleted');
    expect(view.hasControl('Undo')).toBe(false);
  });

  it('goes to files', async () => {
    const view = await rendered(page(ready([CHAIR])));
    await view.click(view.control('Export as CSV'));
    expect(events.files.onExport).toHaveBeenCalledExactlyOnceWith('csv');
    await settled();
    expect(view.spoken()).toContain('The file is written.');
    events.files.onExport.mockRejectedValueOnce(new Error('gone'));
    await view.click(view.control('Export as JSON'));
    await settled();
    expect(view.spoken()).toContain('could not be written');
  });

  it('is not exported before all of it was read', async () => {
    const view = await rendered(page(ready([CHAIR], false)));
    await view.click(view.control('Export as JSON'));
    expect(events.files.onExport).not.toHaveBeenCalled();
    expect(view.root.querySelector('.saved__all')).toBeNull();
  });

  it.each<[string, ImportedFinds]>([
    ['Took over 2 finds. 1 was there already.', { ok: true, added: 2, known: 1 }],
    ['Took over 1 find.', { ok: true, added: 1, known: 0 }],
    ['too large', { ok: false, reason: 'too-large' }],
    ['not JSON', { ok: false, reason: 'not-json' }],
    ['not a file of Magpie’s finds', { ok: false, reason: 'other-format' }],
    ['another version', { ok: false, reason: 'other-version' }],
    ['“exportedAt” makes no sense', { ok: false, reason: 'damaged', at: null, what: 'exportedAt' }],
    ['Find 7 of this file', { ok: false, reason: 'damaged', at: 7, what: 'pin' }],
  ])('takes a file over, or says why not: %s', async (words, imported) => {
    events.files.onImport.mockResolvedValueOnce(imported);
    const view = await rendered(page(ready([CHAIR])));
    await importing(view);
    expect(view.spoken()).toContain(words);
  });
});
