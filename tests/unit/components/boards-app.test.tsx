// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { BoardsApp } from '../../../entrypoints/boards/BoardsApp.tsx';
import { exportBoard, importBoard } from '../../../lib/board/insights/board-file.ts';
import { runFromFile } from '../../../lib/board/kept-board.ts';
import { openRunStore } from '../../../lib/board/run-store.ts';
import { boardMessages } from '../../../lib/platform/board-messages.ts';
import { entriesOf } from '../support/boards.ts';

const PAGE = { kind: 'board', user: 'anna', slug: 'lamps' } as const;
const RUN_ID = 'board /anna/lamps/';
const FILE = exportBoard(
  { page: PAGE, title: 'Lamps' },
  entriesOf([
    { title: 'Brass', things: [{ noun: 'lamp', hex: '#b98f4e' }], styles: ['boho'] },
    { title: 'Rattan', things: [{ noun: 'lamp' }, { noun: 'rug' }] },
  ]).map(({ pin, look }) => ({
    pin: { ...pin, image: { url: 'https://i.pinimg.com/a.jpg', width: null, height: null } },
    look,
  })),
  new Date('2026-11-23T07:00:00Z'),
);
const store = openRunStore();
let root: HTMLElement;

beforeEach(async () => {
  fakeBrowser.reset();
  vi.stubGlobal('scrollTo', vi.fn());
  vi.stubGlobal('requestIdleCallback', (call: () => void) => setTimeout(call));
  boardMessages.onMessage('board:control', async ({ data }) => {
    await store.delete(data.runId);
    return null;
  });
  const file = importBoard(FILE);
  if (!file.ok) throw new Error(file.reason);
  await store.restore(runFromFile(file.file, file.id));
  document.body.replaceChildren();
  root = document.body.appendChild(document.createElement('div'));
});

afterEach(async () => {
  await act(() => render(null, root));
  boardMessages.removeAllListeners();
});

async function open(hash: string): Promise<void> {
  location.hash = hash;
  await act(() => render(<BoardsApp />, root));
}
const shows = (text: string) =>
  vi.waitFor(async () => {
    await act(async () => undefined);
    expect(root.textContent).toContain(text);
  });
const press = async (name: string): Promise<void> => {
  const all = [...root.querySelectorAll<HTMLElement>('button, a')];
  const found = all.find((each) => (each.ariaLabel ?? each.textContent) === name);
  if (!found) throw new Error(`no "${name}"`);
  await act(async () => found.click());
};

describe('the page of boards', () => {
  it('lists what is kept, deletes it, and puts it back', async () => {
    await open('');
    await shows('2 pins');
    await press('Delete: Lamps');
    await shows('No boards yet.');
    await shows('Deleted “Lamps”.');
    expect(await store.open(RUN_ID)).toBeNull();
    await press('Undo');
    await shows('“Lamps” is back.');
    await shows('2 pins');
    expect((await store.looks(RUN_ID)).size).toBe(2);
  });

  it('shows a board, keeps what was reckoned, and shows that the next time', async () => {
    expect(await store.insights(RUN_ID)).toBeUndefined();
    await open(`#${encodeURIComponent(RUN_ID)}`);
    await shows('Objects');
    await vi.waitFor(async () => expect(await store.insights(RUN_ID)).toBeDefined());
    expect(root.querySelectorAll('.pin')).toHaveLength(2);
    await act(() => render(null, root));
    await open(`#${encodeURIComponent(RUN_ID)}`);
    await shows('Objects');
  });

  it('filters by its address, and goes back with it', async () => {
    await open(`#${encodeURIComponent(RUN_ID)}?style=boho`);
    await shows('1 of 2 pins has all of it');
    expect(root.querySelectorAll('.pin')).toHaveLength(1);
    await press('Lamp');
    await vi.waitFor(() => expect(location.hash).toContain('object=lamp'));
    location.hash = `#${encodeURIComponent(RUN_ID)}`;
    await vi.waitFor(async () => {
      await act(async () => undefined);
      expect(root.querySelectorAll('.pin')).toHaveLength(2);
    });
  });

  it('says that a board is not here', async () => {
    await open('#board%20%2Fnobody%2Fnothing%2F');
    await shows('This board is not here.');
  });

  it('takes a file in, and says what is wrong with another', async () => {
    await store.delete(RUN_ID);
    await open('');
    await shows('No boards yet.');
    const choose = async (text: string) => {
      const input = root.querySelector<HTMLInputElement>('input[type="file"]');
      if (!input) throw new Error('no input');
      Object.defineProperty(input, 'files', {
        value: [new File([text], 'x.json')],
        configurable: true,
      });
      await act(async () => {
        input.dispatchEvent(new Event('change', { bubbles: true }));
      });
    };
    await choose('{"a":1}');
    await shows('something other than a board');
    await choose(FILE);
    await shows('Imported “Lamps”, 2 pins.');
    await press('Undo');
    await shows('All is as it was before the file.');
    expect(await store.open(RUN_ID)).toBeNull();
  });
});
