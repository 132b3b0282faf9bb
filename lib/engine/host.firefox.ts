import type { MergeHost } from '../cloud-vision/merge-request.ts';
import { createEngineWorker } from './engine-worker.ts';
import type { EngineHost } from './protocol.ts';

/** In Firefox the event page may start workers, and load modules late, itself. */
export function createHost(): EngineHost & MergeHost {
  return {
    ...createEngineWorker(),
    async mergeCloudAnswer(request) {
      const { mergeForPicture } = await import('../cloud-vision/merge-for-picture.ts');
      return mergeForPicture(request);
    },
  };
}
