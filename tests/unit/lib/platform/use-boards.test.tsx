// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { act } from 'preact/test-utils';
import { expect, it, vi } from 'vitest';
import { newRun } from '../../../../lib/board/board-run.ts';
import { boardStore } from '../../../../lib/platform/boards.ts';
import { readAhead, useBoard } from '../../../../lib/platform/use-boards.ts';
import { runProgress } from '../../../fixtures/run-progress.ts';
import { rendered } from '../../components/rendered.ts';

const told = vi.hoisted(() => new Set<(message: { data: unknown }) => void>());
vi.mock('../../../../lib/platform/board-messages.ts', () => ({
  boardMessages: {
    onMessage: (_: string, listener: (message: { data: unknown }) => void) => {
      told.add(listener);
      return () => told.delete(listener);
    },
  },
}));

const { run } = newRun({ kind: 'board', user: 'anna', slug: 'lamps' }, 60, 0);

function Shown() {
  const reading = useBoard(run.id);
  return <p>{reading.status === 'read' ? reading.run.title : reading.status}</p>;
}

it('shows what was read ahead once, then what is kept by now', async () => {
  await boardStore.save({ run: { ...run, title: 'Lamps' }, pins: [] });
  const open = vi.spyOn(boardStore, 'open');
  readAhead(run.id);
  const first = await rendered(<Shown />);
  await vi.waitFor(() => expect(first.root.textContent).toBe('Lamps'));
  expect(open).toHaveBeenCalledTimes(1);

  await boardStore.save({ run: { ...run, title: 'Lights' }, pins: [] });
  const second = await rendered(<Shown />);
  await vi.waitFor(() => expect(second.root.textContent).toBe('Lights'));
  await rendered(null);
});

it('shows nothing that was read ahead of a change', async () => {
  await boardStore.save({ run: { ...run, title: 'Lamps' }, pins: [] });
  readAhead(run.id);
  await boardStore.save({ run: { ...run, title: 'Lights' }, pins: [] });
  await act(async () => {
    for (const tell of told) tell({ data: runProgress({ page: run.page }) });
  });
  const { root } = await rendered(<Shown />);
  await vi.waitFor(() => expect(root.textContent).toBe('Lights'));
  await rendered(null);
  expect(told.size).toBe(0);
});
