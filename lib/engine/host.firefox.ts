import { createEngineWorker } from './engine-worker.ts';

/** In Firefox the event page may start workers itself. */
export const createHost = createEngineWorker;
