// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newRun } from '../../../../lib/board/board-run.ts';
import { progressOf, type RunProgress } from '../../../../lib/board/run-progress.ts';
import { openRunStore } from '../../../../lib/board/run-store.ts';
import { useApiRuns } from '../../../../lib/platform/use-pinterest-api.ts';
import { rendered } from '../../components/rendered.ts';

/** The extension's messages, of which this test is the other end. */
const bus = vi.hoisted(() => ({
  told: new Set<(message: { data: unknown }) => void>(),
  send: vi.fn<(type: string, data: unknown) => Promise<unknown>>(),
}));
vi.mock('../../../../lib/platform/board-messages.ts', () => ({
  boardMessages: {
    onMessage: (_: string, listener: (message: { data: unknown }) => void) => {
      bus.told.add(listener);
      return () => bus.told.delete(listener);
    },
    sendMessage: bus.send,
  },
}));

const PAGE = { kind: 'api', id: '7', name: 'Lamps' } as const;
const state = newRun(PAGE, 60, 0);
const progress = (changes: Partial<RunProgress> = {}): RunProgress => ({
  ...progressOf(state, []),
  ...changes,
});
const tell = (data: RunProgress) =>
  act(async () => {
    for (const listener of bus.told) listener({ data });
  });

function Shown() {
  const runs = useApiRuns();
  return <p>{[...runs].map(([id, { done, status }]) => `${id}: ${done} ${status}`).join()}</p>;
}

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  bus.send.mockReset();
});
afterEach(async () => {
  await rendered(null);
  vi.unstubAllGlobals();
});

describe('the analyses of boards of the API', () => {
  it('are those that are kept, then what is told of them', async () => {
    const store = openRunStore();
    await store.save({ run: state.run, pins: [] });
    const other = newRun({ kind: 'board', user: 'anna', slug: 'rugs' }, 60, 0);
    await store.save({ run: other.run, pins: [] });
    bus.send.mockImplementation(async () => progress({ done: 3, status: 'paused' }));
    const { root } = await rendered(<Shown />);
    await vi.waitFor(() => expect(root.textContent).toBe('7: 3 paused'));
    expect(bus.send).toHaveBeenCalledExactlyOnceWith('board:control', {
      action: 'progress',
      runId: 'api 7',
    });
    await tell(progress({ done: 5, status: 'done' }));
    await tell(progress({ page: other.run.page, done: 9 }));
    expect(root.textContent).toBe('7: 5 done');
  });

  it('are stayed with while they run, and the background is woken when it dies', async () => {
    const answers = [true, new Error('gone'), new Error('gone'), true, false];
    bus.send.mockImplementation(async () => {
      const answer = answers.shift();
      if (answer instanceof Error) throw answer;
      return answer;
    });
    await rendered(<Shown />);
    await tell(progress());
    await tell(progress({ done: 1 }));
    await vi.waitFor(() => expect(answers).toEqual([]));
    expect(bus.send.mock.calls).toEqual(Array(5).fill(['board:watch', 'api 7']));
  });

  it('are left alone where the background cannot be woken', async () => {
    bus.send.mockRejectedValue(new Error('gone'));
    await rendered(<Shown />);
    await tell(progress());
    await vi.waitFor(() => expect(bus.send).toHaveBeenCalledTimes(3));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(bus.send).toHaveBeenCalledTimes(3);
  });
});
