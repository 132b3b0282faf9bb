import { Options } from '../../components/options/Options.tsx';
import { PinterestApi, type PinterestApiProps } from '../../components/options/PinterestApi.tsx';
import type { RunProgress } from '../../lib/board/run-progress.ts';
import { runProgress } from '../fixtures/run-progress.ts';
import type { Scene } from './scenes.tsx';

const kept = async () => undefined;

const BOARDS = [
  { id: '1', name: 'Scandi living room', pinCount: 1_240 },
  { id: '2', name: 'Terracotta & rattan', pinCount: 86 },
  { id: '3', name: 'Hallway', pinCount: 31 },
  { id: '4', name: 'Lamps that are not too bright for reading in bed', pinCount: 1 },
  { id: '5', name: 'Later', pinCount: 0 },
];

function runOf(n: number, changes: Partial<RunProgress>): [string, RunProgress] {
  const { id = '', name = '' } = BOARDS[n] ?? {};
  const run = runProgress({
    page: { kind: 'api', id, name },
    title: name,
    walk: { mode: 'ended', bookmark: null, refused: null },
    done: 24,
    ...changes,
  });
  return [id, run];
}

const FAILED = [
  {
    pinId: '1',
    title: null,
    imageUrl: null,
    failure: { code: 'image-missing' as const },
  },
];

const RUNS = new Map([
  runOf(0, {}),
  runOf(1, { status: 'stopped', stop: { code: 'api-quota' } }),
  runOf(2, { status: 'done', done: 30, total: 31, failed: FAILED }),
]);

function options(name: string, props: Partial<PinterestApiProps>): Scene {
  return {
    name: `options-api-${name}`,
    kind: 'options',
    view: () => (
      <Options>
        <PinterestApi
          hasToken={true}
          allowed={true}
          boards={BOARDS}
          runs={new Map()}
          onCheck={async () => 'api-token-refused'}
          onAllow={async () => true}
          onAskForBoards={async () => 'api-offline'}
          onAnalyse={async () => 'api-board-missing'}
          onPause={kept}
          onResume={kept}
          onTurnOff={kept}
          {...props}
        />
      </Options>
    ),
  };
}

/** Pinterest's API in the options, in every state. */
export const API_SCENES: Scene[] = [
  options('off', { hasToken: false, boards: null }),
  options('boards', {}),
  options('running', { runs: RUNS }),
  options('later', { boards: null, runs: RUNS, allowed: false }),
];
