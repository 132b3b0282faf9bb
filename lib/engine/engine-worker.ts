import EngineWorker from './worker.ts?worker';
import { createWorkerHost } from './worker-host.ts';

/** The engine in a worker of this page. */
export function createEngineWorker() {
  return createWorkerHost(() => new EngineWorker({ name: 'magpie-engine' }));
}
