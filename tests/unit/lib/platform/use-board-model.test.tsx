// @vitest-environment jsdom
import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { BoardModelState } from '../../../../lib/board/model/board-models.ts';
import { downloadJson } from '../../../../lib/platform/download.ts';
import { useBoardModel } from '../../../../lib/platform/use-board-model.ts';
import { rendered } from '../../components/rendered.ts';

const bus = vi.hoisted(() => ({
  listeners: new Map<string, () => void>(),
  send: vi.fn<(type: string, data: unknown) => Promise<unknown>>(),
}));
vi.mock('../../../../lib/platform/board-model-messages.ts', () => ({
  boardModelMessages: {
    onMessage: (type: string, listener: () => void) => {
      bus.listeners.set(type, listener);
      return () => bus.listeners.delete(type);
    },
    sendMessage: bus.send,
  },
}));
vi.mock('../../../../lib/platform/download.ts', () => ({ downloadJson: vi.fn() }));

const RUN = 'board /anna/lamps/';
const STATE: BoardModelState = { canLearn: true, learned: null, pins: 3, missing: 9, others: [] };

let answers: Record<string, unknown>;
let used: ReturnType<typeof useBoardModel>;
function View() {
  used = useBoardModel(RUN);
  return <p>{used.state?.pins ?? 'unknown'}</p>;
}

beforeEach(() => {
  answers = { 'board-model:state': STATE };
  bus.send.mockReset().mockImplementation(async (type) => answers[type]);
});

describe('the model of a board, for its section', () => {
  it('is read, and followed as models change', async () => {
    const view = await rendered(<View />);
    await vi.waitFor(() => expect(view.root.textContent).toBe('3'));
    expect(bus.send).toHaveBeenCalledWith('board-model:state', RUN);
    answers['board-model:state'] = { ...STATE, pins: 30 };
    await act(async () => bus.listeners.get('board-model:changed')?.());
    await vi.waitFor(() => expect(view.root.textContent).toBe('30'));
    await view.update(null);
    expect(bus.listeners.size).toBe(0);
  });

  it('stays unknown where the answer makes no sense', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    answers['board-model:state'] = { pins: 'many' };
    const view = await rendered(<View />);
    await vi.waitFor(() => expect(warn).toHaveBeenCalled());
    expect(view.root.textContent).toBe('unknown');
    warn.mockRestore();
  });

  it('asks the background for all else', async () => {
    await rendered(<View />);
    answers['board-model:learn'] = 'too-few-pins';
    expect(await used.onLearn()).toBe('too-few-pins');
    await used.onStyle('boho');
    expect(bus.send).toHaveBeenLastCalledWith('board-model:style', { id: RUN, style: 'boho' });
    await used.onForget('other');
    expect(bus.send).toHaveBeenLastCalledWith('board-model:forget', 'other');
    answers['board-model:import'] = { ok: false, reason: 'damaged' };
    const imported = await used.onImport(new File(['{}'], 'a.json'));
    expect(imported).toEqual({ ok: false, reason: 'damaged' });
    expect(bus.send).toHaveBeenLastCalledWith('board-model:import', '{}');
    bus.send.mockClear();
    const large = new File([new Uint8Array(1_000_001)], 'a.json');
    expect(await used.onImport(large)).toEqual({ ok: false, reason: 'too-large' });
    expect(bus.send).not.toHaveBeenCalled();
  });

  it('downloads the file under the board’s name', async () => {
    await rendered(<View />);
    answers['board-model:export'] = { name: 'Möbel / Büro: 2', text: '{}' };
    await used.onExport();
    expect(downloadJson).toHaveBeenCalledWith('Möbel-Büro-2.magpie-board-model.json', '{}');
    answers['board-model:export'] = null;
    await expect(used.onExport()).rejects.toThrow();
  });
});
