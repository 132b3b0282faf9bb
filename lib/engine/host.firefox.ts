import type { MergeHost } from '../cloud-vision/merge-request.ts';
import { createEngineWorker } from './engine-worker.ts';
import type { EngineHost, TextHost } from './protocol.ts';

/** In Firefox the event page may start workers, and load modules late, itself. */
export function createHost(): EngineHost & TextHost & MergeHost {
  return {
    ...createEngineWorker(),
    async readTerms(texts) {
      const { readTerms } = await import('../text/read-terms.ts');
      return readTerms(texts);
    },
    async mergeCloudAnswer(request) {
      const { mergeForPicture } = await import('../cloud-vision/merge-for-picture.ts');
      return mergeForPicture(request);
    },
  };
}
