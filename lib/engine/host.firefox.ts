import { createEngineWorker } from './engine-worker.ts';
import type { EngineHost, TextHost } from './protocol.ts';

/** In Firefox the event page may start workers, and load modules late, itself. */
export function createHost(): EngineHost & TextHost {
  return {
    ...createEngineWorker(),
    async readTerms(texts) {
      const { readTerms } = await import('../text/read-terms.ts');
      return readTerms(texts);
    },
  };
}
